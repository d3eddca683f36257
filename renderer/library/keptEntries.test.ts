import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { IndexKeeper } from '../search/indexKeeper.ts';
import { readKeptEntries } from './keptEntries.ts';
import { type FrameEntry, frameEntry } from './libraryEntries.ts';
import { TableMirror } from './tableMirror.ts';

const film = videoFile(1, 'film.mp4', 4000);
const row = (number: number, note = '', workName = 'film'): Frame => ({
  ...mergeAnalysedFrame(
    analysedFrame(film, number),
    undefined,
    work(workName).id,
    '2026-01-01T00:00:00.000Z',
  ),
  note,
});

let database: AfterimageDatabase;
const opened: IndexKeeper[] = [];
const open = (): IndexKeeper => {
  // Saved only when the test says so.
  const keeper = new IndexKeeper(database, 3_600_000);
  opened.push(keeper);
  return keeper;
};
beforeEach(() => {
  database = new AfterimageDatabase(`kept-${crypto.randomUUID()}`);
});
afterEach(async () => {
  for (const keeper of opened.splice(0)) keeper.close();
  await database.delete();
});

const told = [
  'id',
  'workId',
  'mediaId',
  'timeSec',
  'frameIndex',
  'timecode',
  'shotNumber',
  'shotSec',
  'picture',
  'palette',
  'moodIds',
  'tags',
  'altText',
  'createdAt',
  'words',
] as const satisfies readonly (keyof FrameEntry)[];
const plain = (entries: Iterable<FrameEntry>) =>
  [...entries]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => Object.fromEntries(told.map((key) => [key, entry[key]])));

/** What the rows themselves say. */
async function truth() {
  return plain((await database.frames.toArray()).map(frameEntry));
}

const kept = () => readKeptEntries(database, () => {});

/** The copies serve, and say what the rows say. */
async function expectKept(): Promise<void> {
  const entries = await kept();
  expect(entries).not.toBeNull();
  expect(plain(entries?.values() ?? [])).toEqual(await truth());
}

