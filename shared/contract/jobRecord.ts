import type { AppError } from './appError.ts';
import type { JobSnapshot } from './contract.ts';
import type { ResponseMessage } from './messages.ts';
import type { ServerPlatform } from './serverPlatform.ts';

type ReplyResult = Extract<ResponseMessage, { type: 'reply' }>['result'];

/** Milliseconds between two progress events of one job: at most ten a second. */
export const progressIntervalMs = 100;

/** A job as its server keeps it. */
export interface JobRecord {
  readonly id: string;
  readonly method: string;
  readonly finished: boolean;
  start(): void;
  /**
   * Tells the listener. Progress (an event without a `type`, or of type "progress") is thinned to ten a second,
   * the latest winning and its `fraction` never falling; every other event is sent at once, in order.
   */
  readonly emit: (event: unknown) => void;
  /** Sends the last progress and the reply. Only the first call counts. */
  finish(result: ReplyResult): void;
  cancel(): void;
  /** Attaches the listener again: kept events, latest progress, and the reply once there is one. */
  listen(): void;
  /** Stops sending; the job goes on and its events are kept for the next listener. */
  dispose(): void;
  /** Drops kept events that need no replay any more. */
  forget(settled: (event: unknown) => boolean): void;
  snapshot(): JobSnapshot;
}

interface JobRecordOptions {
  readonly id: string;
  readonly method: string;
  readonly platform: Pick<ServerPlatform<unknown>, 'nowMs' | 'afterMs'>;
  readonly send: (message: ResponseMessage) => void;
  readonly stop: () => void;
}

/** Makes the record of a job that waits for its turn. */
export function makeJobRecord({ id, method, platform, send, stop }: JobRecordOptions): JobRecord {
  let state: JobSnapshot['state'] = 'queued';
  let cancelAsked = false;
  let listening = true;
  let kept: unknown[] = [];
  let latestProgress: { readonly event: unknown } | null = null;
  let progressWaits = false;
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let fractionFloor = 0;
  let result: ReplyResult | null = null;

  const sendEvent = (event: unknown): void => {
    if (listening) send({ type: 'event', id, event });
  };

  const flushProgress = (): void => {
    if (!progressWaits || latestProgress === null) return;
    progressWaits = false;
    lastSentMs = platform.nowMs();
    sendEvent(latestProgress.event);
  };

  const emitProgress = (event: unknown): void => {
    const risen = withFractionFloor(event, fractionFloor);
    fractionFloor = risen.fraction;
    latestProgress = { event: risen.event };
    if (progressWaits) return;
    progressWaits = true;
    const waitMs = lastSentMs + progressIntervalMs - platform.nowMs();
    if (waitMs <= 0) flushProgress();
    else platform.afterMs(waitMs, flushProgress);
  };

  return {
    id,
    method,
    get finished() {
      return result !== null;
    },
    start: () => {
      state = 'running';
    },
    emit: (event) => {
      if (result !== null) return;
      if (isProgress(event)) {
        emitProgress(event);
        return;
      }
      kept.push(event);
      sendEvent(event);
    },
    finish: (finalResult) => {
      if (result !== null) return;
      flushProgress();
      result = finalResult;
      state = finalState(finalResult, cancelAsked);
      if (listening) send({ type: 'reply', id, result });
    },
    cancel: () => {
      if (result !== null) return;
      cancelAsked = true;
      stop();
    },
    listen: () => {
      listening = true;
      for (const event of kept) sendEvent(event);
      if (latestProgress !== null) {
        progressWaits = false;
        sendEvent(latestProgress.event);
      }
      if (result !== null) send({ type: 'reply', id, result });
    },
    dispose: () => {
      listening = false;
    },
    forget: (settled) => {
      kept = kept.filter((event) => !settled(event));
    },
    snapshot: () => ({
      jobId: id as JobSnapshot['jobId'],
      method,
      state,
      lastEvent: latestProgress?.event ?? kept.at(-1) ?? null,
      error: errorOf(result),
    }),
  };
}

function isProgress(event: unknown): boolean {
  if (typeof event !== 'object' || event === null || !('type' in event)) return true;
  return event.type === 'progress';
}

function withFractionFloor(event: unknown, floor: number): { event: unknown; fraction: number } {
  if (typeof event !== 'object' || event === null || !('fraction' in event))
    return { event, fraction: floor };
  if (typeof event.fraction !== 'number') return { event, fraction: floor };
  const fraction = Math.max(floor, event.fraction);
  return { event: { ...event, fraction }, fraction };
}

function finalState(result: ReplyResult, cancelAsked: boolean): JobSnapshot['state'] {
  if (cancelAsked) return 'cancelled';
  if (result.ok) return 'succeeded';
  return result.error.code === 'cancelled' ? 'cancelled' : 'failed';
}

function errorOf(result: ReplyResult | null): AppError | null {
  return result === null || result.ok ? null : result.error;
}
