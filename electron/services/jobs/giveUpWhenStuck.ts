import { AppFailure } from '../../../shared/contract/appError.ts';

/** How long work may bring nothing before it is given up, seconds. */
export const patienceSec = 30;

let steps = 0;

/** Notes that some decoder came a step further: every loop over packets or frames does, between its turns. */
export function noteStep(): void {
  steps += 1;
}

/**
 * Waits for work, but not for ever: when no step was noted for so many seconds on end it is told to stop and counts as
 * failed, whether it ever ends or not. Seconds in which the machine slept do not count.
 *
 * This is for work that waits (a disk that does not answer, a library that lost a callback). A decoder that holds the
 * whole process up cannot be helped from inside; `mediaProcessHost` ends the process for it.
 * @param work gets a signal that says stop
 * @throws AppFailure no-progress, and what `work` throws
 */
export async function giveUpWhenStuck<T>(
  fileName: string,
  work: (signal: AbortSignal) => Promise<T>,
  options: { readonly patienceSec?: number; readonly secondMs?: number } = {},
): Promise<T> {
  const { patienceSec: patience = patienceSec, secondMs = 1000 } = options;
  const controller = new AbortController();
  let seen = steps;
  let silentSec = 0;
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      silentSec = steps === seen ? silentSec + 1 : 0;
      seen = steps;
      if (silentSec < patience) return;
      controller.abort();
      reject(new AppFailure('no-progress', { fileName, reason: `nothing came for ${patience} s` }));
    }, secondMs);
  });
  try {
    return await Promise.race([work(controller.signal), stuck]);
  } finally {
    clearInterval(timer);
  }
}