describe('the kept copies of frames', () => {
  it('with the log are what the rows say, at any moment, whatever was written, saved and cut off', async () => {
    const act = fc.oneof(
      fc.record({
        kind: fc.constant('put' as const),
        number: fc.nat(12),
        note: fc.constantFrom('rain', 'smoke'),
      }),
      fc.record({ kind: fc.constant('delete' as const), number: fc.nat(12) }),
      fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom('film', 'mv') }),
      fc.record({ kind: fc.constant('rollBack' as const), number: fc.nat(12) }),
      fc.record({ kind: fc.constantFrom('save' as const, 'cut off' as const, 'clear' as const) }),
    );
    let served = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        await database.frames.clear();
        await database.frames.bulkPut(Array.from({ length: 40 }, (_, number) => row(number)));
        let keeper = open();
        await keeper.save();
        for (const each of acts) {
          if (each.kind === 'put') await database.frames.put(row(each.number, each.note));
          if (each.kind === 'delete') await database.frames.delete(row(each.number).id);
          if (each.kind === 'move') await database.frames.toCollection().modify({ workId: work(each.to).id });
          if (each.kind === 'clear') await database.frames.clear();
          if (each.kind === 'rollBack') {
            await database
              .transaction('rw', database.frames, async () => {
                await database.frames.put(row(each.number, 'never'));
                throw new Error('no');
              })
              .catch(() => {});
          }
          if (each.kind === 'save') await keeper.save();
          if (each.kind === 'cut off') {
            keeper.close();
            keeper = open();
          }
          const entries = await kept();
          if (entries === null) continue;
          served += 1;
          expect(plain(entries.values())).toEqual(await truth());
        }
        await keeper.save();
        if ((await database.frames.count()) > 0) await expectKept();
        keeper.close();
      }),
      { numRuns: 12, seed: 4 },
    );
    expect(served).toBeGreaterThan(30);
  });

  it('serve without a row being read, over more than one chunk, and after new frames with those alone', async () => {
    await database.frames.bulkPut(Array.from({ length: 1100 }, (_, number) => row(number)));
    const keeper = open();
    await keeper.save();
    await database.frames.bulkPut([row(3, 'a new note'), row(2000)]);
    const read: string[] = [];
    database.frames.hook('reading', (each: Frame | undefined) => {
      if (each !== undefined) read.push(each.id);
      return each as Frame;
    });
    const entries = await kept();
    expect(read.sort()).toEqual([row(3).id, row(2000).id].sort());
    expect(entries?.size).toBe(1101);
    expect(entries?.get(row(3).id)?.words).toBe('a new note');
    read.length = 0;
    await keeper.save();
    expect((await kept())?.get(row(3).id)?.words).toBe('a new note');
  });

  it('do not serve where they are of another making, broken, missing or do not count up', async () => {
    await database.frames.bulkPut(Array.from({ length: 1100 }, (_, number) => row(number)));
    for (const damage of [
      () => database.frameCopies.update(0, { version: 0 }),
      () => database.frameCopies.update(1, { bytes: new Uint8Array(5) }),
      () => database.frameCopies.update(1, { hashes: [] }),
      () => database.frameCopies.update(1, { colours: new Uint8Array(40) }),
      () => database.frameCopies.delete(0),
      () => database.frameCopies.delete(1),
      () => database.frameCopies.clear(),
      () => database.frameChanges.add({ frameIds: null }),
      // Past the app, where nothing is noted.
      () => database.backendDB().transaction('frames', 'readwrite').objectStore('frames').delete(row(1).id),
    ]) {
      const keeper = open();
      await keeper.save();
      // Everything is written again, whatever was damaged before.
      await database.frameChanges.add({ frameIds: null });
      await keeper.save();
      await expectKept();
      keeper.close();
      await damage();
      expect(await kept()).toBeNull();
    }
  });

  it('of another making are made anew when the library is opened, though no frame changes', async () => {
    await database.frames.bulkPut(Array.from({ length: 1100 }, (_, number) => row(number)));
    const earlier = open();
    await earlier.save();
    earlier.close();
    await database.frameCopies.toCollection().modify({ version: 0 });
    expect(await kept()).toBeNull();
    await open().current();
    await expectKept();
  });

  it('are not made of a row that is no frame: then the rows are read, and it is told of', async () => {
    await database.frames.bulkPut([row(1), row(2)]);
    const { palette, signature, mediaId, workId, shot } = row(3);
    await database.table('frames').put({ id: row(3).id, palette, signature, mediaId, workId, shot });
    const keeper = open();
    await keeper.save();
    expect(await kept()).toBeNull();
    const mirror = mirrorOfFrames();
    const snapshot = await whenReady(mirror);
    expect([...snapshot.entries.keys()].sort()).toEqual([row(1).id, row(2).id].sort());
    expect([...snapshot.unreadable]).toEqual([row(3).id]);
    mirror.stop();
  });

  it('are what the library shows first, and changes are followed from there', async () => {
    await database.frames.bulkPut(Array.from({ length: 300 }, (_, number) => row(number)));
    await open().save();
    const mirror = mirrorOfFrames();
    const ready = whenReady(mirror);
    // While it is being read.
    await database.frames.put(row(5, 'while it is read'));
    await ready;
    await database.frames.delete(row(6).id);
    await new Promise<void>((resolve) => {
      const check = (): void => {
        const { entries } = mirror.getSnapshot();
        if (entries.has(row(6).id) || entries.get(row(5).id)?.words !== 'while it is read') return;
        stop();
        resolve();
      };
      const stop = mirror.subscribe(check);
      check();
    });
    expect(plain(mirror.getSnapshot().entries.values())).toEqual(await truth());
    mirror.stop();
  });
});

const mirrorOfFrames = () =>
  new TableMirror<Frame, FrameId, FrameEntry>(database.name, database.frames, (each) => each.id, frameEntry, {
    readKept: (onSome) => readKeptEntries(database, onSome),
  });

function whenReady(
  mirror: ReturnType<typeof mirrorOfFrames>,
): Promise<ReturnType<typeof mirror.getSnapshot>> {
  return new Promise((resolve) => {
    const stop = mirror.subscribe(() => {
      const snapshot = mirror.getSnapshot();
      if (!snapshot.ready) return;
      stop();
      resolve(snapshot);
    });
  });
}
