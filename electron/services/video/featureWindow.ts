import { type FrameChange, meanDifference, measureChange, planeChange } from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';

interface Entry {
  readonly feature: PlaneFeature;
  readonly change: number;
  readonly still: number;
  readonly residual: number;
  readonly coarseStep: number;
  novelty: number | null;
}

const unchanged = { change: 0, still: 0, residual: 0 };
/** Changes below this need no closer look, 8-bit levels. */
const calmChange = 6;
/** How far back a picture may lie that a strobe brings back, frames. */
const noveltyReach = 9;

/** The last frames' features, by frame number; older ones are dropped. */
export class FeatureWindow {
  /** Number of the first frame still here. */
  first = 0;
  /** Number of the next frame to come. */
  end = 0;
  readonly #kept: Entry[] = [];
  readonly #capacity: number;

  /** @param capacity frames kept */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @param assumed what changed since the frame before, where that cannot be measured */
  push(feature: PlaneFeature, assumed?: FrameChange): void {
    const previous = this.#kept.at(-1);
    const measured =
      assumed ?? (previous === undefined ? unchanged : measureChange(previous.feature, feature));
    const coarseStep = previous === undefined ? 0 : meanDifference(previous.feature.coarse, feature.coarse);
    this.#kept.push({ feature, ...measured, coarseStep, novelty: null });
    this.end += 1;
    if (this.#kept.length > this.#capacity) {
      this.#kept.shift();
      this.first += 1;
    }
  }

  has(frame: number): boolean {
    return frame >= this.first && frame < this.end;
  }

  /** @throws RangeError when the frame is not here */
  feature(frame: number): PlaneFeature {
    return this.#at(frame).feature;
  }

  /** Change from the frame before to this one. */
  change(frame: number): number {
    return this.#at(frame).change;
  }

  /** Change to this frame from the likest of the frames before it: in a strobe, far below `change`. */
  novelty(frame: number): number {
    const entry = this.#at(frame);
    if (entry.novelty !== null) return entry.novelty;
    let novelty = entry.change;
    if (novelty >= calmChange) {
      for (let other = frame - 2; other >= Math.max(this.first, frame - noveltyReach); other -= 1) {
        novelty = Math.min(novelty, planeChange(this.feature(other), entry.feature));
      }
    }
    entry.novelty = novelty;
    return novelty;
  }

  /** Change to this frame at the same places of the picture, without histograms. */
  stillChange(frame: number): number {
    return this.#at(frame).still;
  }

  /** What of that is left when each block of the picture is looked for nearby. */
  residual(frame: number): number {
    return this.#at(frame).residual;
  }

  /** Mean difference of the coarse grids from the frame before to this one. */
  coarseStep(frame: number): number {
    return this.#at(frame).coarseStep;
  }

  #at(frame: number): Entry {
    const entry = this.#kept[frame - this.first];
    if (entry === undefined) throw new RangeError(`frame ${frame} is not in the window`);
    return entry;
  }
}
