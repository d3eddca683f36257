import { describe, expect, it } from 'vitest';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { frameEntry, mediaEntry, workEntry } from '../library/libraryEntries.ts';
import { framesInScope, type LibraryFilter, narrowFrames, noFilter } from '../library/libraryFilter.ts';
import { completionsOf, searchVocabulary } from './completions.ts';
import { filterChips } from './filterChips.ts';
import { parseQuery, readQuery, unreadTerm } from './parseQuery.ts';
import { suggestedSearchName } from './suggestedSearchName.ts';

const mv = work('mv', { title: 'Yes No Maybe', artists: ['수지'], year: 2022 });
const mood = work('film', {
  kind: 'film',
  title: 'In the Mood for Love',
  originalTitle: '花樣年華',
  directors: ['王家衛', 'Wong Kar Wai'],
  year: 2000,
});
const other = work('other', { kind: 'film', title: 'Playtime', directors: ['Jacques Tati'], year: 1967 });
const works = new Map([mv, mood, other].map((each) => [each.id, workEntry(each)]));
const files = [mv, mood, other].map((each, at) => ({
  file: videoFile(at + 1, `${each.title}.mp4`),
  work: each,
}));
const now = '2026-01-01T00:00:00.000Z';
const frames = new Map(
  files.flatMap(({ file, work: { id } }) =>
    [0, 1].map((at) => {
      const shot = analysedFrame(file, at);
      const long = {
        ...shot,
        shot: shot.shot === null ? null : { ...shot.shot, endSec: shot.shot.startSec + 1 + 4 * at },
      };
      const frame = frameEntry({
        ...mergeAnalysedFrame(long, undefined, id, now),
        tags: at === 0 ? ['비 rain'] : [],
      });
      return [frame.id, frame] as const;
    }),
  ),
);
const media = new Map(
  files.map(({ file, work: { id } }) => [
    file.id,
    mediaEntry({ ...file, workId: id, partial: false, importedAt: now }),
  ]),
);
const index = { works, frames, media };
const vocabulary = searchVocabulary(index, {
  moodIds: ['orange-red-glow', 'blue-neon'],
  tags: ['비 rain', 'wide'],
});

const offered = (text: string): string[] =>
  completionsOf(text, vocabulary).flatMap(({ key, completions }) =>
    completions.map(({ label }) => `${key}: ${label}`),
  );
function chosen(text: string, label: string, filter: LibraryFilter = noFilter): LibraryFilter {
  const all = completionsOf(text, vocabulary).flatMap(({ completions }) => completions);
  const completion = all.find((each) => each.label === label);
  if (completion === undefined) throw new Error(`${label} is not offered for ${text}`);
  return { ...filter, ...completion.change(filter), text: completion.rest };
}
const framesOf = (filter: LibraryFilter) =>
  narrowFrames(filter, framesInScope(filter, index, [...index.frames.values()]));
const worksOf = (filter: LibraryFilter): string[] => [
  ...new Set(framesOf(filter).map(({ workId }) => workId as string)),
];

describe('unreadTerm', () => {
  it.each([
    ['year: abc', '“abc” is no year'],
    ['rain year: 99', '“99” is no year'],
    ['shot: long', '“long” is no shot length'],
    ['length: 0', '“0” is no shot length'],
    ['화면비: 넓게', '“넓게” is no aspect ratio'],
    ['director: wong aspect: 1:0', '“1:0” is no aspect ratio'],
  ])('tells of %s', (text, problem) => {
    expect(unreadTerm(text)?.problem).toBe(problem);
  });
  it.each([
    '',
    'rain',
    'year:',
    'year: 1994',
    'year: 1990년대',
    '길이: 2초 이하',
    '비율: 세로',
    'director: 1',
  ])('has nothing to tell of %s', (text) => {
    expect(unreadTerm(text)).toBeNull();
  });
});

describe('terms in Korean', () => {
  it('ask the same as in English', () => {
    expect(readQuery('종류: 영화')).toEqual(readQuery('kind: film'));
    expect(readQuery('길이: 2초 이하')).toEqual(readQuery('shot: <2'));
    expect(readQuery('화면비: 세로')).toEqual(readQuery('aspect: vertical'));
    expect(readQuery('연도: 1990년대')).toEqual(readQuery('year: 1990s'));
  });
  it('are completed', () => {
    expect(offered('종류: 영화')).toEqual(['kind: Film']);
    expect(offered('화면')).toEqual(['narrow: 화면비:']);
  });
});

describe('parseQuery', () => {
  it('takes words and terms apart', () => {
    expect(parseQuery('rain director: wong kar year:1994-2000')).toMatchObject({
      words: ['rain'],
      terms: [
        { key: 'director', value: 'wong kar' },
        { key: 'year', value: '1994-2000' },
      ],
    });
  });
  it('knows keys in Korean and a full-width colon, and leaves other colons alone', () => {
    expect(parseQuery('감독：왕가위').terms).toEqual([{ key: 'director', value: '왕가위' }]);
    expect(parseQuery('00:41 16:9 forework: x').terms).toEqual([]);
    expect(parseQuery('ｙｅａｒ：２００４').terms).toEqual([{ key: 'year', value: '2004' }]);
  });
});

