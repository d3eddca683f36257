import type { ServerPlatform } from '../../../shared/contract/serverPlatform.ts';

/** Node's clock, timers and stop signal for a contract server. */
export const nodeServerPlatform: ServerPlatform<AbortSignal> = {
  nowMs: () => performance.now(),
  afterMs: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  makeStop: () => {
    const controller = new AbortController();
    return { signal: controller.signal, stop: () => controller.abort() };
  },
};
