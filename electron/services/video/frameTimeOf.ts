import type { FrameTime } from '../../../shared/domain/frame.ts';
import { timecodeOriginOf } from '../../../shared/timecode/timecodeOriginOf.ts';
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
  video: Pick<OpenVideo, 'timeBase' | 'frameRate' | 'startTimecode'>,
  firstTicks: number,
  ticks: number,
  frameIndex: number,
): FrameTime {
  const { timeBase, frameRate, startTimecode } = video;
  const timecode =
    startTimecode === null
      ? undefined
      : timecodeOriginOf({ startTimecode, dropFrame: startTimecode.includes(';'), frameRate });
  return {
    ticks,
    timeBase,
    timeSec: secondsBetween(firstTicks, ticks, video),
    frameIndex,
    frameRate,
    ...(timecode === undefined ? {} : { timecode }),
  };
}
