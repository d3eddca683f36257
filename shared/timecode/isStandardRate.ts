import type { Rational } from '../domain/frame.ts';

/** Rates at which film, television and screens run, frames a second. */
export const standardRates: readonly Rational[] = [
  { num: 12, den: 1 },
  { num: 25, den: 2 },
  { num: 15_000, den: 1001 },
  { num: 15, den: 1 },
  { num: 16, den: 1 },
  { num: 18, den: 1 },
  { num: 20, den: 1 },
  { num: 24_000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 30, den: 1 },
  { num: 48_000, den: 1001 },
  { num: 48, den: 1 },
  { num: 50, den: 1 },
  { num: 60_000, den: 1001 },
  { num: 60, den: 1 },
  { num: 72, den: 1 },
  { num: 90, den: 1 },
  { num: 100, den: 1 },
  { num: 120_000, den: 1001 },
  { num: 120, den: 1 },
  { num: 240_000, den: 1001 },
  { num: 240, den: 1 },
];

/** Whether a rate is one that cameras and editing systems run at, rather than an average. */
export function isStandardRate({ num, den }: Rational): boolean {
  return standardRates.some((rate) => num * rate.den === rate.num * den);
}
