import type { DecodedFrame } from '../video/videoDecoder.ts';

/** Decoded frames held for stepping, bytes: some thirty of 1080p. Beside an import it has to stay small. */
const heldBytes = 96 * 1024 * 1024;
const fewestHeld = 4;

/** Decoded frames by their number, those near the one wanted last; bounded in memory. */
export class HeldFrames {
  readonly #frames = new Map<number, DecodedFrame>();
  readonly #capacity: number;

  /** @param frameBytes size of one decoded frame */
  constructor(frameBytes: number) {
    this.#capacity = Math.max(fewestHeld, Math.floor(heldBytes / Math.max(1, frameBytes)));
  }

  /** The frame stays this one's. */
  get(frameIndex: number): DecodedFrame | undefined {
    return this.#frames.get(frameIndex);
  }

  /**
   * Takes over a frame; when full, lets go of the one farthest from what is wanted.
   * @param wantedIndex where decoding is heading
   */
  add(frameIndex: number, decoded: DecodedFrame, wantedIndex: number): void {
    this.#frames.get(frameIndex)?.frame.free();
    this.#frames.set(frameIndex, decoded);
    if (this.#frames.size <= this.#capacity) return;
    let farthest = frameIndex;
    for (const held of this.#frames.keys()) {
      if (Math.abs(held - wantedIndex) > Math.abs(farthest - wantedIndex)) farthest = held;
    }
    this.#frames.get(farthest)?.frame.free();
    this.#frames.delete(farthest);
  }

  clear(): void {
    for (const { frame } of this.#frames.values()) frame.free();
    this.#frames.clear();
  }
}
