import { create } from 'zustand';
import type { RecordedChange } from '../database/recordChange.ts';
import { showToast } from '../ui/toasts.ts';

interface Entry {
  readonly label: string;
  readonly change: RecordedChange;
}

interface LibraryHistoryState {
  /** Oldest first. */
  done: readonly Entry[];
  undone: readonly Entry[];
}

const longestHistory = 100;

/** Edits of works, frames and tags that can be taken back; lives as long as the window. */
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
  options: { quiet?: boolean; slot?: string } = {},
): void {
  const entry: Entry = { label, change };
  useLibraryHistory.setState(({ done }) => ({ done: [...done, entry].slice(-longestHistory), undone: [] }));
  if (options.quiet === true) return;
  showToast(label, {
    action: { label: 'Undo', run: () => void undoEntry(entry) },
    slot: options.slot ?? null,
  });
}

/** Takes the latest edit back. */
export async function undoLibraryEdit(): Promise<void> {
  const entry = useLibraryHistory.getState().done.at(-1);
  if (entry === undefined) showToast('Nothing to undo');
  else if (await undoEntry(entry)) showToast(`Undone: ${lowerFirst(entry.label)}`);
}

/** Does the edit again that was taken back last. */
export async function redoLibraryEdit(): Promise<void> {
  const entry = useLibraryHistory.getState().undone.at(-1);
  if (entry === undefined) {
    showToast('Nothing to redo');
    return;
  }
  await entry.change.redo();
  useLibraryHistory.setState(({ done, undone }) => ({
    done: [...done, entry],
    undone: undone.filter((each) => each !== entry),
  }));
  showToast(`Done again: ${lowerFirst(entry.label)}`);
}

async function undoEntry(entry: Entry): Promise<boolean> {
  if (!useLibraryHistory.getState().done.includes(entry)) return false;
  useLibraryHistory.setState(({ done, undone }) => ({
    done: done.filter((each) => each !== entry),
    undone: [...undone, entry],
  }));
  await entry.change.undo();
  return true;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
