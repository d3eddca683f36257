import type { Transaction } from 'dexie';
import type { Frame, Shot } from '../../../shared/domain/frame.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import type { SchemaVersion } from './schemaVersions.ts';

/**
 * What was decided about duplicates; shots of a video apart from its frames, and what was decided about them; the import
 * queue, how far unfinished media came, and watched folders. Frames may carry a signature from now on; those of version 1
 * get theirs in the background, since it takes their pictures.
 */
export const version2: SchemaVersion = {
  version: 2,
  stores: {
    keptApart: 'id',
    mergedMedia: 'id',
    detectedShots: 'mediaId',
    shotEdits: 'mediaId',
    importJobs: 'id, order',
    importFiles: 'id, jobId, bucket, sourceId',
    mediaProgress: 'mediaId',
    watchedFolders: 'id',
  },
  upgrade: fillDetectedShots,
};

/** Version 1 told a shot only with its frame: the shots of a video are gathered from its frames. */
async function fillDetectedShots(transaction: Transaction): Promise<void> {
  const shots = new Map<MediaId, Map<number, Shot>>();
  await transaction.table<Frame>('frames').each(({ mediaId, shot }) => {
    if (shot === null) return;
    const known = shots.get(mediaId) ?? new Map<number, Shot>();
    shots.set(mediaId, known.set(shot.startFrame, shot));
  });
  const rows = [...shots].map(([mediaId, known]) => ({
    mediaId,
    shots: [...known.values()].sort((a, b) => a.startFrame - b.startFrame),
  }));
  await transaction.table('detectedShots').bulkAdd(rows);
}
