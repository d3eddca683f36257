import { create } from 'zustand';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { RecordedChange } from '../database/recordChange.ts';
import { storageError } from '../database/storageError.ts';
import { showToast } from '../ui/toasts.ts';
import { nextEditNumber } from './editOrder.ts';
import { useNavigation } from './navigation.ts';

interface Entry {
  readonly label: string;
  readonly change: RecordedChange;
  /** Runs when the edit was taken back, to show what returned. */
  readonly onUndone: (() => void) | null;
  /** Made while a board was open, whose own history it stands beside. */
  readonly onBoard: boolean;
  /** When it was made, or in `undone` taken back; see {@link nextEditNumber}. */
  readonly at: number;
}

interface LibraryHistoryState {
  /** Oldest first. */
  done: readonly Entry[];
  undone: readonly Entry[];
}

const longestHistory = 100;

/** Edits of works, frames, tags and links that can be taken back; lives as long as the window. */
export const useLibraryHistory = create<LibraryHistoryState>(() => ({ done: [], undone: [] }));

/**
 * Notes an edit, so that Undo takes it back.
 * @param label past tense, as the toast says it: "3 frames deleted"
 * @param options.quiet without a toast, for edits whose result is in plain view
 * @param options.slot the toast takes the place of the one before in this slot
 */
export function noteEdit(
  label: string,
  change: RecordedChange,
  options: { quiet?: boolean; onUndone?: () => void; slot?: string } = {},
): void {
  const entry: Entry = {
    label,
    change,
    onUndone: options.onUndone ?? null,
    onBoard: useNavigation.getState().section === 'board',
    at: nextEditNumber(),
  };
  useLibraryHistory.setState(({ done }) => ({ done: [...done, entry].slice(-longestHistory), undone: [] }));
  if (options.quiet === true) return;
  showToast(label, {
    action: { label: 'Undo', run: () => void undoEntry(entry, { tells: 'kept' }) },
    slot: options.slot ?? null,
  });
}

/** The latest edit to take back or to do again if it was made on a board: its name and when, else null. */
export function latestOnBoard(
  list: 'done' | 'undone',
  state = useLibraryHistory.getState(),
): Pick<Entry, 'label' | 'at'> | null {
  const entry = state[list].at(-1);
  return entry?.onBoard === true ? entry : null;
}

/** Takes the latest edit back. */
export async function undoLibraryEdit(): Promise<void> {
  const entry = useLibraryHistory.getState().done.at(-1);
  if (entry === undefined) showToast('Nothing to undo');
  else await undoEntry(entry, { tells: 'all' });
}

/** Does the edit again that was taken back last. */
export async function redoLibraryEdit(): Promise<void> {
  const entry = useLibraryHistory.getState().undone.at(-1);
  if (entry === undefined) {
    showToast('Nothing to redo');
    return;
  }
  const earlier = useLibraryHistory.getState();
  useLibraryHistory.setState({
    done: [...earlier.done, { ...entry, at: nextEditNumber() }],
    undone: earlier.undone.slice(0, -1),
  });
  const kept = await runOrPutBack(entry, 'redo', earlier);
  if (kept !== null) showToast(`Done again: ${lowerFirst(entry.label)}${keptText(kept)}`);
}

/** Also an edit that is not the latest can be taken back: what came after it stays (see RecordedChange). */
async function undoEntry(entry: Entry, { tells }: { tells: 'kept' | 'all' }): Promise<void> {
  const earlier = useLibraryHistory.getState();
  if (!earlier.done.some(({ change }) => change === entry.change)) return;
  useLibraryHistory.setState({
    done: earlier.done.filter(({ change }) => change !== entry.change),
    undone: [...earlier.undone, { ...entry, at: nextEditNumber() }],
  });
  const kept = await runOrPutBack(entry, 'undo', earlier);
  if (kept === null) return;
  entry.onUndone?.();
  if (tells === 'all' || kept > 0) showToast(`Undone: ${lowerFirst(entry.label)}${keptText(kept)}`);
}

/** Null when it failed; the history is then as it was, so that it can be tried again. */
async function runOrPutBack(
  entry: Entry,
  step: 'undo' | 'redo',
  earlier: LibraryHistoryState,
): Promise<number | null> {
  try {
    return await entry.change[step]();
  } catch (thrown) {
    useLibraryHistory.setState({ done: earlier.done, undone: earlier.undone });
    showToast(describeAppError(storageError(thrown)), { tone: 'error' });
    return null;
  }
}

function keptText(rows: number): string {
  if (rows === 0) return '';
  return `. ${rows === 1 ? 'One item was' : `${rows.toLocaleString('en-GB')} items were`} changed since; those later changes were kept`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
