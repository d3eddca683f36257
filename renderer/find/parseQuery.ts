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
  제목: 'work',
  artist: 'artist',
  가수: 'artist',
  아티스트: 'artist',
  director: 'director',
  감독: 'director',
  mood: 'mood',
  무드: 'mood',
  분위기: 'mood',
  tag: 'tag',
  태그: 'tag',
  year: 'year',
  연도: 'year',
  년도: 'year',
  shot: 'shot',
  length: 'shot',
  길이: 'shot',
  숏: 'shot',
  샷: 'shot',
  aspect: 'aspect',
  ratio: 'aspect',
  화면비: 'aspect',
  비율: 'aspect',
  kind: 'kind',
  종류: 'kind',
};

/** The words that name a key, the usual one first. */
export function wordsOfTerm(key: TermKey): string[] {
  return Object.keys(termWords).filter((word) => termWords[word] === key);
}

/** Kinds of work as Koreans call them, and as they are labelled. */
const kindWords: Readonly<Record<string, string>> = {
  뮤직비디오: 'music video',
  뮤비: 'music video',
  영화: 'film',
  시리즈: 'series',
  드라마: 'series',
  광고: 'advert',
  그림: 'painting',
  회화: 'painting',
};

/** What a kind is called in the library, of how it was typed. @param value as `searchable` makes it */
export function kindAsLabelled(value: string): string {
  return kindWords[value] ?? value;
}

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

/** Full-width Latin letters and signs as plain ones, each in its place. */
const plainSigns = (text: string): string =>
  text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Takes a typed search apart. A term reaches to the next one or to the end. */
export function parseQuery(typed: string): ParsedQuery {
  const text = plainSigns(typed);
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
      if (term.key !== key || value === '') return [];
      return key === 'kind' ? kindAsLabelled(value) : value;
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

/** How the terms of numbers are read, and what they are called in a sentence. */
const spanTerms: Partial<
  Record<TermKey, { read: (value: string) => NumberSpan | null; what: string; hint: string }>
> = {
  year: { read: parseYears, what: 'year', hint: 'A year reads 1994, 1994-2000, 1990s or since 2004' },
  shot: {
    read: parseShotLength,
    what: 'shot length',
    hint: 'A shot length is in seconds: 2, 2-5, <2 or >10',
  },
  aspect: {
    read: parseAspect,
    what: 'aspect ratio',
    hint: 'An aspect ratio reads 2.39, 16:9, 1.3-1.5 or vertical',
  },
};

/** What of a typed search cannot be read and therefore asks nothing: the first of it, and how it is written. */
export function unreadTerm(text: string): { readonly problem: string; readonly hint: string } | null {
  for (const { key, value } of parseQuery(text).terms) {
    const term = spanTerms[key];
    if (term === undefined || value === '' || term.read(value) !== null) continue;
    const shown = value.length > 24 ? `${value.slice(0, 23)}…` : value;
    return { problem: `“${shown}” is no ${term.what}`, hint: term.hint };
  }
  return null;
}
