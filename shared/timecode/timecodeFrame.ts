import type { Rational } from '../domain/frame.ts';
import { isStandardRate } from './isStandardRate.ts';
import { nominalRate } from './nominalRate.ts';

/** How early a frame may be, in frames, and still bear its number: containers round times. */
const roundingFrames = 0.05;

/** When a frame is shown. */
export interface ShownAt {
  readonly frameIndex: number;
  /** Seconds from the first frame. */
  readonly timeSec: number;
  readonly frameRate: Rational;
}

/**
 * The number from which a frame's timecode is written. It is the frame's own number as long as the file keeps to its
 * rate. Where it does not (variable frame rate, a gap) counting frames would tell a wrong time: then it is the number
 * that the frame would bear if the file were conformed to its rate, or, where the rate is no more than an average,
 * to the clock.
 */
export function timecodeFrame({ frameIndex, timeSec, frameRate }: ShownAt): number {
  const counted = (timeSec * frameRate.num) / frameRate.den;
  if (Math.abs(counted - frameIndex) < 0.5) return frameIndex;
  if (isStandardRate(frameRate)) return Math.max(0, Math.floor(counted + roundingFrames));
  const rate = nominalRate(frameRate);
  const wholeSec = Math.floor(timeSec);
  const within = Math.floor((timeSec - wholeSec) * rate + roundingFrames);
  return Math.max(0, wholeSec * rate + Math.min(rate - 1, within));
}
