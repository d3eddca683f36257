import type { FrameTime } from '../../../shared/domain/frame.ts';
import type { OpenVideo } from './openVideo.ts';

/** Seconds between two presentation times. The one formula, so that a printed time finds its frame again. */
export function secondsBetween(
  firstTicks: number,
  ticks: number,
  video: Pick<OpenVideo, 'timeBase'>,
): number {
  return ((ticks - firstTicks) * video.timeBase.num) / video.timeBase.den;
}

/** The full time of a frame. */
export function frameTimeOf(
  video: Pick<OpenVideo, 'timeBase' | 'frameRate'>,
  firstTicks: number,
  ticks: number,
  frameIndex: number,
): FrameTime {
  return {
    ticks,
    timeBase: video.timeBase,
    timeSec: secondsBetween(firstTicks, ticks, video),
    frameIndex,
    frameRate: video.frameRate,
  };
}
