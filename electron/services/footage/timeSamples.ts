/** Something sampled from a frame. */
export interface TimeSample<T> {
  /** From the first frame, in ticks. */
  readonly ticks: number;
  readonly frameIndex: number;
  readonly value: T;
}

/**
 * Samples spread evenly over a video whose length is only known at its end. It takes the first frame of each
 * stretch of time; where there come far more than wanted, because the header told of a shorter file, every other
 * goes and the stretches become twice as long.
 */
export class TimeSamples<T> {
  readonly #most: number;
  #stepTicks: number;
  #samples: TimeSample<T>[] = [];

  /**
   * @param most samples wanted; at most twice as many are held
   * @param stepTicks length of a stretch to begin with, ticks
   */
  constructor(most: number, stepTicks: number) {
    this.#most = most;
    this.#stepTicks = Math.max(1, stepTicks);
  }

  /** Whether the frame of that time is to be sampled. Times rise. */
  wants(ticks: number): boolean {
    const last = this.#samples.at(-1);
    return last === undefined || this.#stretchOf(ticks) > this.#stretchOf(last.ticks);
  }

  add(sample: TimeSample<T>): void {
    this.#samples.push(sample);
    if (this.#samples.length <= 2 * this.#most) return;
    this.#stepTicks *= 2;
    let previous = -1;
    this.#samples = this.#samples.filter(({ ticks }) => {
      const stretch = this.#stretchOf(ticks);
      const isFirst = stretch !== previous;
      previous = stretch;
      return isFirst;
    });
  }

  /** At most as many as wanted, evenly chosen, the first always among them. */
  chosen(): TimeSample<T>[] {
    const { length } = this.#samples;
    const wanted = Math.min(this.#most, length);
    return Array.from({ length: wanted }, (_, index) => Math.floor((index * length) / wanted)).flatMap(
      (position) => this.#samples[position] ?? [],
    );
  }

  #stretchOf(ticks: number): number {
    return Math.floor(ticks / this.#stepTicks);
  }
}
