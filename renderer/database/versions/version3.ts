import type { Transaction } from 'dexie';
import type { SchemaVersion } from './schemaVersions.ts';

/**
 * What the search over pictures keeps: features of many frames in a row, and which frames changed since they were
 * written. Features of an older library are gathered from its frames, which the entry of the log asks for. Beside them
 * saved searches, and what was said to pairs that were proposed as homages. Moods that a person made or gave other
 * thresholds, and what was measured of each frame's colours, so that moods can be asked again; frames of an earlier
 * version are measured in the background, since it takes their pictures.
 */
export const version3: SchemaVersion = {
  version: 3,
  stores: {
    featureChunks: 'id',
    frameChanges: '++seq',
    savedSearches: 'id',
    homageVerdicts: 'id, mvWorkId',
    moods: 'id',
    frameStatistics: 'frameId',
  },
  upgrade: askForAllFeatures,
};

async function askForAllFeatures(transaction: Transaction): Promise<void> {
  await transaction.table('frameChanges').add({ frameIds: null });
}
