import type { Transaction } from 'dexie';
import type { SchemaVersion } from './schemaVersions.ts';

/**
 * What the search over pictures keeps: features of many frames in a row, and which frames changed since they were
 * written. Features of an older library are gathered from its frames, which the entry of the log asks for. Beside them
 * saved searches, and what was said to pairs that were proposed as homages.
 */
export const version3: SchemaVersion = {
  version: 3,
  stores: {
    featureChunks: 'id',
    frameChanges: '++seq',
    savedSearches: 'id',
    homageVerdicts: 'id, mvWorkId',
  },
  upgrade: askForAllFeatures,
};

async function askForAllFeatures(transaction: Transaction): Promise<void> {
  await transaction.table('frameChanges').add({ frameIds: null });
}
