import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardItemSchema } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import { homageLinkSchema, momentSchema } from '../../shared/domain/homageLink.ts';
import type { MediaFile } from '../../shared/domain/media.ts';
import type { Work } from '../../shared/domain/work.ts';
import { isFlat, measureSignature, writeSignature } from '../../shared/similarity/pictureSignature.ts';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, stillFile, videoFile, work } from '../database/testing/records.ts';
import { truthTables } from '../database/testing/truthTables.ts';
import { keepApart, mergeFrames, mergeVideos } from './mergeDuplicates.ts';

const now = '2026-01-01T00:00:00.000Z';
const signatures = Object.values(scenePictures)
  .map((draw) => measureSignature(draw()))
  .filter((signature) => !isFlat(signature))
  .map(writeSignature);

let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`merge-${crypto.randomUUID()}`);
  await database.open();
});
afterEach(async () => await database.delete());

async function added(target: Work, file: MediaFile, changes: readonly Partial<Frame>[]): Promise<Frame[]> {
  await database.works.put(target);
  await database.media.put({ ...file, workId: target.id, partial: false, importedAt: now });
  const rows = changes.map((change, index) => ({
    ...mergeAnalysedFrame(
      analysedFrame(file, index, { signature: signatures[index] }),
      undefined,
      target.id,
      now,
    ),
    ...change,
  }));
  await database.frames.bulkPut(rows);
  return rows;
}

async function everything(): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    truthTables(database).map(async ({ name }) => [name, await database.table(name).toArray()] as const),
  );
  return Object.fromEntries(tables);
}

async function hangOn(frame: Frame, other: Frame) {
  const link = homageLinkSchema.parse({
    id: `link-${frame.id.slice(-20)}`,
    from: [{ type: 'frame', frameId: frame.id, workId: frame.workId }],
    to: [{ type: 'frame', frameId: other.id, workId: other.workId }],
    relation: 'allusion',
    features: [],
    scope: 'shot',
    note: '',
    evidence: [],
    createdAt: now,
    updatedAt: now,
    sample: false,
  });
  const item = boardItemSchema.parse({
    id: `item-${frame.id.slice(-20)}`,
    boardId: 'board',
    ...{ x: 10, y: 20, width: 320, height: 180, rotation: 0, z: 1 },
    content: { kind: 'frame', frameId: frame.id },
  });
  await database.links.put(link);
  await database.boardItems.put(item);
  return { link, item };
}

describe('merging frames', () => {
  it('brings tags, notes, links and board items to the kept one, and takes it all back', async () => {
    const film = work('film', { directors: ['Wong Kar Wai'] });
    const stills = work('stills');
    const [kept] = await added(film, videoFile(1, 'film.mp4'), [{ tags: ['neon'], note: 'First' }]);
    const [dropped] = await added(stills, stillFile(2, 'grab.png'), [
      {
        tags: ['neon', 'rain'],
        note: 'Second',
        altText: 'A window',
        moodOverrides: { night: 'on' },
        moodIds: ['orange-red-glow', 'night'],
      },
    ]);
    const [other] = await added(work('mv'), videoFile(3, 'mv.mp4'), [{}]);
    if (kept === undefined || dropped === undefined || other === undefined) throw new Error('no frames');
    const { link, item } = await hangOn(dropped, other);
    const before = await everything();

    const change = await mergeFrames(database, kept.id, [dropped.id]);
    expect(await database.frames.get(kept.id)).toMatchObject({
      tags: ['neon', 'rain'],
      note: 'First\n\nSecond',
      altText: 'A window',
      moodOverrides: { night: 'on' },
      time: kept.time,
    });
    expect((await database.frames.get(kept.id))?.moodIds).toContain('night');
    expect(await database.frames.get(dropped.id)).toBeUndefined();
    expect(await database.links.get(link.id)).toMatchObject({
      from: [{ type: 'frame', frameId: kept.id, workId: film.id }],
    });
    expect(await database.boardItems.get(item.id)).toEqual({
      ...item,
      content: { kind: 'frame', frameId: kept.id },
    });
    // The still leaves with its only frame, its bare work with it; its file stays known.
    expect(await database.media.get(dropped.mediaId)).toBeUndefined();
    expect(await database.works.get(stills.id)).toBeUndefined();
    expect(await database.mergedMedia.get(dropped.mediaId)).toMatchObject({ into: kept.mediaId });

    await change.undo();
    expect(await everything()).toEqual(before);
    await change.redo();
    expect(await database.frames.get(dropped.id)).toBeUndefined();
  });

  it('leaves a work that somebody wrote into', async () => {
    const [kept] = await added(work('film'), stillFile(1, 'a.png'), [{}]);
    const painting = work('painting', { artists: ['Hopper'] });
    const [dropped] = await added(painting, stillFile(2, 'b.png'), [{}]);
    if (kept === undefined || dropped === undefined) throw new Error('no frames');
    await mergeFrames(database, kept.id, [dropped.id]);
    expect(await database.works.get(painting.id)).toEqual(painting);
  });

  it('names a frame once in a link that ended on both', async () => {
    const [kept] = await added(work('film'), stillFile(1, 'a.png'), [{}]);
    const [dropped] = await added(work('copy'), stillFile(2, 'b.png'), [{}]);
    const [other] = await added(work('mv'), videoFile(3, 'mv.mp4'), [{}]);
    if (kept === undefined || dropped === undefined || other === undefined) throw new Error('no frames');
    const { link } = await hangOn(dropped, other);
    const both = { type: 'frame', frameId: kept.id, workId: kept.workId } as const;
    await database.links.put({ ...link, from: [...link.from, both] });
    await mergeFrames(database, kept.id, [dropped.id]);
    expect((await database.links.get(link.id))?.from).toEqual([both]);
  });
});

