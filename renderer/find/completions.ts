import type { SearchFilter } from '../../shared/domain/searchFilter.ts';
import { type WorkKind, workByline, workKindLabel } from '../../shared/domain/work.ts';
import { workTitle } from '../library/frameNames.ts';
import type { LibraryFilter } from '../library/libraryFilter.ts';
import { moodHex, moodLabel } from '../library/moodWords.ts';
import { searchable } from '../library/searchText.ts';
import { compareWorks } from '../library/sortFrames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import {
  aspectChoices,
  aspectText,
  parseAspect,
  parseShotLength,
  parseYears,
  shotLengthText,
  withSpan,
  yearsText,
} from './numberSpan.ts';
import { kindAsLabelled, parseQuery, type TermKey, wordsOfTerm } from './parseQuery.ts';

/** One thing that the search could be narrowed to. */
export interface Completion {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly hex?: string;
  /** What is left of the typed text once it is chosen. */
  readonly rest: string;
  /** What choosing it makes of the filter, but for the text. */
  readonly change: (filter: LibraryFilter) => Partial<SearchFilter>;
}

export interface CompletionGroup {
  /** What its completions are; `narrow`: what could be named before a colon. */
  readonly key: TermKey | 'narrow';
  readonly title: string;
  readonly completions: readonly Completion[];
}

/** A name that completions are made from. */
interface Candidate extends Omit<Completion, 'rest'> {
  /** Comparable texts it is found by, the first its label. */
  readonly texts: readonly string[];
}

/** Everything that can be completed to, by what it is. */
export type SearchVocabulary = Readonly<
  Record<'mood' | 'tag' | 'work' | 'director' | 'artist' | 'kind', readonly Candidate[]>
>;

const groupTitles: Record<TermKey, string> = {
  mood: 'Moods',
  tag: 'Tags',
  work: 'Works',
  director: 'Directors',
  artist: 'Artists',
  year: 'Years',
  shot: 'Shot length',
  aspect: 'Aspect ratio',
  kind: 'Kinds of work',
};
const groupOrder: readonly TermKey[] = [
  'year',
  'shot',
  'aspect',
  'director',
  'artist',
  'work',
  'mood',
  'tag',
  'kind',
];
const mostInGroup = { mixed: 5, named: 12 } as const;

const union = <Value>(values: readonly Value[], value: Value): Value[] => [...new Set([...values, value])];

/** Gathers what the library can be narrowed by. */
export function searchVocabulary(
  { works }: Pick<LibraryIndex, 'works'>,
  facets: { readonly moodIds: Iterable<SearchFilter['moodIds'][number]>; readonly tags: Iterable<string> },
): SearchVocabulary {
  const sorted = [...works.values()].sort(compareWorks);
  const people = (key: 'artists' | 'directors', idStart: string): Candidate[] => {
    const titles = new Map<string, string[]>();
    for (const work of sorted) {
      for (const person of work[key])
        titles.set(person, [...(titles.get(person) ?? []), workTitle(work.title)]);
    }
    return [...titles].map(([person, of]) => ({
      id: `${idStart}:${person}`,
      label: person,
      detail: of.length > 2 ? `${of.length} works` : of.join(', '),
      texts: [searchable(person)],
      change: (filter) => ({ [key]: union(filter[key], person) }),
    }));
  };
  const kinds = [...new Set(sorted.map(({ kind }) => kind))];
  return {
    work: sorted.map((work) => ({
      id: `work:${work.id}`,
      label: workTitle(work.title),
      detail: [work.originalTitle, workByline(work), work.year ?? ''].filter(Boolean).join(' · '),
      texts: [searchable(workTitle(work.title)), searchable(work.originalTitle)],
      change: (filter) => ({ workIds: union(filter.workIds, work.id) }),
    })),
    artist: people('artists', 'artist'),
    director: people('directors', 'director'),
    mood: [...facets.moodIds].map((id) => ({
      id: `mood:${id}`,
      label: moodLabel(id),
      detail: '',
      hex: moodHex(id),
      texts: [searchable(moodLabel(id))],
      change: (filter) => ({ moodIds: union(filter.moodIds, id) }),
    })),
    tag: [...facets.tags].map((tag) => ({
      id: `tag:${tag}`,
      label: tag,
      detail: '',
      texts: [searchable(tag)],
      change: (filter) => ({ tags: union(filter.tags, tag) }),
    })),
    kind: kinds.map((kind: WorkKind) => ({
      id: `kind:${kind}`,
      label: workKindLabel[kind],
      detail: '',
      texts: [searchable(workKindLabel[kind])],
      change: (filter) => ({ kinds: union(filter.kinds, kind) }),
    })),
  };
}

/**
 * What a typed text could mean, grouped by what it is. "director: won" looks among directors only; plain text is
 * completed from its end: "rain wong" offers Wong Kar Wai and leaves "rain".
 */
