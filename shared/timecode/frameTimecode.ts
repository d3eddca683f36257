import type { Frame, FrameTime, Shot } from '../domain/frame.ts';
import type { Moment } from '../domain/homageLink.ts';
import { formatTimecode } from './formatTimecode.ts';
import { timecodeFrame } from './timecodeFrame.ts';

/** The timecode of a time in a video: the file's own where it carries one. */
export function timecodeAt(
  time: Pick<FrameTime, 'frameIndex' | 'timeSec' | 'frameRate' | 'timecode'>,
): string {
  return formatTimecode(timecodeFrame(time), time.frameRate, time.timecode);
}

/** "00:00:41:12"; null for a still, which has none. */
export function frameTimecode(frame: Pick<Frame, 'time'>): string | null {
  return frame.time === null ? null : timecodeAt(frame.time);
}

/**
 * "00:00:39:00 – 00:00:44:20" (the out point is exclusive).
 * @param time of any frame of the same video
 */
export function shotTimecode(
  shot: Pick<Shot, 'startFrame' | 'endFrame' | 'startSec' | 'endSec'>,
  time: Pick<FrameTime, 'frameRate' | 'timecode'>,
): string {
  const { frameRate, timecode } = time;
  const from = timecodeAt({ frameIndex: shot.startFrame, timeSec: shot.startSec, frameRate, timecode });
  return `${from} – ${timecodeAt({ frameIndex: shot.endFrame, timeSec: shot.endSec, frameRate, timecode })}`;
}

/** In and out point of a moment's span; the out point is exclusive. */
export function spanTimecodes(span: NonNullable<Moment['span']>): { inText: string; outText: string } {
  const { frameRate, timecode } = span;
  return {
    inText: timecodeAt({ frameIndex: span.inFrame, timeSec: span.inSec, frameRate, timecode }),
    outText: timecodeAt({ frameIndex: span.outFrame, timeSec: span.outSec, frameRate, timecode }),
  };
}

/** "00:00:39:00 – 00:00:44:20" (the out point is exclusive); null where unknown. */
export function momentTimecode({ span }: Pick<Moment, 'span'>): string | null {
  if (span === null) return null;
  const { inText, outText } = spanTimecodes(span);
  return `${inText} – ${outText}`;
}
