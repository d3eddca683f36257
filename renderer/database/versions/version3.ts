import type { SchemaVersion } from './schemaVersions.ts';

/** Saved searches, and what was said to pairs that were proposed as homages. */
export const version3: SchemaVersion = {
  version: 3,
  stores: {
    savedSearches: 'id',
    homageVerdicts: 'id, mvWorkId',
  },
  upgrade: null,
};
