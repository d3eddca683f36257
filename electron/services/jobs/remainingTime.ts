/** Below these a pace says nothing yet. */
const minimumElapsedMs = 1000;
const minimumShare = 0.005;

/**
 * Time left if work goes on at its pace so far.
 * @param worked amount done by working (what was skipped does not count), in any unit
 * @param left amount still to do, same unit
 * @param elapsedMs time spent on `worked`
 * @returns seconds, or null while too little was done to tell
 */
export function remainingTime(worked: number, left: number, elapsedMs: number): number | null {
  if (left <= 0) return 0;
  if (elapsedMs < minimumElapsedMs || worked <= 0 || worked / (worked + left) < minimumShare) return null;
  return ((elapsedMs / worked) * left) / 1000;
}
