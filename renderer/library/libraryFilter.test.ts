import { describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/domain/frame.ts';
import type { Work } from '../../shared/domain/work.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, stillFile, videoFile, work } from '../database/testing/records.ts';
import { frameName, framePlace } from './frameNames.ts';
import { type FrameEntry, frameEntry, mediaEntry, workEntry } from './libraryEntries.ts';
import {
  countFacets,
  framesInScope,
  isFiltering,
  type LibraryEntries,
  type LibraryFilter,
  narrowFrames,
  noFilter,
} from './libraryFilter.ts';
import { sortedFrames } from './sortFrames.ts';

const now = '2026-01-01T00:00:00.000Z';
const later = '2026-02-01T00:00:00.000Z';
const mv = work('mv', { title: 'Yes No Maybe', artists: ['수지'], year: 2022 });
const film = work('film', {
  kind: 'film',
  title: 'In the Mood for Love',
  originalTitle: '花樣年華',
  directors: ['王家衛', 'Wong Kar Wai'],
});
const mvFile = videoFile(1, 'yes_no_maybe.mp4');
const filmStill = stillFile(2, 'noodles.png');

function rows(
  target: Work,
  media: typeof mvFile,
  count: number,
  change: Partial<Frame>,
  at: string,
): Frame[] {
  return Array.from({ length: count }, (_, index) => ({
    ...mergeAnalysedFrame(analysedFrame(media, index), undefined, target.id, at),
    ...change,
  }));
}
const frames = [
  ...rows(mv, mvFile, 3, { tags: ['title card'], note: 'Lipstick in the crowd' }, now),
  ...rows(film, filmStill, 1, { moodIds: ['night'], altText: 'Steam over noodles' }, later),
];
const entries: LibraryEntries = {
  frames: new Map(frames.map((frame) => [frame.id, frameEntry(frame)])),
  media: new Map(
    [
      { ...mvFile, workId: mv.id, partial: false, importedAt: now },
      { ...filmStill, workId: film.id, partial: false, importedAt: now },
    ].map((media) => [media.id, mediaEntry(media)]),
  ),
  works: new Map([mv, film].map((each) => [each.id, workEntry(each)])),
};

const all = sortedFrames('work', entries);

function filterFrames(
  filter: LibraryFilter,
  offline?: ReadonlySet<(typeof filmStill)['id']>,
): readonly FrameEntry[] {
  return narrowFrames(filter, framesInScope(filter, entries, all), offline);
}

const found = (text: string): string[] => [
  ...new Set(filterFrames({ ...noFilter, text }).map((frame) => frame.workId as string)),
];

describe('filterFrames', () => {
  it('shows only frames whose file is missing, when asked to', () => {
    const missing = { ...noFilter, offline: true };
    expect(isFiltering(missing)).toBe(true);
    expect(filterFrames(missing)).toEqual([]);
    const shown = filterFrames(missing, new Set([filmStill.id]));
    expect(shown.map((frame) => frame.mediaId)).toEqual([filmStill.id]);
    expect(filterFrames(noFilter, new Set([filmStill.id]))).toHaveLength(4);
  });

  it('finds by the Korean name of a colour, whatever language names are shown in', () => {
    const red = { hex: '#d01818', oklch: [0.55, 0.21, 27] as const, share: 1, name: 'vivid red' };
    const palette = [{ ...red, oklch: [...red.oklch] as [number, number, number] }];
    const [first, ...others] = frames;
    if (first === undefined) throw new Error('no frame');
    const redFrames = [{ ...first, palette }, ...others.map((frame) => ({ ...frame, palette: [] }))];
    const redEntries = redFrames.map((frame) => frameEntry(frame));
    const idsOf = (text: string) =>
      framesInScope({ ...noFilter, text }, entries, redEntries).map(({ id }) => id);
    expect(idsOf('빨강')).toEqual([first.id]);
    expect(idsOf('선명한 빨강')).toEqual([first.id]);
    // Decomposed, as some systems type it.
    expect(idsOf('빨강'.normalize('NFD'))).toEqual([first.id]);
    expect(idsOf('"vivid red"')).toEqual([first.id]);
    expect(idsOf('파랑')).toEqual([]);
  });

  it('finds by title, original title, people, file, note, description, tag, mood and colour name', () => {
    expect(found('maybe')).toEqual([mv.id]);
    expect(found('花樣')).toEqual([film.id]);
    expect(found('수지')).toEqual([mv.id]);
    expect(found('wong')).toEqual([film.id]);
    expect(found('noodles.png')).toEqual([film.id]);
    expect(found('LIPSTICK')).toEqual([mv.id]);
    expect(found('steam')).toEqual([film.id]);
    expect(found('"title card"')).toEqual([mv.id]);
    expect(found('night')).toEqual([film.id]);
    expect(found('vivid orange-red')).toEqual([mv.id, film.id]);
  });

  it('wants every word, wherever each is', () => {
    expect(found('wong steam')).toEqual([film.id]);
    expect(found('wong lipstick')).toEqual([]);
  });

  it('widens by works and kinds, narrows by moods and tags', () => {
    const count = (change: Partial<typeof noFilter>): number =>
      filterFrames({ ...noFilter, ...change }).length;
    expect(count({})).toBe(frames.length);
    expect(count({ workIds: [mv.id] })).toBe(3);
    expect(count({ workIds: [mv.id], kinds: ['film'] })).toBe(frames.length);
    expect(count({ moodIds: ['orange-red-glow'] })).toBe(3);
    expect(count({ moodIds: ['orange-red-glow', 'night'] })).toBe(0);
    expect(count({ tags: ['title card'], kinds: ['film'] })).toBe(0);
  });

  it('knows when it narrows nothing', () => {
    expect(isFiltering({ ...noFilter, text: '  ' })).toBe(false);
    expect(isFiltering({ ...noFilter, tags: ['x'] })).toBe(true);
  });
});

describe('countFacets', () => {
  it('counts works over everything and the rest inside the chosen works, keeping unseen tags', () => {
    const inFilm = framesInScope({ ...noFilter, workIds: [film.id] }, entries, all);
    const facets = countFacets(all, inFilm);
    expect(facets.works.get(mv.id)).toBe(3);
    expect(facets.moods.get('night')).toBe(1);
    expect(facets.moods.has('orange-red-glow')).toBe(false);
    expect(facets.tags.get('title card')).toBe(0);
  });
});

describe('sortFrames', () => {
  it('goes by work and time: music videos before films', () => {
    const sorted = sortedFrames('work', entries);
    expect(sorted.map((frame) => frame.workId)).toEqual([mv.id, mv.id, mv.id, film.id]);
    const times = sorted.slice(0, 3).map((frame) => frame.timeSec);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
  it('goes by the newest import', () => {
    expect(sortedFrames('newest', entries)[0]?.workId).toBe(film.id);
  });
});

describe('captions', () => {
  it('name a frame by work and timecode, a still by its file', () => {
    const [first, , , still] = [...entries.frames.values()];
    if (first === undefined || still === undefined) throw new Error('no frames');
    expect(frameName(first, entries)).toBe('Yes No Maybe, 00:00:00:00');
    expect(framePlace(first, entries)).toBe('shot 1');
    expect(frameName(still, entries)).toBe('In the Mood for Love, noodles.png');
    expect(framePlace(still, entries)).toBe('noodles.png');
  });
});
