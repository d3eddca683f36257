import type { SchemaVersion } from './schemaVersions.ts';

/**
 * What was decided about duplicates; the import queue, how far unfinished media came, and watched folders. Frames may
 * carry a signature from now on; those of version 1 get theirs in the background, since it takes their pictures.
 */
export const version2: SchemaVersion = {
  version: 2,
  stores: {
    keptApart: 'id',
    mergedMedia: 'id',
    importJobs: 'id, order',
    importFiles: 'id, jobId, bucket, sourceId',
    mediaProgress: 'mediaId',
    watchedFolders: 'id',
  },
  upgrade: null,
};
