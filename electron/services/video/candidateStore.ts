import { type Candidate, pickFrames } from './pickFrames.ts';

/** Decoded frames held at most, bytes. */
const heldBytes = 64 * 1024 * 1024;
const fewestHeld = 4;
const mostHeld = 16;
/** A change from frame to frame above this may be a cut: on either side of it there must stay a frame. */
const likelyCut = 14;
/** What the last frame between two likely cuts is worth, in frames of gap. */
const lastOfShot = 10_000;

/** Frames at a shot's edges that are left out where there are others. */
const mostMargin = 4;

/** Where a shot lies, in frames. */
export interface ShotExtent {
  /** First frame that shows the shot alone. */
  readonly settledFrom: number;
  /** Frame after the last that does. */
  readonly settledTo: number;
  /** Frame after the shot's last. */
  readonly end: number;
  readonly framesPerSec: number;
}

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
  readonly #measure: (candidate: Candidate) => number;

  /**
   * @param frameBytes size of one decoded frame
   * @param measure sharpness of a frame to the pixel
   */
  constructor(frameBytes: number, measure: (candidate: Candidate) => number) {
    this.#measure = measure;
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
   * Hands out the frames that stand for a shot, the best first, and frees all others before the shot's end.
   * @returns none where none is held
   */
  takePicks({ settledFrom, settledTo, end, framesPerSec }: ShotExtent): Candidate[] {
    const own = this.#held.filter((held) => held.frameIndex < end);
    this.#held = this.#held.filter((held) => held.frameIndex >= end);
    const settled = own.filter((held) => held.frameIndex >= settledFrom && held.frameIndex < settledTo);
    const margin = Math.min(mostMargin, Math.floor((settledTo - settledFrom) / 6));
    const inner = settled.filter(
      (held) => held.frameIndex >= settledFrom + margin && held.frameIndex < settledTo - margin,
    );
    const places = [inner, settled, own];
    // What is left in the best place may be a flash alone.
    const calm = places.find((held) => held.some(({ change }) => change <= likelyCut));
    const choice = calm ?? places.find((held) => held.length > 0) ?? [];
    const picks = pickFrames(choice, { from: settledFrom, to: settledTo, framesPerSec }, this.#measure);
    for (const held of own) if (!picks.includes(held)) held.decoded.frame.free();
    return picks;
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
      const cost = hole * (0.5 + Math.min(held.feature.sharpness, 12) / 12) + (alone ? lastOfShot : 0);
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
