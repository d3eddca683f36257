import type { FrameId, MediaId, MomentId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import type { ChangeRecorder } from './recordChange.ts';

/** Rows that a change takes away, of which files have to know. */
export interface GoneRows {
  readonly frameIds: ReadonlySet<FrameId>;
  readonly momentIds?: ReadonlySet<MomentId>;
}

/**
 * Makes the records of files true after frames were deleted: a file that nothing stands on any more goes, any
 * other that lost frames counts as partial. Either way importing it again brings the frames back; a file that
 * is in the library as complete would be skipped. A file whose work is deleted goes to the work of a frame
 * that is left of it.
 * @param mediaIds the files to look at
 */
export async function settleMedia(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  mediaIds: readonly MediaId[],
  gone: GoneRows,
): Promise<void> {
  const ids = [...new Set(mediaIds)];
  const rows = (await database.media.bulkGet(ids)).filter((row) => row !== undefined);
  const frames = await database.frames.where('mediaId').anyOf(ids).toArray();
  const moments = await database.moments
    .filter(({ id, mediaId }) => mediaId !== null && ids.includes(mediaId) && !gone.momentIds?.has(id))
    .toArray();
  // Moments that the same change makes of frames stand on the file too.
  for (const moment of recorder.after.moments.values()) if (moment !== undefined) moments.push(moment);

  for (const row of rows) {
    const left = frames.filter(({ id, mediaId }) => mediaId === row.id && !gone.frameIds.has(id));
    const [heir] = [...left, ...moments.filter(({ mediaId }) => mediaId === row.id)];
    if (heir === undefined) {
      recorder.remove('media', [row.id]);
      recorder.remove('detectedShots', [row.id]);
      recorder.remove('shotEdits', [row.id]);
      continue;
    }
    const keepsWork = [...recorder.after.works].every(
      ([id, after]) => id !== row.workId || after !== undefined,
    );
    recorder.put('media', [{ ...row, workId: keepsWork ? row.workId : heir.workId, partial: true }]);
  }
}
