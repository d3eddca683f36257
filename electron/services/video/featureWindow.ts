import { meanDifference, planeChange } from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';

interface Entry {
  readonly feature: PlaneFeature;
  readonly change: number;
  readonly coarseStep: number;
}

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

  push(feature: PlaneFeature): void {
    const previous = this.#kept.at(-1);
    const change = previous === undefined ? 0 : planeChange(previous.feature, feature);
    const coarseStep = previous === undefined ? 0 : meanDifference(previous.feature.coarse, feature.coarse);
    this.#kept.push({ feature, change, coarseStep });
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
