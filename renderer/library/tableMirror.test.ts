import 'fake-indexeddb/auto';
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
});