export function completionsOf(text: string, vocabulary: SearchVocabulary): CompletionGroup[] {
  const { terms, lastTermAt } = parseQuery(text);
  const last = terms.at(-1);
  if (last !== undefined) {
    const rest = text.slice(0, lastTermAt).trimEnd();
    const completions = completionsFor(last.key, last.value, rest, vocabulary);
    return completions.length === 0
      ? []
      : [
          {
            key: last.key,
            title: groupTitles[last.key],
            completions: completions.slice(0, mostInGroup.named),
          },
        ];
  }
  const groups = new Map<TermKey, Completion[]>();
  for (const { value, rest } of tails(text)) {
    for (const key of groupOrder) {
      const known = groups.get(key) ?? [];
      for (const each of completionsFor(key, value, rest, vocabulary)) {
        if (!known.some(({ id }) => id === each.id)) known.push(each);
      }
      groups.set(key, known);
    }
  }
  const found = groupOrder.flatMap((key): CompletionGroup[] => {
    const completions = (groups.get(key) ?? []).slice(0, mostInGroup.mixed);
    return completions.length === 0 ? [] : [{ key, title: groupTitles[key], completions }];
  });
  return [...found, ...hintsOf(text)];
}

/** What can be named before a colon, with what may follow. */
const termHints: readonly { readonly key: TermKey; readonly detail: string }[] = [
  { key: 'director', detail: 'a name' },
  { key: 'artist', detail: 'a name' },
  { key: 'work', detail: 'a title' },
  { key: 'mood', detail: 'blue neon' },
  { key: 'tag', detail: 'one of yours' },
  { key: 'year', detail: '1994-2000, 1990s, since 2004' },
  { key: 'shot', detail: 'seconds: 2-5, <2' },
  { key: 'aspect', detail: '2.39, 16:9, vertical, 1.3-1.5' },
  { key: 'kind', detail: 'film, music video' },
];
const shortestHint = 2;

/** "dir" can become "director:", "화면" "화면비:". */
function hintsOf(text: string): CompletionGroup[] {
  const { value, rest } = tails(text).at(-1) ?? { value: '', rest: '' };
  if (value.length < shortestHint || /\s$/u.test(text)) return [];
  const completions = termHints.flatMap(({ key, detail }) => {
    const word = wordsOfTerm(key).find((each) => each.startsWith(value.toLowerCase()));
    if (word === undefined) return [];
    return {
      id: `narrow:${key}`,
      label: `${word}:`,
      detail,
      rest: `${rest}${rest === '' ? '' : ' '}${word}: `,
      change: () => ({}),
    };
  });
  return completions.length === 0 ? [] : [{ key: 'narrow', title: 'Narrow by', completions }];
}

/** The ends of a text from its last few words down to the last one, each with what stands before it. */
function tails(text: string): { value: string; rest: string }[] {
  const starts = [...text.matchAll(/\S+/gu)].map(({ index }) => index).slice(-6);
  return starts.map((at) => ({ value: text.slice(at).trim(), rest: text.slice(0, at).trimEnd() }));
}

function completionsFor(
  key: TermKey,
  value: string,
  rest: string,
  vocabulary: SearchVocabulary,
): Completion[] {
  if (key === 'year' || key === 'shot' || key === 'aspect') return spanCompletions(key, value, rest);
  const typed = searchable(value.replaceAll('"', ' '));
  const wanted = key === 'kind' ? kindAsLabelled(typed) : typed;
  const ranked = vocabulary[key].flatMap((candidate, order) => {
    const rank = Math.min(...candidate.texts.map((text) => rankOf(text, wanted)));
    return rank === Number.POSITIVE_INFINITY ? [] : [{ candidate, rank, order }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ candidate: { id, label, detail, hex, change } }) => ({
      id,
      label,
      detail,
      ...(hex === undefined ? {} : { hex }),
      rest,
      change,
    }));
}

/** 0: begins with it; 1: a word of it does; 2: has it somewhere. */
function rankOf(text: string, wanted: string): number {
  if (text.startsWith(wanted)) return 0;
  const at = text.indexOf(wanted);
  if (at < 0) return Number.POSITIVE_INFINITY;
  return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 2 : 1;
}

function spanCompletions(key: 'year' | 'shot' | 'aspect', value: string, rest: string): Completion[] {
  if (key === 'aspect') {
    const wanted = value.toLowerCase();
    const named = aspectChoices.filter(({ label }) => wanted === '' || label.startsWith(wanted));
    const typed = parseAspect(value);
    // Plain numbers are years and lengths to most; a ratio says so by its colon, its point or its name.
    const choices = [...named, ...(typed === null ? [] : [{ label: aspectText(typed), span: typed }])].filter(
      ({ label }, at, all) => all.findIndex((each) => each.label === label) === at,
    );
    return choices.map(({ label, span }) => ({
      id: `aspect:${label}`,
      label,
      detail: label === 'vertical' ? 'taller than wide' : '',
      rest,
      change: (filter) => ({ aspects: withSpan(filter.aspects, span) }),
    }));
  }
  if (key === 'year') {
    const span = parseYears(value);
    if (span === null) return [];
    const label = yearsText(span);
    return [
      {
        id: `year:${label}`,
        label,
        detail: '',
        rest,
        change: (filter) => ({ years: withSpan(filter.years, span) }),
      },
    ];
  }
  const span = parseShotLength(value);
  if (span === null || (span.min ?? span.max ?? 0) > 1000) return [];
  const label = shotLengthText(span);
  return [
    {
      id: `shot:${label}`,
      label,
      detail: 'frames of shots this long',
      rest,
      change: (filter) => ({ shotSec: withSpan(filter.shotSec, span) }),
    },
  ];
}
