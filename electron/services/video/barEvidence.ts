/** How light every place of the picture was over a stretch of frames, in cells of a coarse grid. */
export interface ShotCells {
  readonly width: number;
  readonly height: number;
  /** Lowest and highest luma of each cell, 8-bit codes, row by row. */
  readonly lowest: Uint8Array;
  readonly highest: Uint8Array;
}

interface Chunk {
  readonly from: number;
  to: number;
  readonly lowest: Uint8Array;
  readonly highest: Uint8Array;
}

/** Frames that go into one chunk: a cut may fall anywhere, and the chunk it falls into is lost. */
const chunkFrames = 4;
/** Chunks kept apart; older ones become one. The shot detector never looks back further. */
const keptApart = 64;

/**
 * Gathers, frame by frame, what stays the same over a shot: bars do, a dark edge of a scene does not. Frames are
 * pushed before it is known where their shot begins and ends, so they are kept in small chunks until it is.
 * Memory is bounded: about 0.3 MB.
 */
export class BarEvidence {
  readonly #width: number;
  readonly #height: number;
  #chunks: Chunk[] = [];
  #frames = 0;

  /** @param width of the luma planes, and their height */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
  }

  /** Takes the luma plane of the next frame; it is copied. */
  push(luma: Uint8Array): void {
    const last = this.#chunks.at(-1);
    const frame = this.#frames;
    this.#frames += 1;
    if (last !== undefined && last.to === frame && last.to - last.from < chunkFrames) {
      widen(last, luma, luma);
      last.to = frame + 1;
      return;
    }
    const { length } = luma;
    this.#chunks.push({
      from: frame,
      to: frame + 1,
      lowest: luma.slice(0, length),
      highest: luma.slice(0, length),
    });
    if (this.#chunks.length > keptApart) this.#joinOldest();
  }

  /**
   * What is known of a shot that has ended; null where it was too short to be seen apart from its neighbours.
   * @param settledFrom first frame that shows the shot alone
   * @param settledTo frame after the last that does
   * @param nextFrom first frame that shows the next shot alone; what lies before is let go
   */
  take(settledFrom: number, settledTo: number, nextFrom: number): ShotCells | null {
    let cells: Chunk | null = null;
    for (const chunk of this.#chunks) {
      if (chunk.from < settledFrom || chunk.to > settledTo) continue;
      if (cells === null) {
        cells = { ...chunk, lowest: chunk.lowest.slice(), highest: chunk.highest.slice() };
      } else {
        widen(cells, chunk.lowest, chunk.highest);
      }
    }
    this.#chunks = this.#chunks.filter((chunk) => chunk.from >= nextFrom);
    if (cells === null) return null;
    return { width: this.#width, height: this.#height, lowest: cells.lowest, highest: cells.highest };
  }

  #joinOldest(): void {
    const [oldest, next] = this.#chunks;
    if (oldest === undefined || next === undefined) return;
    widen(oldest, next.lowest, next.highest);
    oldest.to = next.to;
    this.#chunks.splice(1, 1);
  }
}

function widen({ lowest, highest }: Chunk, low: Uint8Array, high: Uint8Array): void {
  for (let cell = 0; cell < lowest.length; cell += 1) {
    if (low[cell]! < lowest[cell]!) lowest[cell] = low[cell]!;
    if (high[cell]! > highest[cell]!) highest[cell] = high[cell]!;
  }
}
