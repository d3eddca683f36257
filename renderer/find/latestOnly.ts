/** What came of a question. */
export type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: string };

/**
 * Asks one question at a time. Of those that come while one is under way only the latest is asked next, so that a
 * slider that is dragged never builds a queue, and what is shown last belongs to what was asked last.
 */
export class LatestOnly<Question, Answer> {
  private readonly ask: (question: Question) => Promise<Answer>;
  private readonly onOutcome: (question: Question, outcome: Outcome<Answer>) => void;
  private waiting: { question: Question } | null = null;
  private isAsking = false;
  /** Grows with every cancel: what was asked before it is not told any more. */
  private era = 0;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    onOutcome: (question: Question, outcome: Outcome<Answer>) => void,
  ) {
    this.ask = ask;
    this.onOutcome = onOutcome;
  }

  put(question: Question): void {
    this.waiting = { question };
    if (!this.isAsking) void this.work();
  }

  /** Forgets what waits, and what is under way when it comes. */
  cancel(): void {
    this.waiting = null;
    this.era += 1;
  }

  private async work(): Promise<void> {
    this.isAsking = true;
    for (let next = this.waiting; next !== null; next = this.waiting) {
      this.waiting = null;
      const { era } = this;
      const { question } = next;
      const outcome = await this.outcomeOf(question);
      if (era === this.era) this.onOutcome(question, outcome);
    }
    this.isAsking = false;
  }

  private async outcomeOf(question: Question): Promise<Outcome<Answer>> {
    try {
      return { ok: true, answer: await this.ask(question) };
    } catch (thrown) {
      return { ok: false, reason: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }
}
