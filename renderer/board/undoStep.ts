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

/** What {@link undoStep} would take back, in words; null with nothing to take back. */
export function undoStepLabel(session: BoardSession): string | null {
  const edit = latestOnBoard('done');
  return edit !== null && edit.at > session.history.lastAt ? edit.label : session.state.undoLabel;
}

/** What {@link redoStep} would do again, in words; null with nothing to do again. */
export function redoStepLabel(session: BoardSession): string | null {
  const edit = latestOnBoard('undone');
  return edit !== null && edit.at > session.history.redoneAfter ? edit.label : session.state.redoLabel;
}
