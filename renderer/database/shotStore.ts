import type { AnalysedFrame, Frame, Shot } from '../../shared/domain/frame.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import {
  applyShotEdits,
  isFrameWanted,
  noShotEdits,
  type ShotEdits,
  shotAt,
  takeFoundShots,
} from '../../shared/domain/shotEdits.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** The shots of a video: as found, what was decided about them, and as they are shown. */
export interface MediaShots {
  readonly detected: readonly Shot[];
  readonly edits: ShotEdits;
  readonly shots: readonly Shot[];
}

/** Reads the shots of a video; none for a still or a video that was never analysed. */
export async function readMediaShots(database: AfterimageDatabase, mediaId: MediaId): Promise<MediaShots> {
  const detected = (await database.detectedShots.get(mediaId))?.shots ?? [];
  const edits = (await database.shotEdits.get(mediaId)) ?? noShotEdits(mediaId);
  return { detected, edits, shots: applyShotEdits(detected, edits) };
}

/** A frame with the shot that it lies in as shots are shown now; the very same frame where nothing changes. */
export function inShownShot<F extends Pick<Frame, 'time' | 'shot'>>(frame: F, shots: readonly Shot[]): F {
  if (frame.time === null) return frame;
  const shot = shotAt(shots, frame.time.frameIndex) ?? frame.shot;
  return isSameShot(shot, frame.shot) ? frame : { ...frame, shot };
}

function isSameShot(one: Shot | null, other: Shot | null): boolean {
  if (one === null || other === null) return one === other;
  const keys = Object.keys(one) as (keyof Shot)[];
  return keys.every((key) => one[key] === other[key]);
}

/**
 * Takes the shots that come with imported frames, and says which of the frames are wanted and which shot each
 * is shown in. To be called inside a transaction over `detectedShots` and `shotEdits`.
 * @param isKnown whether the library has a frame already; a frame that it has is always wanted
 */
export async function takeImportedShots(
  database: AfterimageDatabase,
  mediaId: MediaId,
  frames: readonly AnalysedFrame[],
  isKnown: (frame: AnalysedFrame) => boolean,
): Promise<AnalysedFrame[]> {
  const found = frames.flatMap(({ shot }) => (shot === null ? [] : [shot]));
  const known = (await database.detectedShots.get(mediaId))?.shots ?? [];
  const shots = found.length === 0 ? known : takeFoundShots(known, found);
  if (found.length > 0) await database.detectedShots.put({ mediaId, shots });
  const edits = (await database.shotEdits.get(mediaId)) ?? noShotEdits(mediaId);
  const shown = applyShotEdits(shots, edits);
  return frames
    .filter((frame) => isKnown(frame) || isFrameWanted(shots, edits, frame.time?.frameIndex ?? 0))
    .map((frame) => inShownShot(frame, shown));
}

/** Brings the frames of a video in line with its shots as they are shown; writes only what changes. */
export async function settleFrameShots(database: AfterimageDatabase, mediaId: MediaId): Promise<void> {
  const { detectedShots, shotEdits, frames } = database;
  await database.transaction('rw', [detectedShots, shotEdits, frames], async () => {
    const { shots } = await readMediaShots(database, mediaId);
    const rows = await frames.where('mediaId').equals(mediaId).toArray();
    const settled = rows.map((row) => inShownShot(row, shots)).filter((row, index) => row !== rows[index]);
    await frames.bulkPut(settled);
  });
}
