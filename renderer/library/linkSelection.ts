import type { LinkEnd } from '../../shared/domain/homageLink.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { editLink } from '../app/navigation.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

/**
 * Sides of a link from selected frames: frames of music videos remember, frames of anything else are
 * remembered. When all are of one sort, the work of the frame chosen first remembers the others; a single work
 * fills its own side only.
 */
export function endsFromFrames(
  frameIds: readonly FrameId[],
  { frames, works }: Pick<LibraryIndex, 'frames' | 'works'>,
): { from: LinkEnd[]; to: LinkEnd[] } {
  const ends = frameIds.flatMap((frameId): LinkEnd[] => {
    const frame = frames.get(frameId);
    return frame === undefined ? [] : [{ type: 'frame', frameId, workId: frame.workId }];
  });
  const isVideo = (end: LinkEnd): boolean => works.get(end.workId)?.kind === 'music-video';
  const [videos, others] = [ends.filter(isVideo), ends.filter((end) => !isVideo(end))];
  const [first] = ends;
  const oneSort = videos.length === 0 || others.length === 0;
  if (first === undefined || !oneSort) return { from: videos, to: others };
  const rest = ends.filter((end) => end.workId !== first.workId);
  if (rest.length === 0) return { from: videos, to: others };
  return { from: ends.filter((end) => end.workId === first.workId), to: rest };
}

/** Opens the link editor with the selected frames in place. */
export function linkSelection(
  frameIds: readonly FrameId[],
  index: Pick<LibraryIndex, 'frames' | 'works'>,
): void {
  editLink(endsFromFrames(frameIds, index));
}
