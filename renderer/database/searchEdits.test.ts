import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noFilter } from '../library/libraryFilter.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { forgetRefusals, saveHomageVerdict } from './homageVerdictEdits.ts';
import {
  addSavedSearch,
  changeSavedSearch,
  cleanSearchName,
  readSavedSearches,
  removeSavedSearch,
} from './savedSearchEdits.ts';
import { work } from './testing/records.ts';

let database: AfterimageDatabase;
beforeEach(() => {
  database = new AfterimageDatabase(`searches-${crypto.randomUUID()}`);
});
afterEach(async () => await database.delete());

const wholeFilter = {
  ...noFilter,
  text: '비',
  directors: ['Wong Kar Wai'],
  years: [{ min: 1994, max: null }],
  colours: {
    colours: [
      { hex: '#e4541d', weight: 3 },
      { hex: '#180603', weight: 1 },
    ],
    tolerance: 0.12,
  },
};

describe('saved searches', () => {
  it('keep the whole filter with its colours, and a name of one line', async () => {
    await addSavedSearch(database, '  비 오는\n밤 ', wholeFilter);
    const [saved] = await database.savedSearches.toArray();
    expect(saved?.name).toBe('비 오는 밤');
    expect(saved?.filter).toEqual(wholeFilter);
  });

  it('refuse a filter that could not be searched by, and write nothing', async () => {
    const colours = { colours: [{ hex: 'red', weight: 1 }], tolerance: 0.1 };
    expect(() => addSavedSearch(database, 'x', { ...noFilter, colours })).toThrow();
    expect(() => addSavedSearch(database, '   ', noFilter)).toThrow();
    expect(await database.savedSearches.count()).toBe(0);
  });

  it('are renamed and deleted, and undo brings back what was', async () => {
    await addSavedSearch(database, 'Glow', wholeFilter);
    const [saved] = await database.savedSearches.toArray();
    if (saved === undefined) throw new Error('nothing was saved');
    const renamed = await changeSavedSearch(database, saved.id, { name: 'Orange' });
    const removed = await removeSavedSearch(database, saved.id);
    expect(await database.savedSearches.count()).toBe(0);
    await removed.undo();
    expect((await database.savedSearches.get(saved.id))?.name).toBe('Orange');
    await renamed?.undo();
    expect(await database.savedSearches.get(saved.id)).toEqual(saved);
    await removeSavedSearch(database, saved.id);
    expect(await changeSavedSearch(database, saved.id, { name: 'x' })).toBeNull();
  });

  it('are read with what a later version added, and without those that cannot be searched by', async () => {
    await addSavedSearch(database, 'Glow', wholeFilter);
    const [saved] = await database.savedSearches.toArray();
    if (saved === undefined) throw new Error('nothing was saved');
    const { shotSec: _added, ...earlier } = saved.filter;
    const rows: unknown[] = [
      saved,
      { ...saved, id: 'earlier', filter: earlier },
      {
        ...saved,
        id: 'red',
        filter: { ...saved.filter, colours: { colours: [{ hex: 'red' }], tolerance: 1 } },
      },
      { ...saved, id: 'empty', filter: undefined },
      { id: 'bare' },
      null,
    ];
    const { searches, unreadable } = readSavedSearches(rows, noFilter);
    expect(searches).toEqual([saved, { ...saved, id: 'earlier' }]);
    expect(unreadable).toBe(4);
  });

  it('have names that end at 200 characters', () => {
    expect(cleanSearchName('가'.repeat(300))).toHaveLength(200);
  });
});

describe('homage verdicts', () => {
  const [mv, film, other] = ['mv', 'film', 'other'].map((id) => work(id).id);
  const pair = (a: string, b: string, filmWorkId = film) => ({
    mvWorkId: mv ?? ('' as never),
    filmWorkId: filmWorkId ?? ('' as never),
    mvFrameId: a as never,
    filmFrameId: b as never,
  });
  it('are one a pair, the last one counts, and can be taken back', async () => {
    await saveHomageVerdict(database, { ...pair('a', 'b'), verdict: 'no' });
    const change = await saveHomageVerdict(database, { ...pair('a', 'b'), verdict: 'yes' });
    expect((await database.homageVerdicts.toArray()).map(({ verdict }) => verdict)).toEqual(['yes']);
    await change.undo();
    expect((await database.homageVerdicts.toArray()).map(({ verdict }) => verdict)).toEqual(['no']);
  });

  it('forgets refusals between chosen works only', async () => {
    await saveHomageVerdict(database, { ...pair('a', 'b'), verdict: 'no' });
    await saveHomageVerdict(database, { ...pair('a', 'c'), verdict: 'yes' });
    await saveHomageVerdict(database, { ...pair('a', 'd', other), verdict: 'no' });
    if (mv === undefined || film === undefined) throw new Error('no works');
    const change = await forgetRefusals(database, mv, [film]);
    const left = await database.homageVerdicts.toArray();
    expect(left.map(({ filmFrameId }) => filmFrameId as string).sort()).toEqual(['c', 'd']);
    await change.undo();
    expect(await database.homageVerdicts.count()).toBe(3);
  });
});
