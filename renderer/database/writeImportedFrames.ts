import { moodRulesInForce } from '../../shared/colour/moodRulesInForce.ts';
import type { AnalysedFrame } from '../../shared/domain/frame.ts';
import type { MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/domain/media.ts';
import type { MediaProgress, ResumePoint } from '../../shared/domain/resumePoint.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { mergeAnalysedFrame } from './mergeAnalysedFrame.ts';
import { workForMedia } from './newWork.ts';
import { settleFrameShots, takeImportedShots } from './shotStore.ts';

/** Frames of one file, as an import or a recovery brings them. */
export interface ImportedBatch {
  readonly media: MediaFile;
  readonly frames: readonly AnalysedFrame[];
  /** Where the import can go on once these are saved. */
  readonly resume?: ResumePoint | undefined;
}

/** Where new rows go. */
export interface ImportPlacement {
  /** The work the user chose for this file; null makes one. */
  readonly workId: WorkId | null;
  /** The work that stills without a chosen one share. */
  readonly stillsWorkId: WorkId;
  readonly sample: boolean;
}

/**
 * Writes a batch in one transaction: the media, its work if there is none yet, and the frames. Writing the
 * same batch again changes nothing but the measured part; a person's words are kept, and so are decisions about
 * shots: a frame of a shot that was merged away does not come back. Resolves once the transaction is on disk.
 */
export async function writeImportedFrames(
  database: AfterimageDatabase,
  batch: ImportedBatch,
  placement: ImportPlacement,
): Promise<void> {
  const now = new Date().toISOString();
  const { works, media, frames, detectedShots, shotEdits, mediaProgress, moods, frameStatistics } = database;
  const tables = [works, media, frames, detectedShots, shotEdits, mediaProgress, moods, frameStatistics];
  await database.transaction('rw', tables, async () => {
    const known = await media.get(batch.media.id);
    const wanted = known?.workId ?? placement.workId;
    const chosen = wanted === null ? undefined : await works.get(wanted);
    const work = chosen ?? workForMedia(batch.media, placement.stillsWorkId, placement.sample, now);
    if (chosen === undefined && (await works.get(work.id)) === undefined) await works.add(work);
    await media.put({
      ...batch.media,
      workId: work.id,
      partial: known?.partial ?? true,
      importedAt: known?.importedAt ?? now,
    });
    if (batch.resume !== undefined) {
      await mediaProgress.put({ mediaId: batch.media.id, point: batch.resume });
    }
    const rows = await frames.bulkGet(batch.frames.map((frame) => frame.id));
    const existing = new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
    const wantedFrames = await takeImportedShots(database, batch.media.id, batch.frames, (frame) =>
      existing.has(frame.id),
    );
    // The rules as they are in this very transaction: a mood never hangs on when a frame came.
    const rules = moodRulesInForce(await moods.toArray());
    await frames.bulkPut(
      wantedFrames.map((frame) => mergeAnalysedFrame(frame, existing.get(frame.id), work.id, now, rules)),
    );
    await frameStatistics.bulkPut(
      wantedFrames.flatMap(({ id, statistics }) =>
        statistics === undefined ? [] : [{ frameId: id, packed: statistics }],
      ),
    );
  });
}

/**
 * Notes whether a file's import ran to its end: one that did needs not be gone on with, and frames of an earlier import
 * take the shots found now.
 * @param found what the whole file was found to be, where that is known better than at its start
 */
export async function markMediaDone(
  database: AfterimageDatabase,
  mediaId: MediaId,
  partial: boolean,
  found?: MediaFile,
): Promise<void> {
  const { media, mediaProgress } = database;
  await database.transaction('rw', [media, mediaProgress], async () => {
    await media.update(mediaId, found === undefined ? { partial } : { partial, content: found.content });
    if (!partial) await mediaProgress.delete(mediaId);
  });
  await settleFrameShots(database, mediaId);
}

/**
 * How far media came whose import did not run to its end. A media begins anew that was taken out of the library
 * since, or of which a finished shot has no frame any more: importing it again is to bring that back.
 */
export async function resumableMedia(database: AfterimageDatabase): Promise<MediaProgress[]> {
  const resumable: MediaProgress[] = [];
  for (const progress of await database.mediaProgress.toArray()) {
    const { mediaId, point } = progress;
    if ((await database.media.get(mediaId))?.partial !== true) continue;
    const frames = await database.frames.where('mediaId').equals(mediaId).toArray();
    const finished = new Set(frames.flatMap(({ shot }) => (shot === null ? [] : [shot.index])));
    const isWhole = Array.from({ length: point.shotsDone }, (_, index) => index).every((at) =>
      finished.has(at),
    );
    if (isWhole) resumable.push(progress);
  }
  return resumable;
}
