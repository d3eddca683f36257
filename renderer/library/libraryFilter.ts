import type { MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { SearchFilter } from '../../shared/domain/searchFilter.ts';
import { workKindLabel } from '../../shared/domain/work.ts';
import { liesInSpans } from '../find/numberSpan.ts';
import { readQuery, type TypedQuery } from '../find/parseQuery.ts';
import { type FrameEntry, type MediaEntry, moodLists, tagLists, type WorkEntry } from './libraryEntries.ts';
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
  const words = typed.words.map(wordFinder);
  // The text of a work or a file is looked through once for each, not once for each of its frames.
  const wordless = new Map<string, readonly WordFinder[]>();
  // Frames of one file come one after the other: most are answered by what the one before was told.
  let lastWorkId: WorkId | null = null;
  let lastMediaId: MediaId | null = null;
  let lastWords: readonly WordFinder[] = [];
  const wordsLeft = (frame: FrameEntry): readonly WordFinder[] => {
    if (frame.workId === lastWorkId && frame.mediaId === lastMediaId) return lastWords;
    lastWorkId = frame.workId;
    lastMediaId = frame.mediaId;
    lastWords = wordsOutside(frame);
    return lastWords;
  };
  const wordsOutside = (frame: FrameEntry): readonly WordFinder[] => {
    const key = `${frame.workId} ${frame.mediaId}`;
    const known = wordless.get(key);
    if (known !== undefined) return known;
    const workText = works.get(frame.workId)?.text ?? '';
    const fileText = media.get(frame.mediaId)?.text ?? '';
    const left = words.filter(({ word }) => !workText.includes(word) && !fileText.includes(word));
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
  const fits = frameMatcher(filter, typed);
  return (frame) =>
    inWork(frame.workId) &&
    (!asksFrame || fits(frame)) &&
    (words.length === 0 || hasEveryWord(frame, wordsLeft(frame)));
}

/** A word that is looked for. */
interface WordFinder {
  readonly word: string;
  /** Whether a list of moods has one whose name has the word in it. */
  readonly inMoods: (list: number) => boolean;
}

function wordFinder(word: string): WordFinder {
  return { word, inMoods: ofList(moodLists, (ids) => ids.some((id) => named(moodLabel(id), word))) };
}

function named(name: string, word: string): boolean {
  return searchable(name).includes(word);
}

/** In its own words, in the names of its moods or in those of its colours. */
function hasEveryWord(frame: FrameEntry, finders: readonly WordFinder[]): boolean {
  for (const { word, inMoods } of finders) {
    // Most frames have no words of their own.
    const inWords = frame.words !== '' && frame.words.includes(word);
    if (!inWords && !inMoods(frame.moodList) && !frame.hasColourName(word)) return false;
  }
  return true;
}

/** What is so of a list, found out once for each: there are few, and a hundred thousand frames have them. */
function ofList<Value>(
  lists: { at(number: number): readonly Value[] },
  holds: (list: readonly Value[]) => boolean,
): (number: number) => boolean {
  const known: (boolean | undefined)[] = [];
  return (number) => {
    const last = known[number];
    if (last !== undefined) return last;
    const answer = holds(lists.at(number));
    known[number] = answer;
    return answer;
  };
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

function frameMatcher(filter: Scope, typed: TypedQuery): (frame: FrameEntry) => boolean {
  const has = (texts: readonly string[], wanted: readonly string[]): boolean =>
    wanted.every((value) => texts.some((text) => named(text, value)));
  const hasTags = ofList(tagLists, (tags) => has(tags, typed.tag));
  const hasMoods = ofList(moodLists, (ids) => has(ids.map(moodLabel), typed.mood));
  return (frame) => {
    const { area } = frame.picture;
    const aspect = area.width / area.height;
    return (
      liesInSpans(frame.shotSec, filter.shotSec) &&
      liesInSpans(frame.shotSec, typed.shot) &&
      liesInSpans(aspect, filter.aspects) &&
      liesInSpans(aspect, typed.aspect) &&
      (typed.tag.length === 0 || hasTags(frame.tagList)) &&
      (typed.mood.length === 0 || hasMoods(frame.moodList))
    );
  };
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
  const hasMoods = ofList(moodLists, (ids) => moodIds.every((id) => ids.includes(id)));
  const hasTags = ofList(tagLists, (list) => tags.every((tag) => list.includes(tag)));
  return inScope.filter(
    (frame) =>
      (moodIds.length === 0 || hasMoods(frame.moodList)) &&
      (tags.length === 0 || hasTags(frame.tagList)) &&
      (!wantsOffline || offline.has(frame.mediaId)),
  );
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
  // Lists are counted, not what is in them: a frame costs two additions.
  const ofMoods = new Uint32Array(moodLists.size);
  const ofTags = new Uint32Array(tagLists.size);
  let workId: WorkId | null = null;
  let inWork = 0;
  for (const frame of frames) {
    ofMoods[frame.moodList] = (ofMoods[frame.moodList] ?? 0) + 1;
    ofTags[frame.tagList] = (ofTags[frame.tagList] ?? 0) + 1;
    if (frame.workId !== workId) {
      if (workId !== null) bump(works, workId, inWork);
      workId = frame.workId;
      inWork = 0;
    }
    inWork += 1;
  }
  if (workId !== null) bump(works, workId, inWork);
  return { works, moods: countValues(moodLists, ofMoods), tags: countValues(tagLists, ofTags) };
}

/** How many frames have each value, of how many have each list. */
function countValues<Value>(
  lists: { at(number: number): readonly Value[] },
  counts: Uint32Array,
): Map<Value, number> {
  const values = new Map<Value, number>();
  for (const [list, count] of counts.entries()) {
    if (count > 0) for (const value of lists.at(list)) bump(values, value, count);
  }
  return values;
}

function bump<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
