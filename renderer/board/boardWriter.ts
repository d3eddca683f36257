import { type BoardDiff, isEmptyDiff, mergeDiffs } from '../../shared/board/boardDiff.ts';
import type { BoardItem } from '../../shared/domain/board.ts';

/**
 * Writes a board's changes one after another. What comes while one is being written goes together into the
 * next transaction, so that a held arrow key never builds a queue.
 */
export class BoardWriter {
  private readonly write: (diff: BoardDiff<BoardItem>) => Promise<void>;
  private readonly onFailure: (thrown: unknown) => void;
  private pending: BoardDiff<BoardItem> | null = null;
  private running: Promise<void> | null = null;
  private saves = 0;

  constructor(write: (diff: BoardDiff<BoardItem>) => Promise<void>, onFailure: (thrown: unknown) => void) {
    this.write = write;
    this.onFailure = onFailure;
  }

  /** True while the database does not have everything yet. */
  get busy(): boolean {
    return this.running !== null;
  }

  /**
   * To be asked when a reading of the board begins. The answer tells, when the reading has arrived, whether it
   * knows of everything saved: one that began before a change was on disk can arrive after it is.
   */
  watchReading(): () => boolean {
    const { saves, busy } = this;
    return () => !busy && !this.busy && saves === this.saves;
  }

  save(diff: BoardDiff<BoardItem>): void {
    this.saves += 1;
    this.pending = this.pending === null ? diff : mergeDiffs(this.pending, diff);
    this.running ??= this.run();
  }

  /** Resolves once everything given so far is on disk (or has failed and was reported). */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.pending !== null) {
        const diff = this.pending;
        this.pending = null;
        if (!isEmptyDiff(diff)) await this.write(diff);
      }
    } catch (thrown) {
      this.pending = null;
      this.onFailure(thrown);
    } finally {
      this.running = null;
    }
  }
}
