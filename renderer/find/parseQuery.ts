import type { NumberSpan } from '../../shared/domain/searchFilter.ts';
import { queryWords, searchable } from '../library/searchText.ts';
import { parseAspect, parseShotLength, parseYears } from './numberSpan.ts';

/** What can be named before a colon in the search field. */
export type TermKey = 'work' | 'artist' | 'director' | 'mood' | 'tag' | 'year' | 'shot' | 'aspect' | 'kind';

/** Words that name a key; the Korean ones beside, for those who never switch their keyboard. */
const termWords: Readonly<Record<string, TermKey>> = {
  work: 'work',
  title: 'work',
  작품: 'work',
  artist: 'artist',
  가수: 'artist',
  아티스트: 'artist',
  director: 'director',
  감독: 'director',
  mood: 'mood',
  무드: 'mood',
  tag: 'tag',
  태그: 'tag',
  year: 'year',
  연도: 'year',
  년도: 'year',
  shot: 'shot',
  length: 'shot',
  aspect: 'aspect',
  ratio: 'aspect',
  kind: 'kind',
};

/** `key: value`, as typed. */
export interface QueryTerm {
  readonly key: TermKey;
  readonly value: string;
}

/** A search as typed: words to be found anywhere, and terms. */
export interface ParsedQuery {
  readonly words: readonly string[];
  readonly terms: readonly QueryTerm[];
  /** Where the last term begins in the text; its length where there is none. */
  readonly lastTermAt: number;
}

const keyPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}"])(${Object.keys(termWords).join('|')})\s?[:：]`,
  'giu',
);

/** Takes a typed search apart. A term reaches to the next one or to the end. */
export function parseQuery(text: string): ParsedQuery {
  const found = [...text.matchAll(keyPattern)];
  const [first] = found;
  const terms = found.flatMap((match, index): QueryTerm[] => {
    const key = termWords[(match[1] ?? '').toLowerCase()];
    const value = text.slice(match.index + match[0].length, found[index + 1]?.index ?? text.length);
    return key === undefined ? [] : [{ key, value: value.trim() }];
  });
  return {
    words: queryWords(text.slice(0, first?.index ?? text.length)),
    terms,
    lastTermAt: found.at(-1)?.index ?? text.length,
  };
}

/** What a typed search asks of the frames, ready to be compared. */
export interface TypedQuery {
  readonly words: readonly string[];
  /** Comparable texts by key; every one of them has to be found. */
  readonly work: readonly string[];
  readonly artist: readonly string[];
  readonly director: readonly string[];
  readonly mood: readonly string[];
  readonly tag: readonly string[];
  readonly kind: readonly string[];
  readonly year: readonly NumberSpan[];
  readonly shot: readonly NumberSpan[];
  readonly aspect: readonly NumberSpan[];
}

/** Reads a typed search; a span that is not finished yet asks nothing. */
export function readQuery(text: string): TypedQuery {
  const { words, terms } = parseQuery(text);
  const texts = (key: TermKey): string[] =>
    terms.flatMap((term) => {
      const value = searchable(term.value.replaceAll('"', ' '));
      return term.key === key && value !== '' ? [value] : [];
    });
  const spans = (key: TermKey, read: (value: string) => NumberSpan | null): NumberSpan[] =>
    terms.flatMap((term) => (term.key === key ? (read(term.value) ?? []) : []));
  return {
    words,
    work: texts('work'),
    artist: texts('artist'),
    director: texts('director'),
    mood: texts('mood'),
    tag: texts('tag'),
    kind: texts('kind'),
    year: spans('year', parseYears),
    shot: spans('shot', parseShotLength),
    aspect: spans('aspect', parseAspect),
  };
}
