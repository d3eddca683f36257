import type { FrameId } from '../../shared/domain/ids.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { selectFrames } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { deleteFrames } from '../database/frameEdits.ts';
import { counted } from './counted.ts';

/** Deletes frames and offers Undo. */
export async function deleteFramesFromLibrary(frameIds: readonly FrameId[]): Promise<void> {
  const change = await deleteFrames(database, frameIds);
  selectFrames([]);
  noteEdit(frameIds.length === 1 ? 'Frame deleted' : `${counted(frameIds.length, 'frame')} deleted`, change);
}
