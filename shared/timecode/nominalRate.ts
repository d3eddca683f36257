import type { Rational } from '../domain/frame.ts';

/**
 * The whole number of frames that a timecode counts to a second: 24 for 24000/1001, 30 for 30000/1001.
 * At least 1.
 */
export function nominalRate(frameRate: Rational): number {
  return Math.max(1, Math.round(frameRate.num / frameRate.den));
}
