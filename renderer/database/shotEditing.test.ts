import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardItemSchema } from '../../shared/domain/board.ts';
import type { AnalysedFrame } from '../../shared/domain/frame.ts';
import { homageLinkSchema } from '../../shared/domain/homageLink.ts';
import { frameIdOf } from '../../shared/domain/ids.ts';
import { noShotEdits, shotRepresentatives } from '../../shared/domain/shotEdits.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { addTag } from './frameEdits.ts';
import {
  dropReplacedFrames,
  keepGrabbedFrame,
  mergeShotBefore,
  partWithoutFrame,
  pickShotFrame,
  splitShot,
} from './shotEditing.ts';
import { readMediaShots } from './shotStore.ts';
import { analysedFrame, stillFile, videoFile, work } from './testing/records.ts';
import { deleteWork } from './workEdits.ts';
import { markMediaDone, writeImportedFrames } from './writeImportedFrames.ts';

const film = work('film', { kind: 'film', title: '花樣年華' });
const media = videoFile(1, '花樣年華.mkv');
/** Shots of a second each, the frame of each being its first. */
const analysed = [0, 1, 2, 3].map((index) => analysedFrame(media, index));
const placement = { workId: film.id, stillsWorkId: film.id, sample: false };

let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`shots-${crypto.randomUUID()}`);
  await database.works.add(film);
  await importAgain(analysed);
  await database.shotEdits.put(noShotEdits(media.id));
});
afterEach(async () => await database.delete());

/** As an import brings them: in batches, then to its end. */
async function importAgain(frames: readonly AnalysedFrame[]): Promise<void> {
  for (let start = 0; start < frames.length; start += 2) {
    await writeImportedFrames(database, { media, frames: frames.slice(start, start + 2) }, placement);
  }
  await markMediaDone(database, media.id, false);
}

/** A frame anywhere in the video, as grabbing brings it. */
function frameAt(frameIndex: number): AnalysedFrame {
  const frame = analysedFrame(media, 0);
  const time = { ticks: frameIndex, frameIndex, timeSec: frameIndex / 24 };
  return {
    ...frame,
    id: frameIdOf(media.id, frameIndex),
    time: frame.time === null ? null : { ...frame.time, ...time },
    shot: null,
  };
}

async function everything(): Promise<unknown> {
  const { frames, detectedShots, shotEdits, links, boardItems } = database;
  return await Promise.all(
    [frames, detectedShots, shotEdits, links, boardItems].map((table) => table.toArray()),
  );
}
/** Frame numbers in the library, each with the span and number of its shot. */
async function library(): Promise<string[]> {
  const frames = await database.frames.where('mediaId').equals(media.id).toArray();
  return frames
    .sort((a, b) => (a.time?.frameIndex ?? 0) - (b.time?.frameIndex ?? 0))
    .map(({ time, shot }) => `${time?.frameIndex} in ${shot?.index}: ${shot?.startFrame}-${shot?.endFrame}`);
}
const apart = ['0 in 0: 0-24', '24 in 1: 24-48', '48 in 2: 48-72', '72 in 3: 72-96'];
const merged = ['0 in 0: 0-24', '24 in 1: 24-72', '72 in 2: 72-96'];
const id = (index: number) => analysed[index]?.id ?? frameIdOf(media.id, -1);

describe('the shots of a video', () => {
  it('are kept as they were found, apart from its frames', async () => {
    await database.frames.delete(id(1));
    expect((await readMediaShots(database, media.id)).shots.map((shot) => shot.startFrame)).toEqual([
      0, 24, 48, 72,
    ]);
  });

  it('of a still are none', async () => {
    const still = stillFile(2, 'still.png');
    await writeImportedFrames(database, { media: still, frames: [analysedFrame(still, 0)] }, placement);
    expect(await readMediaShots(database, still.id)).toMatchObject({ detected: [], shots: [] });
  });

  it('go with their work, and come back with it', async () => {
    await mergeShotBefore(database, media.id, 48);
    const before = await everything();
    const change = await deleteWork(database, film.id);
    expect(await database.detectedShots.count()).toBe(0);
    expect(await database.shotEdits.count()).toBe(0);
    await change.undo();
    expect(await everything()).toEqual(before);
  });
});

