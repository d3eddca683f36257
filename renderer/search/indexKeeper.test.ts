import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../shared/domain/frame.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { analysedFrame, stillFile } from '../database/testing/records.ts';
import { readKeptEntries } from '../library/keptEntries.ts';
import { blockFrames } from './featureBlock.ts';
import type { FrameIndex } from './frameIndex.ts';
import { IndexKeeper } from './indexKeeper.ts';
import { madeFrame } from './testing/madeLooks.ts';

/** A whole row of the database that looks as its seed says. */
function rowOf(name: number, look: number, work = 0): Frame {
  return {
    ...analysedFrame(stillFile(1, 'still.png'), 0),
    ...madeFrame(name, look, 0),
    workId: madeFrame(name, look, work).workId,
    shot: null,
    moodOverrides: {},
    moodIds: [],
    tags: [],
    note: '',
    altText: '',
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

let database: AfterimageDatabase;
const opened: IndexKeeper[] = [];
const open = (): IndexKeeper => {
  // Saved only when the test says so.
  const keeper = new IndexKeeper(database, 3_600_000);
  opened.push(keeper);
  return keeper;
};
beforeEach(() => {
  database = new AfterimageDatabase(`keeper-${crypto.randomUUID()}`);
});
afterEach(async () => {
  for (const keeper of opened.splice(0)) keeper.close();
  await database.delete();
});

/** Notes the ids of rows read from now on; a row that is gone is handed over as nothing. */
function noteReads(read: string[]): void {
  database.frames.hook('reading', (row: Frame | undefined) => {
    if (row !== undefined) read.push(row.id);
    return row as Frame;
  });
}

/** What an index knows, without the places that frames happen to have in it. */
function contentOf(index: FrameIndex) {
  return [...index.frameIds()].sort().map((id) => {
    const slot = index.slotOf(id) ?? -1;
    const { features } = index.blockOf(slot) ?? {};
    return {
      id,
      work: index.works.nameOf(features?.works[slot % blockFrames] ?? -1),
      look: index.featuresOf(id),
    };
  });
}

/** What an index made from nothing but the frames would know. */
async function truth() {
  const fresh = new AfterimageDatabase(`truth-${crypto.randomUUID()}`);
  const keeper = new IndexKeeper(fresh, 3_600_000);
  try {
    await fresh.frames.bulkPut(await database.frames.toArray());
    return contentOf(await keeper.current());
  } finally {
    keeper.close();
    await fresh.delete();
  }
}

describe('IndexKeeper', () => {
  it('knows what the frames say after any changes, saves and restarts', async () => {
    const act = fc.oneof(
      fc.record({
        kind: fc.constant('put' as const),
        name: fc.integer({ min: 0, max: 12 }),
        look: fc.nat(90),
        work: fc.nat(2),
      }),
      fc.record({ kind: fc.constant('delete' as const), name: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ kind: fc.constant('move' as const), work: fc.nat(3) }),
      fc.record({ kind: fc.constantFrom('save' as const, 'restart' as const, 'clear' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        await database.frames.clear();
        let keeper = open();
        for (const each of acts) {
          if (each.kind === 'put') await database.frames.put(rowOf(each.name, each.look, each.work));
          if (each.kind === 'delete') await database.frames.delete(rowOf(each.name, 0).id);
          if (each.kind === 'move') {
            await database.frames.toCollection().modify({ workId: rowOf(0, 0, each.work).workId });
          }
          if (each.kind === 'clear') await database.frames.clear();
          if (each.kind === 'save') await keeper.save();
          if (each.kind === 'restart') {
            keeper.close();
            keeper = open();
          }
        }
        expect(contentOf(await keeper.current())).toEqual(await truth());
        keeper.close();
        expect(contentOf(await open().current())).toEqual(await truth());
      }),
      { numRuns: 12, seed: 3 },
    );
  });

  it('loads from its chunks without reading the frames, and empties the log when it saves', async () => {
    const rows = Array.from({ length: 1100 }, (_, name) => rowOf(name, name % 50));
    await database.frames.bulkPut(rows);
    await open().save();
    expect(await database.featureChunks.count()).toBe(2);
    expect(await database.frameChanges.count()).toBe(0);
    const read: string[] = [];
    noteReads(read);
    const index = await open().current();
    expect(index.size).toBe(1100);
    expect(read).toEqual([]);
  });

  it('reads again only what was written while it was not there', async () => {
    await database.frames.bulkPut(Array.from({ length: 20 }, (_, name) => rowOf(name, name)));
    const keeper = open();
    await keeper.save();
    keeper.close();
    const changed = rowOf(3, 77);
    await database.frames.put(changed);
    await database.frames.delete(rowOf(4, 4).id);
    const read: string[] = [];
    noteReads(read);
    const index = await open().current();
    expect(read).toEqual([changed.id]);
    expect(index.size).toBe(19);
  });

  it('makes everything anew where chunks are of another making, broken, missing or do not count up', async () => {
    await database.frames.bulkPut(Array.from({ length: 1100 }, (_, name) => rowOf(name, name % 40)));
    await open().save();
    const expected = await truth();
    for (const damage of [
      () => database.featureChunks.update(0, { version: 0 }),
      () => database.featureChunks.update(1, { bytes: new Uint8Array(5) }),
      () => database.featureChunks.delete(0),
      () => database.featureChunks.delete(1),
    ]) {
      await damage();
      expect(contentOf(await open().current())).toEqual(expected);
    }
  });

  it('saves many blocks in several steps; cut off between them, nothing is lost or stale', async () => {
    const rows = Array.from({ length: 9 * blockFrames }, (_, name) => rowOf(name, name % 7));
    await database.frames.bulkPut(rows);
    const keeper = open();
    await keeper.save();
    expect(await database.featureChunks.count()).toBe(9);
    expect(await database.frameCopies.count()).toBe(9);
    expect(await database.frameChanges.count()).toBe(0);
    // Frames of every block, so that all are saved again.
    const changed = rows.filter((_, at) => at % 100 === 0).map((row) => ({ ...row, note: 'new' }));
    await database.frames.bulkPut(changed);
    const { frameCopies } = database;
    const put = frameCopies.bulkPut.bind(frameCopies);
    const broken = vi.spyOn(frameCopies, 'bulkPut');
    broken.mockImplementationOnce(put);
    broken.mockRejectedValueOnce(new Error('cut off'));
    await expect(keeper.save()).rejects.toThrow('cut off');
    keeper.close();
    broken.mockRestore();
    expect(await database.frameChanges.count()).toBeGreaterThan(0);
    const kept = await readKeptEntries(database, () => {});
    expect([...(kept?.values() ?? [])].filter(({ words }) => words === 'new')).toHaveLength(changed.length);
    expect(kept?.size).toBe(rows.length);
    const next = open();
    await next.save();
    expect((await next.current()).size).toBe(rows.length);
    expect(await database.frameChanges.count()).toBe(0);
    const words = (await database.frameCopies.toArray()).map((chunk) =>
      chunk.words.filter((text) => text !== ''),
    );
    expect(words.flat()).toEqual(changed.map(() => 'new'));
  }, 60_000);

  it('makes everything anew when most frames were written while it was not there', async () => {
    const rows = Array.from({ length: 2200 }, (_, name) => rowOf(name, name % 7));
    await database.frames.bulkPut(rows);
    const keeper = open();
    await keeper.save();
    keeper.close();
    await database.frames.bulkPut(rows.map((row) => ({ ...row, note: 'again' })));
    const next = open();
    await next.save();
    expect((await next.current()).size).toBe(rows.length);
    expect(await database.frameChanges.count()).toBe(0);
    const words = (await database.frameCopies.toArray()).flatMap(({ words: texts }) => texts.filter(Boolean));
    expect(words).toHaveLength(rows.length);
  }, 60_000);

  it('follows changes made by a transaction that rolls back: not at all', async () => {
    await database.frames.put(rowOf(1, 1));
    const keeper = open();
    await keeper.current();
    const failing = database.transaction('rw', database.frames, async () => {
      await database.frames.put(rowOf(2, 2));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await keeper.current()).size).toBe(1);
    expect((await database.frameChanges.toArray()).flatMap(({ frameIds }) => frameIds)).toEqual([
      rowOf(1, 1).id,
    ]);
  });

  it('answers though nothing can be saved, and saves it once that can be done', async () => {
    await database.frames.bulkPut([rowOf(1, 1), rowOf(2, 2)]);
    const keeper = open();
    await keeper.save();
    const refuse = (): never => {
      throw new Error('the disk is full');
    };
    const { hook } = database.featureChunks;
    hook('creating', refuse);
    hook('updating', refuse);
    await database.frames.put(rowOf(3, 3));
    await expect(keeper.save()).rejects.toThrow();
    expect(contentOf(await keeper.current())).toEqual(await truth());
    // One that has to make everything anew cannot save it either.
    await database.frames.clear();
    await database.frames.put(rowOf(4, 4));
    expect(contentOf(await open().current())).toEqual(await truth());
    hook('creating').unsubscribe(refuse);
    hook('updating').unsubscribe(refuse);
    await keeper.save();
    expect(await database.frameChanges.count()).toBe(0);
    expect(contentOf(await open().current())).toEqual(await truth());
  });

  it('answers though copies cannot be saved while all is made anew, and makes them once they can be', async () => {
    await database.frames.bulkPut(Array.from({ length: 1100 }, (_, number) => rowOf(number, number)));
    const refuse = (): never => {
      throw new Error('the disk is full');
    };
    const creating = database.frameCopies.hook('creating');
    creating.subscribe(refuse);
    const keeper = open();
    expect(contentOf(await keeper.current())).toEqual(await truth());
    expect(await database.frameCopies.count()).toBe(0);
    creating.unsubscribe(refuse);
    await keeper.save();
    expect(await database.frameCopies.count()).toBe(2);
    expect(await database.frameChanges.count()).toBe(0);
    expect(contentOf(await open().current())).toEqual(await truth());
  });

  it('loads again where the library could not be read at first', async () => {
    await database.frames.bulkPut([rowOf(1, 1), rowOf(2, 2)]);
    let failures = 1;
    database.frames.hook('reading', (row: Frame | undefined) => {
      failures -= 1;
      if (failures >= 0) throw new Error('could not be read');
      return row as Frame;
    });
    const keeper = open();
    await keeper.current().catch(() => {});
    expect((await keeper.current()).size).toBe(2);
  });
});
