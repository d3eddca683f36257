import type { SchemaVersion } from './schemaVersions.ts';

/** The first schema. */
export const version1: SchemaVersion = {
  version: 1,
  stores: {
    works: 'id, kind',
    media: 'id, workId',
    frames: 'id, workId, mediaId, *moodIds, *tags',
    moments: 'id, workId',
    links: 'id',
    boards: 'id',
    boardItems: 'id, boardId',
    boardCameras: 'boardId',
    settings: 'key',
  },
  upgrade: null,
};
