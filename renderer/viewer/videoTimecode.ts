import type { Rational, Shot, TimecodeOrigin } from '../../shared/domain/frame.ts';
import type { VideoProbe } from '../../shared/domain/media.ts';
import { timecodeAt } from '../../shared/timecode/frameTimecode.ts';
import { timecodeOriginOf } from '../../shared/timecode/timecodeOriginOf.ts';
import { type FrameClock, frameTimeSec } from './frameClock.ts';
import type { Footage } from './viewerStore.ts';

/** What the timecode of a video is written from. */
export interface VideoTimecode {
  readonly frameRate: Rational;
  /** The file's own, where it carries one. */
  readonly timecode: TimecodeOrigin | undefined;
  /** The true time of each frame; null while the file is not open. */
  readonly clock: FrameClock | null;
}

/** How the timecode of a video is written. */
export function videoTimecode(probe: VideoProbe, footage: Footage): VideoTimecode {
  const isOpen = footage.kind === 'open';
  return {
    frameRate: isOpen ? footage.frameRate : probe.frameRate,
    timecode: timecodeOriginOf(probe),
    clock: isOpen ? footage.clock : null,
  };
}

/** The timecode of a frame: the file's own, and true at a variable frame rate as well. */
export function timecodeOfFrame({ frameRate, timecode, clock }: VideoTimecode, frameIndex: number): string {
  const timeSec =
    clock === null ? (frameIndex * frameRate.den) / frameRate.num : frameTimeSec(clock, frameIndex);
  return timecodeAt({ frameIndex, timeSec, frameRate, timecode });
}

/** The timecode at which a shot begins. */
export function timecodeOfShot({ frameRate, timecode }: Omit<VideoTimecode, 'clock'>, shot: Shot): string {
  return timecodeAt({ frameIndex: shot.startFrame, timeSec: shot.startSec, frameRate, timecode });
}
