import { type BoardDiff, invertDiff, isEmptyDiff, mergeDiffs } from '../../shared/board/boardDiff.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardId } from '../../shared/domain/ids.ts';

/** A change and its name ("Move 3 items"), as undo and redo say it. */
export interface HistoryEntry {
  readonly diff: BoardDiff<BoardItem>;
  readonly label: string;
  /** Entries of the same key that follow each other become one, e.g. one session of typing. */
  readonly mergeKey: string | null;
}

const longestHistory = 300;

/** Undo and redo of one board, kept while the app runs. */
export class BoardHistory {
  private done: HistoryEntry[] = [];
  private undone: HistoryEntry[] = [];

  /** The change that undo would take back. */
  get last(): HistoryEntry | null {
    return this.done.at(-1) ?? null;
  }

  get undoLabel(): string | null {
    return this.done.at(-1)?.label ?? null;
  }

  get redoLabel(): string | null {
    return this.undone.at(-1)?.label ?? null;
  }

  /** Notes a change that was made; nothing can be redone after it. */
  push(entry: HistoryEntry): void {
    this.undone = [];
    const last = this.done.at(-1);
    if (last !== undefined && entry.mergeKey !== null && last.mergeKey === entry.mergeKey) {
      const diff = mergeDiffs(last.diff, entry.diff);
      this.done.pop();
      if (!isEmptyDiff(diff)) this.done.push({ ...last, diff });
      return;
    }
    if (isEmptyDiff(entry.diff)) return;
    this.done.push(entry);
    if (this.done.length > longestHistory) this.done.shift();
  }

  /** Takes the last change off the list; the caller makes the returned change. */
  undo(): HistoryEntry | null {
    const entry = this.done.pop();
    if (entry === undefined) return null;
    this.undone.push(entry);
    return { ...entry, diff: invertDiff(entry.diff) };
  }

  redo(): HistoryEntry | null {
    const entry = this.undone.pop();
    if (entry === undefined) return null;
    this.done.push({ ...entry, mergeKey: null });
    return entry;
  }
}

const histories = new Map<BoardId, BoardHistory>();

/** The history of a board; the same one each time. */
export function historyOf(boardId: BoardId): BoardHistory {
  const known = histories.get(boardId);
  if (known !== undefined) return known;
  const history = new BoardHistory();
  histories.set(boardId, history);
  return history;
}
