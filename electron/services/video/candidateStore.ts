import type { DecodedFrame } from './videoDecoder.ts';

/** A frame that may come to stand for its shot. */
export interface Candidate {
  readonly decoded: DecodedFrame;
  readonly frameIndex: number;
  /** Mean difference of neighbouring samples, 8-bit levels. */
  readonly sharpness: number;
  /** Change from the frame before, 8-bit levels. */
  readonly change: number;
  readonly meanLuma: number;
}

/** Decoded frames held at most, bytes. */
const heldBytes = 100 * 1024 * 1024;
const fewestHeld = 4;
const mostHeld = 16;
/** A change from frame to frame above this may be a cut: on either side of it there must stay a frame. */
const likelyCut = 14;
/** What the last frame between two likely cuts is worth, in frames of gap. */
const lastOfShot = 10_000;

/** Frames at a shot's edges that are left out where there are others. */
const mostMargin = 4;

interface Held extends Candidate {
  /** Likely cuts before it. */
  readonly stretch: number;
}

/**
 * Holds references to a few decoded frames until it is known which shot they belong to. When full, it lets go of
 * the frame that leaves the smallest hole in time, the blurred ones first, but keeps one between any two likely
 * cuts; so memory stays bounded however large the frames and however long the shots.
 */
export class CandidateStore {
  #held: Held[] = [];
  #stretch = 0;
  readonly #capacity: number;

  /** @param frameBytes size of one decoded frame */
  constructor(frameBytes: number) {
    this.#capacity = Math.max(
      fewestHeld,
      Math.min(mostHeld, Math.floor(heldBytes / Math.max(1, frameBytes))),
    );
  }

  /** Takes over a frame; it is freed when it is let go of. */
  add(candidate: Candidate): void {
    if (candidate.change > likelyCut) this.#stretch += 1;
    this.#held.push({ ...candidate, stretch: this.#stretch });
    if (this.#held.length > this.#capacity) this.#letGoOf(this.#leastMissed());
  }

  /**
   * Hands out the best frame of a shot and frees all others before the shot's end.
   * @param settledFrom first frame that shows the shot alone
   * @param settledTo frame after the last that does
   * @param end frame after the shot's last
   * @returns null where none is held
   */
  takeBest(settledFrom: number, settledTo: number, end: number): Candidate | null {
    const own = this.#held.filter((held) => held.frameIndex < end);
    this.#held = this.#held.filter((held) => held.frameIndex >= end);
    const settled = own.filter((held) => held.frameIndex >= settledFrom && held.frameIndex < settledTo);
    const margin = Math.min(mostMargin, Math.floor((settledTo - settledFrom) / 6));
    const inner = settled.filter(
      (held) => held.frameIndex >= settledFrom + margin && held.frameIndex < settledTo - margin,
    );
    const choice = [inner, settled, own].find((held) => held.length > 0) ?? [];
    const best = pickRepresentative(choice, settledFrom, settledTo);
    for (const held of own) if (held !== best) held.decoded.frame.free();
    return best;
  }

  /** Frees everything. */
  clear(): void {
    for (const held of this.#held) held.decoded.frame.free();
    this.#held = [];
  }

  /** The frame that leaves the smallest hole, the blurred ones first; the last of its stretch last of all. */
  #leastMissed(): Held | undefined {
    let least: Held | undefined;
    let leastCost = Number.POSITIVE_INFINITY;
    for (let index = 1; index < this.#held.length - 1; index += 1) {
      const previous = this.#held[index - 1];
      const held = this.#held[index];
      const next = this.#held[index + 1];
      if (previous === undefined || held === undefined || next === undefined) continue;
      const hole = next.frameIndex - previous.frameIndex;
      const alone = next.stretch !== held.stretch && previous.stretch !== held.stretch;
      const cost = hole * (0.5 + Math.min(held.sharpness, 12) / 12) + (alone ? lastOfShot : 0);
      if (cost < leastCost) {
        leastCost = cost;
        least = held;
      }
    }
    return least;
  }

  #letGoOf(held: Held | undefined): void {
    if (held === undefined) return;
    this.#held = this.#held.filter((other) => other !== held);
    held.decoded.frame.free();
  }
}

/**
 * Chooses the frame that stands for a shot: sharp and calm against the shot's own frames, near its middle, and
 * neither black nor blown out.
 */
export function pickRepresentative<T extends Candidate>(
  candidates: readonly T[],
  from: number,
  to: number,
): T | null {
  const sharpest = Math.max(0.01, ...candidates.map((candidate) => candidate.sharpness));
  const middle = (from + to - 1) / 2;
  const reach = Math.max(1, (to - from) / 2);
  const score = (candidate: T): number => {
    const off = Math.min(1, Math.abs(candidate.frameIndex - middle) / reach);
    const lit = candidate.meanLuma < 26 || candidate.meanLuma > 240 ? 0.3 : 1;
    const calm = 1 / (1 + candidate.change / 12);
    return lit * calm * (candidate.sharpness / sharpest) ** 1.5 * (1 - 0.5 * off * off);
  };
  let best: T | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > bestScore) {
      best = candidate;
      bestScore = value;
    }
  }
  return best;
}