describe('completionsOf', () => {
  it('offers each match under what it is', () => {
    expect(offered('moo')).toEqual(['work: In the Mood for Love', 'narrow: mood:']);
    expect(offered('won')).toEqual(['director: Wong Kar Wai']);
    expect(offered('blue')).toEqual(['mood: Blue neon']);
    expect(offered('1994-2000')).toContain('year: 1994–2000');
    expect(offered('2.39')).toContain('aspect: 2.39');
  });
  it('completes a key, and goes on with it', () => {
    expect(offered('rain dir')).toEqual(['narrow: director:']);
    expect(chosen('rain dir', 'director:')).toEqual({ ...noFilter, text: 'rain director: ' });
    expect(offered('rain director: ')).toHaveLength(3);
  });
  it('works in any script', () => {
    expect(offered('수')).toEqual(['artist: 수지']);
    expect(offered('花樣')).toEqual(['work: In the Mood for Love']);
    expect(offered('王家')).toEqual(['director: 王家衛']);
    expect(offered('비')).toEqual(['tag: 비 rain']);
  });
  it('looks in one group after a key, all of it while nothing follows', () => {
    expect(offered('director:')).toHaveLength(3);
    expect(offered('director: ta')).toEqual(['director: Jacques Tati']);
    expect(offered('aspect: ')).toContain('aspect: vertical');
    expect(offered('shot: 2-5')).toEqual(['shot: 2–5 s']);
  });
  it('takes the words that it completes and leaves those before', () => {
    expect(chosen('steam wong', 'Wong Kar Wai').text).toBe('steam');
    expect(chosen('steam the mood for', 'In the Mood for Love').text).toBe('steam');
    expect(chosen('noodles director: wong', 'Wong Kar Wai')).toMatchObject({
      text: 'noodles',
      directors: ['Wong Kar Wai'],
    });
  });
  it('offers nothing for nothing', () => {
    expect(offered('')).toEqual([]);
    expect(offered('   ')).toEqual([]);
  });
});

describe('a filter of chosen completions', () => {
  it('finds by director, artist, years and length of shot', () => {
    expect(worksOf(chosen('wong', 'Wong Kar Wai'))).toEqual([mood.id]);
    expect(worksOf(chosen('수지', '수지'))).toEqual([mv.id]);
    expect(worksOf(chosen('1960s', '1960–1969'))).toEqual([other.id]);
    const long = framesOf(chosen('shot: 3-', 'from 3 s'));
    expect(long.map(({ shotSec }) => shotSec)).toEqual([5, 5, 5]);
    expect(worksOf(chosen('aspect: 2.39', '2.39'))).toHaveLength(3);
    expect(worksOf(chosen('aspect: ', 'vertical'))).toEqual([]);
  });
  it('widens within a sort and narrows between sorts', () => {
    const both = chosen('tati', 'Jacques Tati', chosen('wong', 'Wong Kar Wai'));
    expect(worksOf(both)).toEqual([mood.id, other.id]);
    expect(worksOf(chosen('1960s', '1960–1969', both))).toEqual([other.id]);
  });
  it('narrows while a term is being typed, before it is chosen', () => {
    expect(worksOf({ ...noFilter, text: 'director: wong' })).toEqual([mood.id]);
    expect(worksOf({ ...noFilter, text: 'year: 19' })).toHaveLength(3);
    expect(worksOf({ ...noFilter, text: 'year: 1967' })).toEqual([other.id]);
    expect(worksOf({ ...noFilter, text: 'tag: rain mood: glow' })).toHaveLength(3);
    expect(worksOf({ ...noFilter, text: 'kind: music' })).toEqual([mv.id]);
  });
});

describe('filterChips', () => {
  it('names each part with its sort, and takes just that one out', () => {
    const filter: LibraryFilter = {
      ...chosen('1960s', '1960–1969', chosen('wong', 'Wong Kar Wai')),
      workIds: [mood.id],
      moodIds: ['blue-neon'],
      tags: ['wide'],
      offline: true,
      colours: { colours: [{ hex: '#e4541d', weight: 1 }], tolerance: 0.08 },
    };
    const chips = filterChips(filter, index);
    expect(chips.map(({ sort, label }) => `${sort} ${label}`.trim())).toEqual([
      'colour #E4541D',
      'work In the Mood for Love',
      'director Wong Kar Wai',
      'year 1960–1969',
      'mood Blue neon',
      'tag wide',
      'Missing files',
    ]);
    let left = filter;
    for (const chip of chips) {
      expect(chip.explanation.length).toBeGreaterThan(10);
      left = { ...left, ...chip.without };
      expect(filterChips(left, index).map(({ id }) => id)).not.toContain(chip.id);
    }
    expect(left).toEqual(noFilter);
  });
});

describe('suggestedSearchName', () => {
  it('says what is searched for, what it looks like too', () => {
    const filter = { ...noFilter, directors: ['王家衛'], text: ' rain ' };
    expect(suggestedSearchName(filter, index)).toBe('王家衛, rain');
    const [first] = frames.values();
    if (first === undefined) throw new Error('no frame');
    expect(suggestedSearchName({ ...noFilter, likeFrameId: first.id }, index)).toMatch(
      /^Looks like Yes No Maybe, /,
    );
  });
  it('ends with a sign where it is cut off, never inside a character', () => {
    const name = suggestedSearchName({ ...noFilter, text: '🌃'.repeat(100) }, index);
    expect(name).toBe(`${'🌃'.repeat(79)}…`);
  });
});
