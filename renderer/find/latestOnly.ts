/** What came of a question. */
export type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: string };

/** A question that takes longer is given up when there is a later one. Milliseconds. */
const patienceMs = 400;

/**
 * Asks one question at a time. Of those that come while one is under way only the latest is asked next, so that a
 * slider that is dragged never builds a queue, and what is shown last belongs to what was asked last. What is soon
 * answered is shown on the way; what takes long is given up for the later question.
 */
export class LatestOnly<Question, Answer> {
  private readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  private readonly onOutcome: (question: Question, outcome: Outcome<Answer>) => void;
  private waiting: { question: Question } | null = null;
  private running: { readonly controller: AbortController; readonly sinceMs: number } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** Grows with every cancel: what was asked before it is not told any more. */
  private era = 0;

  /** @param ask given a signal that says when nobody waits for the answer any more */
  constructor(
    ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
    onOutcome: (question: Question, outcome: Outcome<Answer>) => void,
  ) {
    this.ask = ask;
    this.onOutcome = onOutcome;
  }

  put(question: Question): void {
    this.waiting = { question };
    if (this.running === null) {
      void this.work();
      return;
    }
    const leftMs = this.running.sinceMs + patienceMs - performance.now();
    this.timer ??= setTimeout(() => this.running?.controller.abort(), Math.max(0, leftMs));
  }

  /** Forgets what waits, and what is under way when it comes. */
  cancel(): void {
    this.waiting = null;
    this.era += 1;
    this.running?.controller.abort();
  }

  private async work(): Promise<void> {
    for (let next = this.waiting; next !== null; next = this.waiting) {
      this.waiting = null;
      const { era } = this;
      const { question } = next;
      const controller = new AbortController();
      this.running = { controller, sinceMs: performance.now() };
      const outcome = await this.outcomeOf(question, controller.signal);
      if (this.timer !== null) clearTimeout(this.timer);
      this.timer = null;
      const isGivenUp = controller.signal.aborted && !outcome.ok;
      if (era === this.era && !isGivenUp) this.onOutcome(question, outcome);
    }
    this.running = null;
  }

  private async outcomeOf(question: Question, signal: AbortSignal): Promise<Outcome<Answer>> {
    try {
      return { ok: true, answer: await this.ask(question, signal) };
    } catch (thrown) {
      return { ok: false, reason: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }
}
