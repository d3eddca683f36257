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

/** Where every frame of the library stands in an order; kept while the library stays as it is. */
interface Standing {
  readonly media: LibraryEntries['media'];
  readonly works: LibraryEntries['works'];
  readonly sorted: readonly FrameEntry[];
  readonly places: ReadonlyMap<FrameEntry, number>;
}

const standings = new WeakMap<LibraryEntries['frames'], Map<FrameOrder, Standing>>();

/**
 * Frames in gallery order: by work, file and time; or the latest imported first, frames of one moment of import by file
 * and time. The whole library is sorted once for each of its states, so that a filter only has to look up places.
 * @param frames of `entries`
 */
export function sortFrames(
  frames: readonly FrameEntry[],
  order: FrameOrder,
  entries: LibraryEntries,
): FrameEntry[] {
  const { sorted, places } = standingOf(order, entries);
  if (frames.length === sorted.length) return [...sorted];
  const wanted = Uint32Array.from(frames, (frame) => places.get(frame) ?? sorted.length);
  return Array.from(wanted.sort()).flatMap((place) => sorted[place] ?? []);
}

function standingOf(order: FrameOrder, entries: LibraryEntries): Standing {
  const known = standings.get(entries.frames) ?? new Map<FrameOrder, Standing>();
  standings.set(entries.frames, known);
  const last = known.get(order);
  if (last !== undefined && last.media === entries.media && last.works === entries.works) return last;
  const sorted = sortAll(order, entries);
  const standing = {
    media: entries.media,
    works: entries.works,
    sorted,
    places: new Map(sorted.map((frame, place) => [frame, place])),
  };
  known.set(order, standing);
  return standing;
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
