/** Keeps the highest of many scores; of equal ones the earlier slot. */
export class TopScores {
  readonly #most: number;
  /** A heap with the lowest of the kept on top. */
  readonly #scores: Float64Array;
  readonly #slots: Int32Array;
  #count = 0;

  constructor(most: number) {
    this.#most = Math.max(0, Math.floor(most));
    this.#scores = new Float64Array(this.#most);
    this.#slots = new Int32Array(this.#most);
  }

  /** What a score has to be above to be kept; look at it before {@link add} where speed counts. */
  get floor(): number {
    if (this.#most === 0) return Number.POSITIVE_INFINITY;
    return this.#count < this.#most ? Number.NEGATIVE_INFINITY : (this.#scores[0] ?? 0);
  }

  add(score: number, slot: number): void {
    if (this.#count < this.#most) {
      this.#up(this.#count, score, slot);
      this.#count += 1;
    } else if (this.#most > 0 && this.#isLower(this.#scores[0] ?? 0, this.#slots[0] ?? 0, score, slot)) {
      this.#down(score, slot);
    }
  }

  /** The kept, in no order. */
  unsorted(): { readonly score: number; readonly slot: number }[] {
    return Array.from({ length: this.#count }, (_, at) => ({
      score: this.#scores[at] ?? 0,
      slot: this.#slots[at] ?? 0,
    }));
  }

  /** The kept, highest first. Nothing is kept afterwards. */
  sorted(): { readonly scores: Float64Array; readonly slots: Int32Array } {
    const scores = new Float64Array(this.#count);
    const slots = new Int32Array(this.#count);
    while (this.#count > 0) {
      const last = this.#count - 1;
      scores[last] = this.#scores[0] ?? 0;
      slots[last] = this.#slots[0] ?? 0;
      this.#count = last;
      if (last > 0) this.#down(this.#scores[last] ?? 0, this.#slots[last] ?? 0);
    }
    return { scores, slots };
  }

  #isLower(scoreA: number, slotA: number, scoreB: number, slotB: number): boolean {
    return scoreA < scoreB || (scoreA === scoreB && slotA > slotB);
  }

  #up(from: number, score: number, slot: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isLower(score, slot, this.#scores[parent] ?? 0, this.#slots[parent] ?? 0)) break;
      this.#set(at, this.#scores[parent] ?? 0, this.#slots[parent] ?? 0);
      at = parent;
    }
    this.#set(at, score, slot);
  }

  #down(score: number, slot: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#count) break;
      const other = child + 1;
      if (
        other < this.#count &&
        this.#isLower(
          this.#scores[other] ?? 0,
          this.#slots[other] ?? 0,
          this.#scores[child] ?? 0,
          this.#slots[child] ?? 0,
        )
      ) {
        child = other;
      }
      if (!this.#isLower(this.#scores[child] ?? 0, this.#slots[child] ?? 0, score, slot)) break;
      this.#set(at, this.#scores[child] ?? 0, this.#slots[child] ?? 0);
      at = child;
    }
    this.#set(at, score, slot);
  }

  #set(at: number, score: number, slot: number): void {
    this.#scores[at] = score;
    this.#slots[at] = slot;
  }
}
