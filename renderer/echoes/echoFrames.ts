import type { Moment } from '../../shared/domain/homageLink.ts';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';

const byTime = (a: FrameEntry, b: FrameEntry): number => a.timeSec - b.timeSec || (a.id < b.id ? -1 : 1);

/** The frames of a work, in order of time. */
export function framesOfWork(workId: WorkId, frames: ReadonlyMap<FrameId, FrameEntry>): FrameEntry[] {
  return [...frames.values()].filter((frame) => frame.workId === workId).sort(byTime);
}

/**
 * The frames of the library that lie in a moment; where none does, the one before its middle, which is of the shot
 * that runs there. None for a moment whose file or timecode is not known.
 */
export function framesOfMoment(
  { mediaId, span }: Pick<Moment, 'mediaId' | 'span'>,
  frames: ReadonlyMap<FrameId, FrameEntry>,
): FrameEntry[] {
  if (mediaId === null || span === null) return [];
  const ofMedia = [...frames.values()].filter((frame) => frame.mediaId === mediaId).sort(byTime);
  const inside = ofMedia.filter(
    ({ frameIndex }) => frameIndex !== null && frameIndex >= span.inFrame && frameIndex < span.outFrame,
  );
  if (inside.length > 0) return inside;
  const middle = (span.inFrame + span.outFrame) / 2;
  const before = ofMedia.filter(({ frameIndex }) => frameIndex !== null && frameIndex <= middle).at(-1);
  const nearest = before ?? ofMedia[0];
  return nearest === undefined ? [] : [nearest];
}

/** Names the shot that a frame stands for; a still is a shot of its own. */
export function shotKeyOf(frame: Pick<FrameEntry, 'id' | 'mediaId' | 'shotNumber'>): string {
  return frame.shotNumber === null ? frame.id : `${frame.mediaId}#${frame.shotNumber}`;
}
