import type { MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { WorkKind } from '../../shared/domain/work.ts';
import type { FrameEntry, MediaEntry, WorkEntry } from './libraryEntries.ts';
import { queryWords } from './searchText.ts';

/** What the gallery shows. Works and kinds widen each other; moods, tags and words narrow. */
export interface LibraryFilter {
  readonly workIds: readonly WorkId[];
  readonly kinds: readonly WorkKind[];
  readonly moodIds: readonly MoodId[];
  readonly tags: readonly string[];
  readonly text: string;
  /** Only frames whose file is missing. */
  readonly offline: boolean;
}

export const noFilter: LibraryFilter = {
  workIds: [],
  kinds: [],
  moodIds: [],
  tags: [],
  text: '',
  offline: false,
};

/** The library's light copies, as the filter reads them. */
export interface LibraryEntries {
  readonly frames: ReadonlyMap<string, FrameEntry>;
  readonly media: ReadonlyMap<MediaId, MediaEntry>;
  readonly works: ReadonlyMap<WorkId, WorkEntry>;
}

export function isFiltering(filter: LibraryFilter): boolean {
  return (
    filter.workIds.length + filter.kinds.length + filter.moodIds.length + filter.tags.length > 0 ||
    filter.text.trim() !== '' ||
    filter.offline
  );
}

/** Tells for each frame whether it belongs to the chosen works and kinds and has every word of the text. */
export function scopeMatcher(
  filter: Pick<LibraryFilter, 'workIds' | 'kinds' | 'text'>,
  { media, works }: LibraryEntries,
): (frame: FrameEntry) => boolean {
  const workIds = new Set(filter.workIds);
  const kinds = new Set(filter.kinds);
  const anyWork = workIds.size === 0 && kinds.size === 0;
  const words = queryWords(filter.text);
  // The text of a work or a file is looked through once for each, not once for each of its frames.
  const wordless = new Map<string, readonly string[]>();
  const wordsLeft = (frame: FrameEntry): readonly string[] => {
    const key = `${frame.workId} ${frame.mediaId}`;
    const known = wordless.get(key);
    if (known !== undefined) return known;
    const workText = works.get(frame.workId)?.text ?? '';
    const fileText = media.get(frame.mediaId)?.text ?? '';
    const left = words.filter((word) => !workText.includes(word) && !fileText.includes(word));
    wordless.set(key, left);
    return left;
  };
  return (frame) => {
    if (!anyWork) {
      const kind = works.get(frame.workId)?.kind;
      if (!workIds.has(frame.workId) && !(kind !== undefined && kinds.has(kind))) return false;
    }
    return words.length === 0 || wordsLeft(frame).every((word) => frame.text.includes(word));
  };
}

/**
 * Frames that match the whole filter, in no particular order.
 * @param offline media whose files are missing
 */
export function filterFrames(
  filter: LibraryFilter,
  entries: LibraryEntries,
  offline: ReadonlySet<MediaId> = new Set(),
): FrameEntry[] {
  const inScope = scopeMatcher(filter, entries);
  const shown: FrameEntry[] = [];
  for (const frame of entries.frames.values()) {
    if (
      (!filter.offline || offline.has(frame.mediaId)) &&
      filter.moodIds.every((id) => frame.moodIds.includes(id)) &&
      filter.tags.every((tag) => frame.tags.includes(tag)) &&
      inScope(frame)
    ) {
      shown.push(frame);
    }
  }
  return shown;
}

/** How many frames each work, mood and tag has. */
export interface LibraryFacets {
  readonly works: ReadonlyMap<WorkId, number>;
  readonly moods: ReadonlyMap<MoodId, number>;
  readonly tags: ReadonlyMap<string, number>;
}

/** Counts works over the whole library, moods and tags over the frames in the filter's works and words. */
export function countFacets(filter: LibraryFilter, entries: LibraryEntries): LibraryFacets {
  const works = new Map<WorkId, number>();
  const moods = new Map<MoodId, number>();
  const tags = new Map<string, number>();
  const inScope = scopeMatcher(filter, entries);
  for (const frame of entries.frames.values()) {
    bump(works, frame.workId);
    // A tag that exists stays listed with 0, so that it can still be renamed or removed.
    for (const tag of frame.tags) if (!tags.has(tag)) tags.set(tag, 0);
    if (!inScope(frame)) continue;
    for (const id of frame.moodIds) bump(moods, id);
    for (const tag of frame.tags) bump(tags, tag);
  }
  return { works, moods, tags };
}

function bump<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
