import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/domain/frame.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { galleryRows } from './galleryRows.ts';
import { justifyRows } from './justifyRows.ts';
import { type FrameEntry, frameEntry, mediaEntry, workEntry } from './libraryEntries.ts';
import { countFacets, framesInScope, type LibraryFilter, narrowFrames, noFilter } from './libraryFilter.ts';
import { sortedFrames } from './sortFrames.ts';

const now = '2026-01-01T00:00:00.000Z';
const moodIds: readonly MoodId[] = ['night', 'blue-neon', 'orange-red-glow'];
const tagNames = ['rain', 'window', 'smoke'];
const words = ['lipstick', 'steam', 'mirror'];
const works = [
  work('mv', { title: 'Yes No Maybe', artists: ['수지'], year: 2022 }),
  work('film', { kind: 'film', title: 'Fallen Angels', directors: ['Wong Kar Wai'], year: 1995 }),
  work('advert', { kind: 'advert', title: 'Steam', year: null }),
];
const files = works.map((_, at) => videoFile(at + 1, `clip ${at} mirror.mp4`));

const some = <Value>(values: readonly Value[]) => fc.subarray([...values]);
const frameArbitrary = fc.record({
  at: fc.nat(2),
  shot: fc.nat(40),
  moods: some(moodIds),
  tags: some(tagNames),
  note: some(words),
});
type DescribedFrame = typeof frameArbitrary extends fc.Arbitrary<infer Described> ? Described : never;
const filterArbitrary = fc.record({
  workIds: some(works.map(({ id }) => id)),
  kinds: some(['film', 'music-video'] as const),
  moodIds: some(moodIds),
  tags: some(tagNames),
  words: some([...words, 'wong', 'tag:rain', 'year:1995']),
  offline: fc.boolean(),
});

function library(described: readonly DescribedFrame[]) {
  const frames = new Map<Frame['id'], FrameEntry>();
  for (const { at, shot, moods, tags, note } of described) {
    const [file, of] = [files[at], works[at]];
    if (file === undefined || of === undefined) throw new Error('no such work');
    const frame = {
      ...mergeAnalysedFrame(analysedFrame(file, shot), undefined, of.id, now),
      moodIds: moods,
      tags,
      note: note.join(' '),
      altText: '',
    };
    frames.set(frame.id, frameEntry(frame));
  }
  return {
    frames,
    media: new Map(
      files.flatMap((file, at) => {
        const of = works[at];
        return of === undefined
          ? []
          : [[file.id, mediaEntry({ ...file, workId: of.id, partial: false, importedAt: now })] as const];
      }),
    ),
    works: new Map(works.map((each) => [each.id, workEntry(each)])),
  };
}

/** What the search field and the sidebar promise, written down plainly. */
function matchesScope(
  frame: FrameEntry,
  filter: LibraryFilter,
  entries: ReturnType<typeof library>,
): boolean {
  const of = entries.works.get(frame.workId);
  const isAnyWork = filter.workIds.length === 0 && filter.kinds.length === 0;
  if (of === undefined) return false;
  if (!isAnyWork && !filter.workIds.includes(of.id) && !filter.kinds.includes(of.kind)) return false;
  const texts = [of.text, entries.media.get(frame.mediaId)?.text ?? '', frame.words];
  return filter.text.split(' ').every((word) => {
    if (word === 'tag:rain') return frame.tags.includes('rain');
    if (word === 'year:1995') return of.year === 1995;
    return texts.some((text) => text.includes(word));
  });
}

describe('the library filtered', () => {
  it('has what a plain look at every frame finds, in order, and the same counts', () => {
    fc.assert(
      fc.property(fc.array(frameArbitrary, { maxLength: 60 }), filterArbitrary, (described, asked) => {
        const entries = library(described);
        const filter = { ...noFilter, ...asked, text: asked.words.join(' ') };
        const offline = new Set(files.slice(0, 1).map(({ id }) => id));
        const all = sortedFrames('work', entries);
        const inScope = framesInScope(filter, entries, all);
        const plainScope = all.filter((frame) => matchesScope(frame, filter, entries));
        expect(inScope).toEqual(plainScope);
        const shown = narrowFrames(filter, inScope, offline);
        expect(shown).toEqual(
          plainScope.filter(
            (frame) =>
              (!filter.offline || offline.has(frame.mediaId)) &&
              filter.moodIds.every((id) => frame.moodIds.includes(id)) &&
              filter.tags.every((tag) => frame.tags.includes(tag)),
          ),
        );
        const facets = countFacets(all, inScope);
        for (const { id } of works) {
          expect(facets.works.get(id) ?? 0).toBe(all.filter(({ workId }) => workId === id).length);
        }
        for (const id of moodIds) {
          expect(facets.moods.get(id) ?? 0).toBe(
            plainScope.filter((frame) => frame.moodIds.includes(id)).length,
          );
        }
        for (const tag of tagNames) {
          const count = plainScope.filter(({ tags }) => tags.includes(tag)).length;
          const isThere = all.some(({ tags }) => tags.includes(tag));
          expect(facets.tags.get(tag)).toBe(isThere ? count : undefined);
        }
      }),
    );
  });

  it('lies in the rows of its own shapes, with bars and without', () => {
    const entries = library([
      { at: 0, shot: 1, moods: [], tags: [], note: [] },
      { at: 1, shot: 2, moods: [], tags: [], note: [] },
    ]);
    const barred = [...entries.frames.values()].map((frame, at) => ({
      ...frame,
      picture: {
        ...frame.picture,
        width: 640,
        height: 360,
        area: { x: 0, y: 40, width: 640, height: 280 - at },
      },
    }));
    const size = { widthPx: 500, wantedHeightPx: 120, gapPx: 12 };
    for (const showBars of [false, true, false]) {
      const aspects = barred.map(({ picture: { area } }) =>
        showBars ? 640 / 360 : area.width / area.height,
      );
      expect(galleryRows(barred, size, showBars)).toEqual(justifyRows(aspects, 500, 120, 12));
    }
    expect(galleryRows(barred, { ...size, widthPx: 300 }, false)).not.toEqual(
      galleryRows(barred, size, false),
    );
  });
});
