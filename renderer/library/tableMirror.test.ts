import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkId } from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { work } from '../database/testing/records.ts';
import { type MirrorSnapshot, TableMirror } from './tableMirror.ts';

type Titles = MirrorSnapshot<WorkId, string>;
let database: AfterimageDatabase;
let mirror: TableMirror<Work, WorkId, string>;

beforeEach(() => {
  database = new AfterimageDatabase(`mirror-${crypto.randomUUID()}`);
  mirror = new TableMirror(
    database.name,
    database.works,
    (row) => row.id,
    (row) => row.title,
  );
});
afterEach(async () => {
  mirror.stop();
  await database.delete();
});

/** Waits for a snapshot that holds. */
function until(holds: (snapshot: Titles) => boolean): Promise<Titles> {
  return new Promise((resolve) => {
    const check = (): void => {
      const snapshot = mirror.getSnapshot();
      if (!holds(snapshot)) return;
      stop();
      resolve(snapshot);
    };
    const stop = mirror.subscribe(check);
    check();
  });
}

const titlesOf = (snapshot: Titles): string[] => [...snapshot.entries.values()].sort();

describe('TableMirror', () => {
  it('reads what is there, over more than one page', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => work(`w${index}`));
    await database.works.bulkAdd(rows);
    const snapshot = await until(({ ready }) => ready);
    expect(titlesOf(snapshot)).toEqual(rows.map(({ title }) => title).sort());
  });

  it('follows rows added, changed and deleted', async () => {
    await until(({ ready }) => ready);
    await database.works.bulkAdd([work('a'), work('b')]);
    await until(({ entries }) => entries.size === 2);
    await database.works.update(work('a').id, { title: '2046' });
    await until((snapshot) => titlesOf(snapshot).includes('2046'));
    await database.works.delete(work('b').id);
    expect(titlesOf(await until(({ entries }) => entries.size === 1))).toEqual(['2046']);
  });

  it('follows a clearing and changes inside a transaction over several tables', async () => {
    await database.works.bulkAdd([work('a'), work('b')]);
    await until(({ entries }) => entries.size === 2);
    await database.transaction('rw', [database.works, database.frames], async () => {
      await database.works.clear();
      await database.works.add(work('c'));
    });
    expect(titlesOf(await until(({ entries }) => !entries.has(work('a').id)))).toEqual(['c']);
  });

  it('keeps an earlier snapshot as it was', async () => {
    await database.works.add(work('a'));
    const before = await until(({ entries }) => entries.size === 1);
    await database.works.add(work('b'));
    await until(({ entries }) => entries.size === 2);
    expect(titlesOf(before)).toEqual(['a']);
  });

  it('shows nothing of a transaction that was rolled back', async () => {
    await until(({ ready }) => ready);
    const failed = database.transaction('rw', database.works, async () => {
      await database.works.add(work('ghost'));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await database.works.add(work('real'));
    expect(titlesOf(await until(({ entries }) => entries.size > 0))).toEqual(['real']);
  });

  const broken = work('b').id;
  /** The row stays; all but its id is gone. */
  const breakRow = async (): Promise<void> => {
    await database.table('works').put({ id: broken });
  };
  /** A mirror as the library has it: what is made of a row needs its words. */
  const withWords = (): void => {
    mirror = new TableMirror(
      database.name,
      database.works,
      (row) => row.id,
      (row) => [row.title, ...row.artists].join(),
    );
  };

  it('shows all other rows beside one that makes no sense, tells of it and leaves it alone', async () => {
    withWords();
    await database.works.bulkAdd([work('a'), work('b'), work('c')]);
    await breakRow();
    const snapshot = await until(({ ready }) => ready);
    expect(titlesOf(snapshot)).toEqual(['a', 'c']);
    expect([...snapshot.unreadable]).toEqual([broken]);
    expect(await database.works.count()).toBe(3);
  });

  it('tells of a row that goes bad, and no more once it is right or gone', async () => {
    withWords();
    await database.works.bulkAdd([work('a'), work('b')]);
    await until(({ entries }) => entries.size === 2);
    await breakRow();
    expect(titlesOf(await until(({ unreadable }) => unreadable.size === 1))).toEqual(['a']);
    await database.works.put(work('b'));
    expect(titlesOf(await until(({ unreadable }) => unreadable.size === 0))).toEqual(['a', 'b']);
    await breakRow();
    await until(({ unreadable }) => unreadable.size === 1);
    await database.works.delete(broken);
    expect(titlesOf(await until(({ unreadable }) => unreadable.size === 0))).toEqual(['a']);
  });

  it('shows the first of a long table before the rest is read, and says that more will come', async () => {
    const rows = Array.from({ length: 900 }, (_, at) => work(`w${String(at).padStart(3, '0')}`));
    await database.works.bulkAdd(rows);
    const early = await until(({ entries }) => entries.size > 0);
    expect(early.ready).toBe(false);
    expect(early.entries.size).toBeLessThan(rows.length);
    expect([...early.entries.keys()]).toEqual(rows.slice(0, early.entries.size).map(({ id }) => id));
    const whole = await until(({ ready }) => ready);
    expect([...whole.entries.keys()]).toEqual(rows.map(({ id }) => id));
  });

  it('reads the others singly where one cannot be read from the disk, over more than one page', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => work(`w${index}`));
    await database.works.bulkAdd(rows);
    const bad = new Set([work('w3').id, work('w120').id]);
    database.works.hook('reading', (row) => {
      if (bad.has(row.id)) throw new DOMException('Failed to read large IndexedDB value', 'DataError');
      return row;
    });
    const snapshot = await until(({ ready }) => ready);
    expect(snapshot.entries.size).toBe(248);
    expect(snapshot.unreadable).toEqual(bad);
    await database.works.update(work('w7').id, { title: '2046' });
    expect((await until((each) => titlesOf(each).includes('2046'))).entries.size).toBe(248);
  });

  /** A mirror of the table with some of its ways to be read in place of its own. */
  const mirrorOver = (ways: object): void => {
    const table = Object.assign(Object.create(database.works) as typeof database.works, ways);
    mirror = new TableMirror(
      database.name,
      table,
      (row) => row.id,
      (row) => row.title,
    );
  };

  it('reads on where a row goes while the rows of its page are read singly', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => work(`w${String(index).padStart(3, '0')}`));
    await database.works.bulkAdd(rows);
    const first = rows[0]?.id;
    const bad = rows[3]?.id;
    let isGone = false;
    // The keys of the page are known by then: the row goes before its turn comes.
    mirrorOver({
      get: async (key: WorkId) => {
        if (!isGone) await database.works.delete(work('w050').id);
        isGone = true;
        return await database.works.get(key);
      },
    });
    database.works.hook('reading', (row: Work | undefined) => {
      if (row?.id === bad) throw new DOMException('Failed to read large IndexedDB value', 'DataError');
      return row as Work;
    });
    const snapshot = await until(({ ready }) => ready);
    expect(isGone).toBe(true);
    expect(snapshot.entries.has(first as WorkId)).toBe(true);
    expect(snapshot.entries.size).toBe(248);
  });

  /** The next readings fail as they do where the connection to the storage is lost. */
  const failNext = (times: number): void => {
    let left = times;
    database.use({
      stack: 'dbcore',
      name: 'lost',
      create: (core) => ({
        ...core,
        table: (name) => {
          const table = core.table(name);
          return {
            ...table,
            query: (request) => {
              if (left === 0) return table.query(request);
              left -= 1;
              return Promise.reject(new Dexie.UnknownError('Connection to Indexed Database server lost'));
            },
          };
        },
      }),
    });
  };

  it('is ready in the end where the first readings fail', async () => {
    await database.works.bulkAdd([work('a'), work('b')]);
    database.close();
    failNext(3);
    await database.open();
    expect(titlesOf(await until(({ ready }) => ready))).toEqual(['a', 'b']);
  });

  it('takes up a change that could not be read at first', async () => {
    await database.works.bulkAdd([work('a'), work('b')]);
    let isLost = false;
    let failed = 0;
    mirrorOver({
      bulkGet: (keys: WorkId[]) => {
        if (!isLost) return database.works.bulkGet(keys);
        isLost = false;
        failed += 1;
        return Promise.reject(new Dexie.InvalidStateError('The database connection is closing'));
      },
    });
    await until(({ ready }) => ready);
    isLost = true;
    await database.works.update(work('a').id, { title: '2046' });
    await until((snapshot) => titlesOf(snapshot).includes('2046'));
    expect(failed).toBe(1);
  });
});
