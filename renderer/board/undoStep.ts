import { latestOnBoard, redoLibraryEdit, undoLibraryEdit } from '../app/libraryHistory.ts';
import type { BoardSession } from './boardSession.ts';

/**
 * Takes back what was done last while boards are shown: a change to the open board, or an edit of the library
 * made from there (a link saved, a board deleted), whichever is later.
 */
export function undoStep(session: BoardSession): Promise<void> | void {
  const edit = latestOnBoard('done');
  if (edit !== null && edit.at > session.history.lastAt) return undoLibraryEdit();
  return session.undo();
}

/** Does again what {@link undoStep} took back last. */
export function redoStep(session: BoardSession): Promise<void> | void {
  const edit = latestOnBoard('undone');
  if (edit !== null && edit.at > session.history.redoneAfter) return redoLibraryEdit();
  return session.redo();
}
