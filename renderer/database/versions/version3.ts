import type { SchemaVersion } from './schemaVersions.ts';

/**
 * Moods that a person made or gave other thresholds, and what was measured of each frame's colours, so that moods can
 * be asked again. Frames of an earlier version are measured in the background, since it takes their pictures.
 */
export const version3: SchemaVersion = {
  version: 3,
  stores: {
    moods: 'id',
    frameStatistics: 'frameId',
  },
  upgrade: null,
};
