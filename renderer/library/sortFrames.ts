import type { WorkKind } from '../../shared/domain/work.ts';
import type { FrameEntry, WorkEntry } from './libraryEntries.ts';
import type { LibraryEntries } from './libraryFilter.ts';

/** Orders of the gallery that are kept; beside them frames can stand by their match. */
export type FrameOrder = 'work' | 'newest';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const kindOrder: readonly WorkKind[] = ['music-video', 'film', 'series', 'advert', 'painting', 'other'];

/** Works as lists show them: music videos, films, the rest; by title, the earlier year first. */
export function compareWorks(a: WorkEntry, b: WorkEntry): number {
  return (
    kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
    collator.compare(a.title, b.title) ||
    (a.year ?? 0) - (b.year ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}

/**
 * Frames in gallery order, in place: by work, file and time; or the latest imported first, frames of one
 * moment of import by file and time.
 */
export function sortFrames(frames: FrameEntry[], order: FrameOrder, entries: LibraryEntries): FrameEntry[] {
  const workRank = new Map(
    [...entries.works.values()].sort(compareWorks).map((work, rank) => [work.id, rank]),
  );
  const mediaRank = new Map(
    [...entries.media.values()]
      .sort((a, b) => collator.compare(a.fileName, b.fileName) || (a.id < b.id ? -1 : 1))
      .map((media, rank) => [media.id, rank]),
  );
  const last = Number.MAX_SAFE_INTEGER;
  const byPlace = (a: FrameEntry, b: FrameEntry): number =>
    (workRank.get(a.workId) ?? last) - (workRank.get(b.workId) ?? last) ||
    (mediaRank.get(a.mediaId) ?? last) - (mediaRank.get(b.mediaId) ?? last) ||
    a.timeSec - b.timeSec ||
    (a.id < b.id ? -1 : 1);
  return frames.sort(
    order === 'work'
      ? byPlace
      : (a, b) => (a.createdAt === b.createdAt ? byPlace(a, b) : a.createdAt > b.createdAt ? -1 : 1),
  );
}
