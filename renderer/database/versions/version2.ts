import type { SchemaVersion } from './schemaVersions.ts';

/**
 * What was decided about duplicates. Frames may carry a signature from now on; those of version 1 get theirs in the
 * background, since it takes their pictures.
 */
export const version2: SchemaVersion = {
  version: 2,
  stores: { keptApart: 'id', mergedMedia: 'id' },
  upgrade: null,
};