describe('merging encodings of one video', () => {
  it('puts every frame into the one of the same shot, and moments at the same seconds', async () => {
    const keptFrames = await added(work('film'), videoFile(1, 'film 4k.mov'), [{}, {}, {}, {}, {}]);
    const copy = videoFile(2, 'film small.mp4');
    const droppedFrames = await added(work('copy'), copy, [{}, {}, { tags: ['neon'] }, {}, {}]);
    const [other] = await added(work('mv'), stillFile(3, 'mv.png'), [{}]);
    const third = droppedFrames[2];
    if (third === undefined || other === undefined) throw new Error('no frames');
    const { link, item } = await hangOn(third, other);
    const moment = momentSchema.parse({
      id: 'moment',
      workId: 'copy',
      mediaId: copy.id,
      label: 'The glance',
      span: { inFrame: 50, outFrame: 75, inSec: 2, outSec: 3, frameRate: { num: 25, den: 1 } },
      sample: false,
    });
    await database.moments.put(moment);
    const before = await everything();

    const { change, framesLeft } = await mergeVideos(database, keptFrames[0]?.mediaId ?? copy.id, [copy.id]);
    expect(framesLeft).toBe(0);
    expect(await database.frames.get(keptFrames[2]?.id ?? third.id)).toMatchObject({ tags: ['neon'] });
    expect(await database.frames.where('mediaId').equals(copy.id).count()).toBe(0);
    expect(await database.links.get(link.id)).toMatchObject({ from: [{ frameId: keptFrames[2]?.id }] });
    expect(await database.boardItems.get(item.id)).toMatchObject({ content: { frameId: keptFrames[2]?.id } });
    expect(await database.moments.get('moment' as typeof moment.id)).toMatchObject({
      workId: 'film',
      mediaId: keptFrames[0]?.mediaId,
      // 24 frames a second in the kept one.
      span: { inFrame: 48, outFrame: 72, inSec: 2, outSec: 3 },
    });
    expect(await database.media.get(copy.id)).toBeUndefined();
    expect(await database.works.get('copy' as Work['id'])).toBeUndefined();
    await change.undo();
    expect(await everything()).toEqual(before);
  });

  it('keeps a frame that carries something and has no counterpart, and its video', async () => {
    const keptFrames = await added(work('film'), videoFile(1, 'film.mov'), [{}, {}, {}, {}]);
    const copy = videoFile(2, 'film long.mp4');
    const droppedFrames = await added(work('copy'), copy, [{}, {}, {}, {}, { note: 'only here' }]);
    const { framesLeft } = await mergeVideos(database, keptFrames[0]?.mediaId ?? copy.id, [copy.id]);
    expect(framesLeft).toBe(1);
    const left = await database.frames.where('mediaId').equals(copy.id).toArray();
    expect(left.map(({ id }) => id)).toEqual([droppedFrames[4]?.id]);
    expect(await database.media.get(copy.id)).toBeDefined();
    expect(await database.works.get('copy' as Work['id'])).toBeDefined();
    expect(await database.mergedMedia.count()).toBe(0);
  });
});

describe('keeping apart', () => {
  it('is remembered for each pair, and can be taken back', async () => {
    const change = await keepApart(database, ['b', 'a', 'c']);
    expect((await database.keptApart.toCollection().primaryKeys()).sort()).toEqual(['a|b', 'a|c', 'b|c']);
    await change.undo();
    expect(await database.keptApart.count()).toBe(0);
  });
});
