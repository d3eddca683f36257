import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnalysedFrame } from '../../shared/domain/frame.ts';
import { type FrameId, frameIdOf } from '../../shared/domain/ids.ts';
import { mergeFrames } from '../duplicates/mergeDuplicates.ts';
import { noFilter } from '../library/libraryFilter.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { forgetRefusals, saveHomageVerdict } from './homageVerdictEdits.ts';
import { addSavedSearch } from './savedSearchEdits.ts';
import { mergeShotBefore, pickShotFrame } from './shotEditing.ts';
import { analysedFrame, stillFile, videoFile, work } from './testing/records.ts';
import { assignMedia, mergeWorks } from './workEdits.ts';
import { writeImportedFrames } from './writeImportedFrames.ts';

const [mv, film, other] = [
  work('mv'),
  work('film', { kind: 'film' as const }),
  work('other', { kind: 'film' as const }),
];
const [mvFile, filmFile] = [videoFile(1, 'mv.mp4'), videoFile(2, 'film.mov')];
/** Shots of a second each, the frame of each being its first. */
const framesOf = (file: typeof mvFile): AnalysedFrame[] => [0, 1, 2].map((at) => analysedFrame(file, at));
const id = (file: typeof mvFile, at: number): FrameId => analysedFrame(file, at).id;

let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`follow-${crypto.randomUUID()}`);
  await database.works.bulkAdd([mv, film, other]);
  for (const [file, of] of [
    [mvFile, mv],
    [filmFile, film],
  ] as const) {
    await writeImportedFrames(
      database,
      { media: file, frames: framesOf(file) },
      { workId: of.id, stillsWorkId: of.id, sample: false },
    );
  }
});
afterEach(async () => await database.delete());

const refuse = (mvFrameId: FrameId, filmFrameId: FrameId, verdict: 'yes' | 'no' = 'no') =>
  saveHomageVerdict(database, { mvWorkId: mv.id, filmWorkId: film.id, mvFrameId, filmFrameId, verdict });
const said = async () =>
  (await database.homageVerdicts.toArray()).map(({ mvFrameId, filmFrameId, verdict }) => [
    mvFrameId,
    filmFrameId,
    verdict,
  ]);

describe('what was said to a pair of frames', () => {
  it('goes on with the frame that is chosen for the shot instead, and back', async () => {
    await refuse(id(mvFile, 1), id(filmFile, 1));
    const frame = analysedFrame(filmFile, 1);
    const time = frame.time === null ? null : { ...frame.time, ticks: 30, frameIndex: 30, timeSec: 30 / 24 };
    const picked = { ...frame, id: frameIdOf(filmFile.id, 30), time };
    const change = await pickShotFrame(database, picked, film.id);
    expect(await database.frames.get(id(filmFile, 1))).toBeUndefined();
    expect(await said()).toEqual([[id(mvFile, 1), picked.id, 'no']]);
    await change.undo();
    expect(await said()).toEqual([[id(mvFile, 1), id(filmFile, 1), 'no']]);
  });

  it('goes on with the shot that another was merged into, the last word counting where both had one', async () => {
    await refuse(id(mvFile, 1), id(filmFile, 0));
    await database.homageVerdicts.toCollection().modify({ decidedAt: '2026-01-01T00:00:00.000Z' });
    await refuse(id(mvFile, 1), id(filmFile, 1), 'yes');
    await mergeShotBefore(database, filmFile.id, 24);
    expect(await said()).toEqual([[id(mvFile, 1), id(filmFile, 0), 'yes']]);
  });

  it('is forgotten with the work that the video was moved to', async () => {
    await refuse(id(mvFile, 0), id(filmFile, 0));
    await assignMedia(database, [filmFile.id], other.id);
    await forgetRefusals(database, mv.id, [film.id]);
    expect(await said()).toHaveLength(1);
    await forgetRefusals(database, mv.id, [other.id]);
    expect(await said()).toEqual([]);
  });
});

describe('a saved search', () => {
  it('looks in the work that its own was merged into', async () => {
    await addSavedSearch(database, 'film', { ...noFilter, workIds: [film.id, mv.id] });
    const change = await mergeWorks(database, film.id, other.id);
    const [search] = await database.savedSearches.toArray();
    expect(search?.filter.workIds).toEqual([other.id, mv.id]);
    await change.undo();
    expect((await database.savedSearches.toArray())[0]?.filter.workIds).toEqual([film.id, mv.id]);
  });

  it('looks for what is like the frame that its own was merged into, in the work of that', async () => {
    const still = stillFile(3, 'grab.png');
    const stills = work('stills');
    await database.works.add(stills);
    await writeImportedFrames(
      database,
      { media: still, frames: [analysedFrame(still, 0)] },
      { workId: stills.id, stillsWorkId: stills.id, sample: false },
    );
    await addSavedSearch(database, 'like', {
      ...noFilter,
      likeFrameId: id(still, 0),
      workIds: [stills.id],
    });
    await refuse(id(mvFile, 2), id(still, 0));
    await mergeFrames(database, id(filmFile, 2), [id(still, 0)]);
    const [search] = await database.savedSearches.toArray();
    expect(search?.filter).toMatchObject({ likeFrameId: id(filmFile, 2), workIds: [film.id] });
    expect(await said()).toEqual([[id(mvFile, 2), id(filmFile, 2), 'no']]);
  });
});
