import type { Frame } from '../domain/frame.ts';
import type { Moment } from '../domain/homageLink.ts';
import { formatTimecode } from './formatTimecode.ts';

/** "00:00:41:12"; null for a still, which has none. */
export function frameTimecode(frame: Pick<Frame, 'time'>): string | null {
  return frame.time === null ? null : formatTimecode(frame.time.frameIndex, frame.time.frameRate);
}

/** "00:00:39:00 – 00:00:44:20" (the out point is exclusive); null where unknown. */
export function momentTimecode({ span }: Pick<Moment, 'span'>): string | null {
  if (span === null) return null;
  return `${formatTimecode(span.inFrame, span.frameRate)} – ${formatTimecode(span.outFrame, span.frameRate)}`;
}
