import { remainingTime } from '../jobs/remainingTime.ts';

/**
 * Adds the remaining time to the progress of work that begins now.
 * @param nowMs a clock, milliseconds
 * @returns takes the share done, 0-1
 */
export function paceOf(
  emit: (event: { fraction: number; remainingSec: number | null }) => void,
  nowMs: () => number = () => performance.now(),
): (fraction: number) => void {
  const startedMs = nowMs();
  return (fraction) => {
    emit({ fraction, remainingSec: remainingTime(fraction, 1 - fraction, nowMs() - startedMs) });
  };
}
