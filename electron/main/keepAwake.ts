import type { ResponseMessage } from '../../shared/contract/messages.ts';

/** What Electron's powerSaveBlocker does. */
export interface SleepBlocker {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): boolean;
}

/** Keeps the machine from falling asleep by itself while imports run; the screen may go dark. */
export interface KeepAwake {
  /** A job of the media process begins. */
  readonly begin: (method: string, jobId: string) => void;
  /** What the media process says; a reply ends its job. */
  readonly hear: (message: ResponseMessage) => void;
}

export function makeKeepAwake(blocker: SleepBlocker): KeepAwake {
  const running = new Set<string>();
  let blocking: number | null = null;
  return {
    begin: (method, jobId) => {
      if (method !== 'importMedia') return;
      running.add(jobId);
      blocking ??= blocker.start('prevent-app-suspension');
    },
    hear: (message) => {
      if (message.type !== 'reply' || !running.delete(message.id) || running.size > 0) return;
      if (blocking !== null) blocker.stop(blocking);
      blocking = null;
    },
  };
}
