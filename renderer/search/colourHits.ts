import type { FrameId } from '../../shared/domain/ids.ts';
import type { ColourHit, MatchedColour } from './searchClient.ts';

/** Colour hits as they come from the worker, best first: numbers in a row, since there are thousands a question. */
export interface PackedColourHits {
  readonly frameIds: readonly FrameId[];
  readonly scores: Float64Array;
  /** Colours asked for; so many numbers a hit in what follows. */
  readonly wanted: number;
  /** Place of the nearest swatch in the frame's palette; -1 where none is in reach. */
  readonly swatches: Int8Array;
  /** Delta E(OK) of that swatch. */
  readonly distances: Float64Array;
}

/** Room for so many hits, nothing matched yet. */
export function emptyColourHits(frameIds: readonly FrameId[], wanted: number): PackedColourHits {
  return {
    frameIds,
    scores: new Float64Array(frameIds.length),
    wanted,
    swatches: new Int8Array(frameIds.length * wanted).fill(-1),
    distances: new Float64Array(frameIds.length * wanted),
  };
}

/** A hit that tells its matched swatches to whoever looks: of thousands a few are on screen. */
class UnpackedColourHit implements ColourHit {
  readonly frameId: FrameId;
  readonly score: number;
  readonly #packed: PackedColourHits;
  readonly #place: number;

  constructor(packed: PackedColourHits, place: number, frameId: FrameId) {
    this.frameId = frameId;
    this.score = packed.scores[place] ?? 0;
    this.#packed = packed;
    this.#place = place;
  }

  get matched(): readonly MatchedColour[] {
    const { wanted, swatches, distances } = this.#packed;
    const matched: MatchedColour[] = [];
    for (let colour = 0; colour < wanted; colour += 1) {
      const at = this.#place * wanted + colour;
      const swatch = swatches[at] ?? -1;
      if (swatch >= 0) matched.push({ wanted: colour, swatch, deltaE: distances[at] ?? 0 });
    }
    return matched;
  }
}

export function colourHitsOf(packed: PackedColourHits): ColourHit[] {
  return packed.frameIds.map((frameId, place) => new UnpackedColourHit(packed, place, frameId));
}
