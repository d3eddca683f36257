import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/domain/frame.ts';
import { pairKey } from '../../shared/similarity/duplicateSearch.ts';
import { isFlat, measureSignature, writeSignature } from '../../shared/similarity/pictureSignature.ts';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { addTag } from '../database/frameEdits.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, stillFile, work } from '../database/testing/records.ts';
import { IndexKeeper } from '../search/indexKeeper.ts';
import { findUnsigned, lookThrough } from './lookThrough.ts';

const signatures = Object.values(scenePictures)
  .map((draw) => measureSignature(draw()))
  .filter((signature) => !isFlat(signature))
  .map(writeSignature);
const target = work('film');

function still(number: number, scene: number): Frame {
  const analysed = analysedFrame(stillFile(number, `${number}.png`), 0);
  const now = '2026-01-01T00:00:00.000Z';
  const signature = signatures[scene] ?? '';
  return { ...mergeAnalysedFrame({ ...analysed, signature }, undefined, target.id, now), shot: null };
}
const [one, copy, other] = [still(1, 0), still(2, 0), still(3, 1)];
const found = [{ kind: 'frames', frameIds: [one.id, copy.id].sort() }];

let database: AfterimageDatabase;
let reads: number;
beforeEach(async () => {
  database = new AfterimageDatabase(`look-${crypto.randomUUID()}`);
  await database.works.put(target);
  await database.frames.bulkPut([one, copy, other]);
  reads = 0;
  database.frames.hook('reading', (row) => {
    reads += 1;
    return row;
  });
});
afterEach(async () => await database.delete());

/** As the search's index does a moment after a change: the log of changes is emptied. */
async function saveIndex(): Promise<void> {
  const keeper = new IndexKeeper(database, 3_600_000);
  await keeper.save();
  keeper.close();
}

describe('lookThrough', () => {
  it('does not read a library again that is as it was', async () => {
    expect(await lookThrough(database)).toEqual(found);
    await saveIndex();
    reads = 0;
    expect(await findUnsigned(database)).toEqual([]);
    expect(await lookThrough(database)).toEqual(found);
    expect(reads).toBe(0);
  });

  it('looks again at what was written since, whether the log still names it or not', async () => {
    await lookThrough(database);
    await database.frames.put(still(4, 1));
    const more = [...found, { kind: 'frames', frameIds: [other.id, still(4, 1).id].sort() }];
    expect(await lookThrough(database)).toEqual(more);
    await database.frames.delete(copy.id);
    await saveIndex();
    expect(await lookThrough(database)).toEqual(more.slice(1));
    await addTag(database, [other.id], '霓虹');
    await saveIndex();
    await saveIndex();
    reads = 0;
    await lookThrough(database);
    expect(reads).toBeGreaterThan(0);
  });

  it('looks again after a decision', async () => {
    await lookThrough(database);
    await database.keptApart.put({ id: pairKey(one.id, copy.id), decidedAt: '2026-01-02T00:00:00.000Z' });
    expect(await lookThrough(database)).toEqual([]);
  });

  it('names frames that are not measured, at every look', async () => {
    const { signature: _signature, ...unmeasured } = still(4, 1);
    await database.frames.put(unmeasured);
    await lookThrough(database);
    expect(await findUnsigned(database)).toEqual([{ id: unmeasured.id, picture: unmeasured.picture }]);
  });
});
