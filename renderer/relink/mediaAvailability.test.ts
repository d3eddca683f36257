import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/contract/contract.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { stillFile, work } from '../database/testing/records.ts';
import { checkAvailability, useMediaAvailability } from './mediaAvailability.ts';

let database: AfterimageDatabase;
const files = [1, 2, 3].map((seed) => stillFile(seed, `${seed}.png`));
const [a, b, c] = files.map(({ id }) => id) as [MediaId, MediaId, MediaId];
beforeEach(async () => {
  database = new AfterimageDatabase(`availability-${crypto.randomUUID()}`);
  const { id } = work('stills');
  await database.media.bulkPut(
    files.map((file) => ({ ...file, workId: id, partial: false, importedAt: '2026-01-01T00:00:00.000Z' })),
  );
});
afterEach(async () => await database.delete());

type Answer = Output<'checkMedia'>;
const quiet: Answer = { missing: [], changed: [], unchecked: 0, problem: null };

/** A main process that answers with these, the last one for ever. */
function mainAnswering(...answers: Answer[]) {
  const asked: unknown[] = [];
  const client = {
    call: (_method: string, input: unknown) => {
      asked.push(input);
      return Promise.resolve({ ok: true, value: answers[Math.min(asked.length, answers.length) - 1] });
    },
  } as unknown as Pick<ContractClient, 'call'>;
  return { client, asked };
}

describe('checkAvailability', () => {
  it('asks by id and size and tells missing from changed', async () => {
    const { client, asked } = mainAnswering({ ...quiet, missing: [a], changed: [b] });
    await checkAvailability(database, client);
    expect(asked).toEqual([{ media: files.map(({ id, sizeBytes }) => ({ mediaId: id, sizeBytes })) }]);
    const { missing, changed, offline } = useMediaAvailability.getState();
    expect([[...missing], [...changed], [...offline]]).toEqual([[a], [b], [a, b]]);
    await checkAvailability(database, mainAnswering(quiet).client);
    expect(useMediaAvailability.getState().offline.size).toBe(0);
  });

  it('goes on while touched files are left, but not for ever', async () => {
    const settling = mainAnswering({ ...quiet, unchecked: 3 }, { ...quiet, unchecked: 1 }, quiet);
    await checkAvailability(database, settling.client);
    expect(settling.asked).toHaveLength(3);
    const restless = mainAnswering({ ...quiet, unchecked: 5 });
    await checkAvailability(database, restless.client);
    expect(restless.asked).toHaveLength(2);
  });

  it('keeps the same picture where nothing changed, so that nothing is drawn anew', async () => {
    const { client } = mainAnswering({ ...quiet, missing: [c] });
    await checkAvailability(database, client);
    const before = useMediaAvailability.getState();
    await checkAvailability(database, client);
    expect(useMediaAvailability.getState()).toBe(before);
  });
});
