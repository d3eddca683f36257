import type { Transaction } from 'dexie';
import type { FrameChange } from '../../../shared/domain/featureChunk.ts';
import type { SchemaVersion } from './schemaVersions.ts';

/**
 * Beside the features of many frames, what lists and filters need of them, so that a large library is shown without
 * reading every row. The entry of the log asks for all of it to be made from the frames.
 */
export const version4: SchemaVersion = {
  version: 4,
  stores: { frameCopies: 'id' },
  upgrade: askForAllCopies,
};

async function askForAllCopies(transaction: Transaction): Promise<void> {
  const log = transaction.table<FrameChange>('frameChanges');
  const isAsked = (await log.toArray()).some(({ frameIds }) => frameIds === null);
  if (!isAsked) await log.add({ frameIds: null } as FrameChange);
}
