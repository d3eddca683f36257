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

/** The library in an order; kept while the library stays as it is. */
interface Standing {
  readonly media: LibraryEntries['media'];
  readonly works: LibraryEntries['works'];
  readonly sorted: readonly FrameEntry[];
}

const standings = new WeakMap<LibraryEntries['frames'], Map<FrameOrder, Standing>>();

/**
 * All frames in gallery order: by work, file and time; or the latest imported first, frames of one moment of import by
 * file and time. The library is sorted once for each of its states; filters go through it in that order.
 */
export function sortedFrames(order: FrameOrder, entries: LibraryEntries): readonly FrameEntry[] {
  const known = standings.get(entries.frames) ?? new Map<FrameOrder, Standing>();
  standings.set(entries.frames, known);
  const last = known.get(order);
  if (last !== undefined && last.media === entries.media && last.works === entries.works) return last.sorted;
  const sorted = sortAll(order, entries);
  known.set(order, { media: entries.media, works: entries.works, sorted });
  return sorted;
}

function sortAll(order: FrameOrder, entries: LibraryEntries): FrameEntry[] {
  const workRank = new Map(
    [...entries.works.values()].sort(compareWorks).map((work, rank) => [work.id, rank]),
  );
  const mediaRank = new Map(
    [...entries.media.values()]
      .sort((a, b) => collator.compare(a.fileName, b.fileName) || (a.id < b.id ? -1 : 1))
      .map((media, rank) => [media.id, rank]),
  );
  const last = Number.MAX_SAFE_INTEGER;
  // Ranks are looked up once a frame, not at every comparison.
  const ranked = Array.from(entries.frames.values(), (frame) => ({
    frame,
    work: workRank.get(frame.workId) ?? last,
    media: mediaRank.get(frame.mediaId) ?? last,
  }));
  type Ranked = (typeof ranked)[number];
  const byPlace = (a: Ranked, b: Ranked): number =>
    a.work - b.work ||
    a.media - b.media ||
    a.frame.timeSec - b.frame.timeSec ||
    (a.frame.id < b.frame.id ? -1 : 1);
  ranked.sort(
    order === 'work'
      ? byPlace
      : (a, b) =>
          a.frame.createdAt === b.frame.createdAt
            ? byPlace(a, b)
            : a.frame.createdAt > b.frame.createdAt
              ? -1
              : 1,
  );
  return ranked.map(({ frame }) => frame);
}
