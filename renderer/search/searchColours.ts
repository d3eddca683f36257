import type { FrameId } from '../../shared/domain/ids.ts';
import { mostPaletteColours } from '../../shared/similarity/paletteDistance.ts';
import { boundStep, colourCandidates, slotsOf } from './colourCandidates.ts';
import { levelsHeld, markReach, mostLevels, type ReachMarks } from './colourCells.ts';
import { emptyColourHits, type PackedColourHits } from './colourHits.ts';
import { blockFrames, colourScale, colourValues, type FeatureBlock, shareScale } from './featureBlock.ts';
import type { FrameIndex } from './frameIndex.ts';
import type { ColourQuery } from './searchClient.ts';
import { TopScores } from './topScores.ts';

/** Share of the picture at which a colour cannot be missed. */
const plainShare = 0.2;
/** How much of its worth a colour keeps that lies at the very edge of the tolerance. */
const edgeWorth = 0.4;
/** What scores less has hardly anything of what is looked for. */
const leastScore = 0.02;
/** A frame's own palette has no more. */
export const mostWantedColours = 8;
/** Of rounding, over what a sum of a few numbers may lose. */
const roundingRoom = 1 + 1e-9;

/**
 * Frames whose palettes have the wanted colours, best first.
 *
 * A colour's worth in a frame is how near its nearest swatch lies, times the root of the share that lies within the
 * tolerance (full from a fifth of the picture on). The worths are brought together as the square of the weighted mean
 * of their roots: a frame that lacks one of two colours scores a quarter at most, one that lacks one of eight is still
 * a good answer.
 *
 * Every frame is looked at by the boxes that its swatches lie in, which tell what it may score at most; those that may
 * score the most are measured first, and what cannot come among the best any more is not measured.
 * @param among only these frames; null for all
 */
export function searchColours(
  index: FrameIndex,
  query: ColourQuery,
  among: readonly FrameId[] | null,
  limit: number,
): PackedColourHits {
  const wanted = wantedOf(query);
  if (wanted === null) return emptyColourHits([], query.colours.length);
  const top = new TopScores(limit);
  const slots = among === null ? null : slotsOf(index, among);
  const { count, order, ...candidates } = colourCandidates(index, wanted.near, slots, leastScore);
  for (let nth = 0; nth < count; nth += 1) {
    const place = order[nth] ?? 0;
    const root = candidates.roots[place] ?? 0;
    const atMost = root * root * roundingRoom;
    if (atMost + boundStep < top.floor) break;
    const slot = candidates.slots[place] ?? 0;
    const block = index.blockOf(slot);
    if (atMost < top.floor || block === undefined) continue;
    const at = slot % blockFrames;
    const score = scoreOf(block.features, at, wanted, candidates.held[place] ?? 0, root, top.floor);
    if (score >= leastScore) top.add(score, slot);
  }
  return hitsOf(index, top, query);
}

function hitsOf(index: FrameIndex, top: TopScores, query: ColourQuery): PackedColourHits {
  const { slots, scores } = top.sorted();
  const frameIds: FrameId[] = [];
  const places: number[] = [];
  for (const [place, slot] of slots.entries()) {
    const frameId = index.frameIdAt(slot);
    if (frameId === null) continue;
    frameIds.push(frameId);
    places.push(place);
  }
  const hits = emptyColourHits(frameIds, query.colours.length);
  for (const [place, from] of places.entries()) {
    const slot = slots[from] ?? 0;
    hits.scores[place] = Math.min(1, scores[from] ?? 0);
    const block = index.blockOf(slot);
    if (block !== undefined) match(block.features, slot % blockFrames, query, hits, place);
  }
  return hits;
}

/** A query in the steps of the index. */
interface Wanted {
  readonly count: number;
  /** L, a, b of each colour. */
  readonly colours: Float64Array;
  /** The weights, adding to 1. */
  readonly weights: Float64Array;
  readonly reach: number;
  readonly near: ReachMarks;
}

