import type { MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { SearchFilter } from '../../shared/domain/searchFilter.ts';
import { workKindLabel } from '../../shared/domain/work.ts';
import { liesInSpans } from '../find/numberSpan.ts';
import { readQuery, type TypedQuery } from '../find/parseQuery.ts';
import { hasHangul, hasKoreanColour } from './koreanColours.ts';
import type { FrameEntry, MediaEntry, WorkEntry } from './libraryEntries.ts';
import { moodLabel } from './moodWords.ts';
import { searchable } from './searchText.ts';

/** What the gallery shows; see {@link SearchFilter}. */
export type LibraryFilter = SearchFilter;

export const noFilter: LibraryFilter = {
  workIds: [],
  kinds: [],
  moodIds: [],
  tags: [],
  text: '',
  offline: false,
  artists: [],
  directors: [],
  years: [],
  shotSec: [],
  aspects: [],
  colours: null,
  likeFrameId: null,
};

/** The library's light copies, as the filter reads them. */
export interface LibraryEntries {
  readonly frames: ReadonlyMap<string, FrameEntry>;
  readonly media: ReadonlyMap<MediaId, MediaEntry>;
  readonly works: ReadonlyMap<WorkId, WorkEntry>;
}

/** Whether some frames may be left out before colours or likeness are asked about. */
export function isNarrowing(filter: LibraryFilter): boolean {
  const { workIds, kinds, moodIds, tags, artists, directors, years, shotSec, aspects } = filter;
  const lists = [workIds, kinds, moodIds, tags, artists, directors, years, shotSec, aspects];
  return lists.some((list) => list.length > 0) || filter.text.trim() !== '' || filter.offline;
}

export function isFiltering(filter: LibraryFilter): boolean {
  return isNarrowing(filter) || isRanking(filter);
}

/** Whether two filters leave the same frames before colours and likeness are asked about. */
export function narrowsAlike(one: LibraryFilter, other: LibraryFilter): boolean {
  const keys = Object.keys(noFilter) as (keyof LibraryFilter)[];
  return keys.every((key) => key === 'colours' || key === 'likeFrameId' || one[key] === other[key]);
}

/** Whether frames are found and ordered by how well they match. */
export function isRanking(filter: Pick<LibraryFilter, 'colours' | 'likeFrameId'>): boolean {
  return filter.colours !== null || filter.likeFrameId !== null;
}

const scopeKeys = [
  'workIds',
  'kinds',
  'text',
  'artists',
  'directors',
  'years',
  'shotSec',
  'aspects',
] as const satisfies readonly (keyof LibraryFilter)[];
type Scope = Pick<LibraryFilter, (typeof scopeKeys)[number]>;

/** Whether two filters ask for the same works, people, spans and words. */
export function scopesAlike(one: LibraryFilter, other: LibraryFilter): boolean {
  return scopeKeys.every((key) => one[key] === other[key]);
}

/** Tells for each frame whether it belongs to the chosen works, people and spans and has every word of the text. */
function scopeMatcher(
  filter: Scope,
  { media, works }: Pick<LibraryEntries, 'media' | 'works'>,
): (frame: FrameEntry) => boolean {
  const typed = readQuery(filter.text);
  // The text of a work or a file is looked through once for each, not once for each of its frames.
  const wordless = new Map<string, readonly string[]>();
  // Frames of one file come one after the other: most are answered by what the one before was told.
  let lastWorkId: WorkId | null = null;
  let lastMediaId: MediaId | null = null;
  let lastWords: readonly string[] = [];
  const wordsLeft = (frame: FrameEntry): readonly string[] => {
    if (frame.workId === lastWorkId && frame.mediaId === lastMediaId) return lastWords;
    lastWorkId = frame.workId;
    lastMediaId = frame.mediaId;
    lastWords = wordsOutside(frame);
    return lastWords;
  };
  const wordsOutside = (frame: FrameEntry): readonly string[] => {
    const key = `${frame.workId} ${frame.mediaId}`;
    const known = wordless.get(key);
    if (known !== undefined) return known;
    const workText = works.get(frame.workId)?.text ?? '';
    const fileText = media.get(frame.mediaId)?.text ?? '';
    const left = typed.words.filter((word) => !workText.includes(word) && !fileText.includes(word));
    wordless.set(key, left);
    return left;
  };
  const fitsWork = workMatcher(filter, typed);
  const workFits = new Map<WorkId, boolean>();
  let askedWorkId: WorkId | null = null;
  let askedFits = false;
  const inWork = (workId: WorkId): boolean => {
    if (workId === askedWorkId) return askedFits;
    askedWorkId = workId;
    askedFits = workFits.get(workId) ?? fitsWork(workId, works.get(workId));
    workFits.set(workId, askedFits);
    return askedFits;
  };
  const asksFrame =
    filter.shotSec.length +
      filter.aspects.length +
      typed.shot.length +
      typed.aspect.length +
      typed.mood.length +
      typed.tag.length >
    0;
  return (frame) =>
    inWork(frame.workId) &&
    (!asksFrame || fitsFrame(frame, filter, typed)) &&
    (typed.words.length === 0 || wordsLeft(frame).every((word) => hasWord(frame, word)));
}

/** Colours are found by their English names, which are in the text, and by their Korean ones. */
function hasWord(frame: FrameEntry, word: string): boolean {
  return frame.text.includes(word) || (hasHangul(word) && hasKoreanColour(frame.palette, word));
}

function workMatcher(
  filter: Scope,
  typed: TypedQuery,
): (workId: WorkId, work: WorkEntry | undefined) => boolean {
  const workIds = new Set(filter.workIds);
  const kinds = new Set(filter.kinds);
  const anyWork = workIds.size === 0 && kinds.size === 0;
  const artists = new Set(filter.artists.map(searchable));
  const directors = new Set(filter.directors.map(searchable));
  const isOneOf = (people: readonly string[] | undefined, wanted: ReadonlySet<string>): boolean =>
    wanted.size === 0 || (people ?? []).some((person) => wanted.has(searchable(person)));
  const has = (texts: readonly string[] | undefined, wanted: readonly string[]): boolean =>
    wanted.every((value) => (texts ?? []).some((text) => searchable(text).includes(value)));
  return (workId, work) =>
    (anyWork || workIds.has(workId) || (work !== undefined && kinds.has(work.kind))) &&
    isOneOf(work?.artists, artists) &&
    isOneOf(work?.directors, directors) &&
    liesInSpans(work?.year ?? null, filter.years) &&
    liesInSpans(work?.year ?? null, typed.year) &&
    has(work?.artists, typed.artist) &&
    has(work?.directors, typed.director) &&
    has(work === undefined ? [] : [work.title, work.originalTitle], typed.work) &&
    has(work === undefined ? [] : [workKindLabel[work.kind]], typed.kind);
}

function fitsFrame(frame: FrameEntry, filter: Scope, typed: TypedQuery): boolean {
  const { area } = frame.picture;
  const aspect = area.width / area.height;
  const has = (texts: readonly string[], wanted: readonly string[]): boolean =>
    wanted.every((value) => texts.some((text) => searchable(text).includes(value)));
  return (
    liesInSpans(frame.shotSec, filter.shotSec) &&
    liesInSpans(frame.shotSec, typed.shot) &&
    liesInSpans(aspect, filter.aspects) &&
    liesInSpans(aspect, typed.aspect) &&
    (typed.tag.length === 0 || has(frame.tags, typed.tag)) &&
    (typed.mood.length === 0 || has(frame.moodIds.map(moodLabel), typed.mood))
  );
}

/**
 * The frames in the chosen works, spans and words, in their order; the very same list where nothing is left out.
 * @param frames of the library, in the order wanted
 */
export function framesInScope(
  filter: LibraryFilter,
  entries: Pick<LibraryEntries, 'media' | 'works'>,
  frames: readonly FrameEntry[],
): readonly FrameEntry[] {
  const asksNothing = scopeKeys.every(
    (key) => (key === 'text' ? filter.text.trim() : filter[key]).length === 0,
  );
  if (asksNothing) return frames;
  return frames.filter(scopeMatcher(filter, entries));
}

/**
 * Of the frames in scope those that match the rest of the filter but for colours and likeness, in their order; the very
 * same list where nothing is left out.
 * @param offline media whose files are missing
 */
export function narrowFrames(
  { moodIds, tags, offline: wantsOffline }: Pick<LibraryFilter, 'moodIds' | 'tags' | 'offline'>,
  inScope: readonly FrameEntry[],
  offline: ReadonlySet<MediaId> = new Set(),
): readonly FrameEntry[] {
  if (moodIds.length === 0 && tags.length === 0 && !wantsOffline) return inScope;
  return inScope.filter(
    (frame) =>
      (!wantsOffline || offline.has(frame.mediaId)) &&
      hasEach(frame.moodIds, moodIds) &&
      hasEach(frame.tags, tags),
  );
}

function hasEach<Value>(values: readonly Value[], wanted: readonly Value[]): boolean {
  for (const value of wanted) if (!values.includes(value)) return false;
  return true;
}

/** How many frames each work, mood and tag has. */
export interface LibraryFacets {
  readonly works: ReadonlyMap<WorkId, number>;
  readonly moods: ReadonlyMap<MoodId, number>;
  readonly tags: ReadonlyMap<string, number>;
}

/** Counted once for each state of a list of frames: filters come and go over one library. */
const counted = new WeakMap<readonly FrameEntry[], LibraryFacets>();

/**
 * Counts works over the whole library, moods and tags over the frames in the filter's works and words.
 * @param all the library's frames
 * @param inScope see {@link framesInScope}
 */
export function countFacets(all: readonly FrameEntry[], inScope: readonly FrameEntry[]): LibraryFacets {
  const whole = counted.get(all) ?? countAll(all);
  counted.set(all, whole);
  if (inScope === all) return whole;
  const { moods, tags } = countAll(inScope);
  // A tag that exists stays listed with 0, so that it can still be renamed or removed.
  for (const tag of whole.tags.keys()) if (!tags.has(tag)) tags.set(tag, 0);
  return { works: whole.works, moods, tags };
}

function countAll(frames: readonly FrameEntry[]) {
  const works = new Map<WorkId, number>();
  const moods = new Map<MoodId, number>();
  const tags = new Map<string, number>();
  for (const frame of frames) {
    bump(works, frame.workId);
    for (const id of frame.moodIds) bump(moods, id);
    for (const tag of frame.tags) bump(tags, tag);
  }
  return { works, moods, tags };
}

function bump<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