describe('mergeShotBefore', () => {
  it('joins two shots, numbers the rest anew, and is undone and redone exactly', async () => {
    const before = await everything();
    const change = await mergeShotBefore(database, media.id, 48);
    expect(await library()).toEqual(merged);
    const after = await everything();
    await change.undo();
    expect(await everything()).toEqual(before);
    await change.redo();
    expect(await everything()).toEqual(after);
  });

  it('outlives an analysis that is done again, also one that finds other frames', async () => {
    await mergeShotBefore(database, media.id, 48);
    await importAgain(analysed);
    expect(await library()).toEqual(merged);
    const elsewhere = analysed.map((frame, index) => {
      const moved = frameAt(index * 24 + 5);
      return { ...moved, shot: frame.shot };
    });
    await importAgain(elsewhere);
    expect(await library()).toEqual([
      '0 in 0: 0-24',
      '5 in 0: 0-24',
      '24 in 1: 24-72',
      '29 in 1: 24-72',
      '72 in 2: 72-96',
      '77 in 2: 72-96',
    ]);
  });

  it('is undone rightly after the video was analysed again', async () => {
    const change = await mergeShotBefore(database, media.id, 48);
    await importAgain(analysed);
    await change.undo();
    expect(await library()).toEqual(apart);
  });

  it('keeps the later frame where a link, a board, a tag or a grab names it', async () => {
    const rest = { relation: 'allusion', features: [], scope: 'shot', note: '', evidence: [], sample: false };
    const dates = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };
    await database.links.add(
      homageLinkSchema.parse({
        id: 'link',
        from: [{ type: 'frame', frameId: id(1), workId: film.id }],
        to: [{ type: 'moment', momentId: 'moment', workId: film.id }],
        ...rest,
        ...dates,
      }),
    );
    const place = { boardId: 'board', x: 0, y: 0, width: 100, height: 50, rotation: 0, z: 1 };
    const content = { kind: 'palette', frameId: id(2) };
    await database.boardItems.add(boardItemSchema.parse({ ...place, id: 'item', content }));
    await addTag(database, [id(3)], '霓虹');
    await keepGrabbedFrame(database, frameAt(90), film.id);
    for (const cut of [24, 48, 72]) await mergeShotBefore(database, media.id, cut);
    expect(await library()).toEqual([0, 24, 48, 72, 90].map((frame) => `${frame} in 0: 0-96`));
  });

  it('keeps the later frame where the earlier shot has none in the library', async () => {
    await database.frames.delete(id(1));
    await mergeShotBefore(database, media.id, 48);
    expect(await library()).toEqual(['0 in 0: 0-24', '48 in 1: 24-72', '72 in 2: 72-96']);
  });

  it('of the first shot changes nothing', async () => {
    const before = await everything();
    await mergeShotBefore(database, media.id, 0);
    expect(await everything()).toEqual(before);
  });
});

describe('a grabbed frame', () => {
  it('leaves again by undo, also after its moods were measured in the background', async () => {
    const before = await library();
    const change = await keepGrabbedFrame(database, frameAt(90), film.id);
    const reason = 'measured';
    const measured = [
      { id: 'blue-neon' as const, label: 'blue neon', confidence: 0.6, measured: [], reason },
    ];
    const moods = { moods: measured, moodIds: ['blue-neon' as const] };
    await database.frames.update(frameIdOf(media.id, 90), moods);
    expect(await change.undo()).toBe(0);
    expect(await library()).toEqual(before);
    await change.redo();
    expect(await library()).toHaveLength(before.length + 1);
  });

  it('leaves by undo after shots were merged around it', async () => {
    const change = await keepGrabbedFrame(database, frameAt(90), film.id);
    await mergeShotBefore(database, media.id, 24);
    expect(await change.undo()).toBe(0);
    expect(await library()).not.toContainEqual(expect.stringMatching(/^90 /));
  });
});

describe('decisions taken back out of turn', () => {
  it('leave those that came later', async () => {
    const first = await mergeShotBefore(database, media.id, 24);
    await mergeShotBefore(database, media.id, 72);
    await first.undo();
    expect(await library()).toEqual(['0 in 0: 0-24', '24 in 1: 24-48', '48 in 2: 48-96']);
    await first.redo();
    expect(await library()).toEqual(['0 in 0: 0-48', '48 in 1: 48-96']);
  });
});