function wantedOf({ colours, tolerance }: ColourQuery): Wanted | null {
  const counted = colours.filter(({ weight }) => weight > 0).slice(0, mostWantedColours);
  if (counted.length === 0) return null;
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  const weights = Float64Array.from(counted, ({ weight }) => weight / total);
  return {
    count: counted.length,
    colours: Float64Array.from(counted.flatMap(({ oklab }) => oklab.map((value) => value * colourScale))),
    weights,
    reach: tolerance * colourScale,
    near: markReach(
      counted.map(({ oklab }) => oklab),
      tolerance,
      (colour, distance) => (weights[colour] ?? 0) * Math.sqrt(closenessAt(distance)),
    ),
  };
}

/**
 * Scores a frame, and gives up once it cannot score enough.
 * @param held the marks of the boxes of its swatches, together
 * @param bound the root of what the frame may score by them
 * @returns the score; less than `floor` where the frame does not reach it
 */
function scoreOf(
  { colours, shares }: FeatureBlock,
  at: number,
  wanted: Wanted,
  held: number,
  bound: number,
  floor: number,
): number {
  const { count, weights, reach } = wanted;
  const { bitsAColour, worthOfColour } = wanted.near;
  const mostSquare = reach * reach;
  // What may still come, and what is there.
  let left = bound;
  let root = 0;
  for (let colour = 0; colour < count; colour += 1) {
    const levels = levelsHeld(held, colour, bitsAColour);
    if (levels === 0) continue;
    left -= worthOfColour[colour * (mostLevels + 1) + levels] ?? 0;
    const lightness = wanted.colours[3 * colour] ?? 0;
    const a = wanted.colours[3 * colour + 1] ?? 0;
    const b = wanted.colours[3 * colour + 2] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    let covered = 0;
    // What stands where there is no further swatch is far from everything.
    for (let swatch = 0; swatch < mostPaletteColours; swatch += 1) {
      const own = at * colourValues + 3 * swatch;
      const dl = (colours[own] ?? 0) - lightness;
      const da = (colours[own + 1] ?? 0) - a;
      const db = (colours[own + 2] ?? 0) - b;
      const square = dl * dl + da * da + db * db;
      // Without a branch, which a processor could not foretell.
      least = Math.min(least, square);
      covered += (shares[at * mostPaletteColours + swatch] ?? 0) * Number(square <= mostSquare);
    }
    if (covered > 0) {
      const plain = Math.min(1, covered / shareScale / plainShare);
      const closeness = closenessAt(Math.sqrt(least) / reach);
      root += (weights[colour] ?? 0) * Math.sqrt(closeness * Math.sqrt(plain));
    }
    const most = root + left;
    if (most * most * roundingRoom < floor) return Number.NEGATIVE_INFINITY;
  }
  return root * root;
}

/** What a colour is worth at a distance, in parts of the tolerance. */
function closenessAt(distance: number): number {
  return 1 - (1 - edgeWorth) * distance;
}

/** Writes for each wanted colour within reach which swatch comes nearest. */
function match(
  { colours }: FeatureBlock,
  at: number,
  query: ColourQuery,
  hits: PackedColourHits,
  place: number,
): void {
  for (const [wanted, { oklab }] of query.colours.entries()) {
    let best = -1;
    let least = query.tolerance * query.tolerance;
    for (let swatch = 0; swatch < mostPaletteColours; swatch += 1) {
      const own = at * colourValues + swatch * 3;
      const dl = (colours[own] ?? 0) / colourScale - oklab[0];
      const da = (colours[own + 1] ?? 0) / colourScale - oklab[1];
      const db = (colours[own + 2] ?? 0) / colourScale - oklab[2];
      const square = dl * dl + da * da + db * db;
      if (best < 0 ? square > least : square >= least) continue;
      best = swatch;
      least = square;
    }
    if (best < 0) continue;
    hits.swatches[place * hits.wanted + wanted] = best;
    hits.distances[place * hits.wanted + wanted] = Math.sqrt(least);
  }
}
