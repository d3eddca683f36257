import type { Shot } from '../../shared/domain/frame.ts';
import type { Moment } from '../../shared/domain/homageLink.ts';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { isInShot, shotAt } from '../../shared/domain/shotEdits.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';

const byTime = (a: FrameEntry, b: FrameEntry): number => a.timeSec - b.timeSec || (a.id < b.id ? -1 : 1);

/** The frames of a work, in order of time. */
export function framesOfWork(workId: WorkId, frames: ReadonlyMap<FrameId, FrameEntry>): FrameEntry[] {
  return [...frames.values()].filter((frame) => frame.workId === workId).sort(byTime);
}

/**
 * The frames of the library that lie in a moment; where none does, the one nearest to its middle of those that stand for
 * the shot that runs there, or of all. None for a moment whose file or timecode is not known.
 * @param shots of the moment's file
 */
export function framesOfMoment(
  { mediaId, span }: Pick<Moment, 'mediaId' | 'span'>,
  shots: readonly Shot[],
  frames: ReadonlyMap<FrameId, FrameEntry>,
): FrameEntry[] {
  if (mediaId === null || span === null) return [];
  const ofMedia = [...frames.values()].filter((frame) => frame.mediaId === mediaId).sort(byTime);
  const within = ({ startFrame, endFrame }: Pick<Shot, 'startFrame' | 'endFrame'>): FrameEntry[] =>
    ofMedia.filter(({ frameIndex }) => frameIndex !== null && isInShot({ startFrame, endFrame }, frameIndex));
  const inside = within({ startFrame: span.inFrame, endFrame: span.outFrame });
  if (inside.length > 0) return inside;
  const middle = (span.inFrame + span.outFrame - 1) / 2;
  const shot = shotAt(shots, Math.floor(middle));
  const ofShot = shot === undefined ? [] : within(shot);
  const away = ({ frameIndex }: FrameEntry): number => Math.abs((frameIndex ?? 0) - middle);
  return (ofShot.length > 0 ? ofShot : ofMedia).toSorted((a, b) => away(a) - away(b)).slice(0, 1);
}

/** Names the shot that a frame stands for; a still is a shot of its own. */
export function shotKeyOf(frame: Pick<FrameEntry, 'id' | 'mediaId' | 'shotNumber'>): string {
  return frame.shotNumber === null ? frame.id : `${frame.mediaId}#${frame.shotNumber}`;
}