describe('splitShot', () => {
  const cut = { frame: 30, timeSec: 30 / 24 };

  it('begins a shot at the frame, with a frame of its own, and is undone and redone exactly', async () => {
    const before = await everything();
    const change = await splitShot(database, media.id, cut, [frameAt(39)], film.id);
    expect(await library()).toEqual([
      '0 in 0: 0-24',
      '24 in 1: 24-30',
      '39 in 2: 30-48',
      '48 in 3: 48-72',
      '72 in 4: 72-96',
    ]);
    const after = await everything();
    await change.undo();
    expect(await everything()).toEqual(before);
    await change.redo();
    expect(await everything()).toEqual(after);
  });

  it('says which part has no frame yet', async () => {
    const { shots } = await readMediaShots(database, media.id);
    const frames = await database.frames.toArray();
    const [, shot] = shots;
    if (shot === undefined) throw new Error('no shot');
    expect(partWithoutFrame(shot, cut, frames)).toMatchObject({
      startFrame: 30,
      endFrame: 48,
      startSec: 1.25,
    });
    await keepGrabbedFrame(database, frameAt(40), film.id);
    expect(partWithoutFrame(shot, cut, await database.frames.toArray())).toBeNull();
  });

  it('outlives an analysis that is done again', async () => {
    await splitShot(database, media.id, cut, [frameAt(39)], film.id);
    const before = await library();
    await importAgain(analysed);
    expect(await library()).toEqual(before);
  });
});

describe('pickShotFrame', () => {
  it('puts the frame in the place of the one that stood for the shot, and is undone exactly', async () => {
    const before = await everything();
    const change = await pickShotFrame(database, frameAt(33), film.id);
    expect(await library()).toEqual(['0 in 0: 0-24', '33 in 1: 24-48', '48 in 2: 48-72', '72 in 3: 72-96']);
    await change.undo();
    expect(await everything()).toEqual(before);
  });

  it('stands for the shot after an analysis that is done again, and after a merge', async () => {
    await pickShotFrame(database, frameAt(33), film.id);
    await importAgain(analysed);
    await mergeShotBefore(database, media.id, 24);
    expect(await library()).toEqual(['33 in 0: 0-48', '48 in 1: 48-72', '72 in 2: 72-96']);
    await importAgain(analysed);
    expect(await library()).toEqual(['33 in 0: 0-48', '48 in 1: 48-72', '72 in 2: 72-96']);
  });

  it('is told by the shot', async () => {
    await keepGrabbedFrame(database, frameAt(25), film.id);
    const standing = async (): Promise<number | undefined> => {
      const { shots, edits } = await readMediaShots(database, media.id);
      const frames = (await database.frames.toArray()).map(({ id, time }) => ({
        id,
        frameIndex: time?.frameIndex ?? null,
      }));
      return shotRepresentatives(shots, frames, edits).get(24)?.frameIndex ?? undefined;
    };
    expect(await standing()).toBe(24);
    await pickShotFrame(database, frameAt(40), film.id);
    expect(await standing()).toBe(40);
  });
});

describe('keepGrabbedFrame', () => {
  it('adds the frame to its shot once, and is undone', async () => {
    const change = await keepGrabbedFrame(database, frameAt(50), film.id);
    await keepGrabbedFrame(database, frameAt(50), film.id);
    expect(await library()).toContain('50 in 2: 48-72');
    expect(await database.frames.count()).toBe(5);
    await change.undo();
    expect(await library()).toEqual(apart);
  });

  it('found again: what the analysis chose otherwise gives way, what a person said or did stays', async () => {
    // Of the second shot another frame is chosen now, of the third as well, but the old one carries a tag.
    await addTag(database, [id(2)], '우산');
    await splitShot(database, media.id, { frame: 84, timeSec: 3.5 }, [frameAt(90)], film.id);
    const other = [30, 54].map((frameIndex) => ({
      ...frameAt(frameIndex),
      shot: analysed[frameIndex === 30 ? 1 : 2]?.shot ?? null,
    }));
    const found = [...analysed.slice(0, 1), ...other, ...analysed.slice(3)];
    await importAgain(found);
    const dropped = await dropReplacedFrames(database, media.id, new Set(found.map((frame) => frame.id)));
    expect(dropped?.count).toBe(1);
    const numbers = async () => (await library()).map((line) => Number.parseInt(line, 10));
    expect(await numbers()).toEqual([0, 30, 48, 54, 72, 90]);
    await dropped?.change.undo();
    expect(await numbers()).toEqual([0, 24, 30, 48, 54, 72, 90]);
  });

  it('found again as they were: nothing leaves', async () => {
    await pickShotFrame(database, frameAt(30), film.id);
    await importAgain(analysed);
    const before = await library();
    expect(
      await dropReplacedFrames(database, media.id, new Set(analysed.map((frame) => frame.id))),
    ).toBeNull();
    expect(await library()).toEqual(before);
    expect(before[1]).toMatch(/^30 in 1/);
  });
});
