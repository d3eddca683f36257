import { type BoardDiff, invertDiff, isEmptyDiff, mergeDiffs } from '../../shared/board/boardDiff.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import { nextEditNumber } from '../app/editOrder.ts';

/** A change and its name ("Move 3 items"), as undo and redo say it. */
export interface HistoryEntry {
  readonly diff: BoardDiff<BoardItem>;
  readonly label: string;
  /** Entries of the same key that follow each other become one, e.g. one session of typing. */
  readonly mergeKey: string | null;
}

/** With when it was made or taken back; see {@link nextEditNumber}. */
interface Stamped {
  readonly entry: HistoryEntry;
  readonly at: number;
}

const longestHistory = 300;

/** Undo and redo of one board, kept while the app runs. */
export class BoardHistory {
  private done: Stamped[] = [];
  private undone: Stamped[] = [];
  private pushedAt = 0;

  /** The change that undo would take back. */
  get last(): HistoryEntry | null {
    return this.done.at(-1)?.entry ?? null;
  }

  get undoLabel(): string | null {
    return this.last?.label ?? null;
  }

  get redoLabel(): string | null {
    return this.undone.at(-1)?.entry.label ?? null;
  }

  /** When the last change was made; 0 without one. */
  get lastAt(): number {
    return this.done.at(-1)?.at ?? 0;
  }

  /** When the change was taken back that redo would make, or a new one was made; 0 without either. */
  get redoneAfter(): number {
    return this.undone.at(-1)?.at ?? this.pushedAt;
  }

  /** Notes a change that was made; nothing can be redone after it. */
  push(entry: HistoryEntry): void {
    this.undone = [];
    this.pushedAt = nextEditNumber();
    const { last } = this;
    if (last !== null && entry.mergeKey !== null && last.mergeKey === entry.mergeKey) {
      const diff = mergeDiffs(last.diff, entry.diff);
      this.done.pop();
      if (!isEmptyDiff(diff)) this.done.push({ entry: { ...last, diff }, at: this.pushedAt });
      return;
    }
    if (isEmptyDiff(entry.diff)) return;
    this.done.push({ entry, at: this.pushedAt });
    if (this.done.length > longestHistory) this.done.shift();
  }

  /** Takes the last change off the list; the caller makes the returned change. */
  undo(): HistoryEntry | null {
    const entry = this.done.pop()?.entry;
    if (entry === undefined) return null;
    this.undone.push({ entry, at: nextEditNumber() });
    return { ...entry, diff: invertDiff(entry.diff) };
  }

  redo(): HistoryEntry | null {
    const entry = this.undone.pop()?.entry;
    if (entry === undefined) return null;
    this.done.push({ entry: { ...entry, mergeKey: null }, at: nextEditNumber() });
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
