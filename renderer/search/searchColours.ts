import type { FrameId } from '../../shared/domain/ids.ts';
import { mostPaletteColours } from '../../shared/similarity/paletteDistance.ts';
import { cellsInReach } from './colourCells.ts';
import { blockFrames, colourScale, type FeatureBlock, shareScale, slotState } from './featureBlock.ts';
import type { FrameIndex, IndexBlock } from './frameIndex.ts';
import type { ColourHit, ColourQuery, MatchedColour } from './searchClient.ts';
import { TopScores } from './topScores.ts';

/** Share of the picture at which a colour cannot be missed. */
const plainShare = 0.2;
/** How much of its worth a colour keeps that lies at the very edge of the tolerance. */
const edgeWorth = 0.4;
/** What scores less has hardly anything of what is looked for. */
const leastScore = 0.02;
/** A colour a bit of a byte. */
export const mostWantedColours = 8;

/** For each wanted colour a row of frames: the share within reach, and the square of the nearest distance. */
const covered = new Float32Array(mostWantedColours * blockFrames);
const nearest = new Float32Array(mostWantedColours * blockFrames);
/** For each frame of a block which wanted colours it has, a bit each. */
const has = new Uint8Array(blockFrames);

/**
 * Frames whose palettes have the wanted colours, best first.
 *
 * A colour's worth in a frame is how near its nearest swatch lies, times the root of the share that lies within the
 * tolerance (full from a fifth of the picture on). The worths are brought together as the square of the weighted mean
 * of their roots: a frame that lacks one of two colours scores a quarter at most, one that lacks one of eight is still
 * a good answer.
 * @param among only these frames; null for all
 */
export function searchColours(
  index: FrameIndex,
  query: ColourQuery,
  among: readonly FrameId[] | null,
  limit: number,
): ColourHit[] {
  const wanted = wantedOf(query);
  if (wanted === null) return [];
  const top = new TopScores(limit);
  const allowed = among === null ? null : slotsOf(index, among);
  for (const [number, block] of index.blocks.entries()) {
    const slots = allowed?.get(number);
    if (allowed !== null && slots === undefined) continue;
    if (!measureReach(block.features, wanted)) continue;
    const consider = (at: number): void => {
      const score = scoreOf(at, wanted);
      if (score >= leastScore && score > top.floor) top.add(score, number * blockFrames + at);
    };
    if (slots === undefined) {
      for (let at = 0; at < blockFrames; at += 1) if (has[at] !== 0) consider(at);
    } else {
      for (const at of slots) if (has[at] !== 0) consider(at);
    }
  }
  return top.sorted().flatMap(({ score, slot }) => {
    const frameId = index.frameIdAt(slot);
    const block = index.blockOf(slot);
    if (frameId === null || block === undefined) return [];
    return [{ frameId, score: Math.min(1, score), matched: matchesOf(block, slot % blockFrames, query) }];
  });
}

/** A query in the steps of the index. */
interface Wanted {
  readonly count: number;
  /** L, a, b of each colour. */
  readonly colours: Float64Array;
  /** The weights, adding to 1. */
  readonly weights: Float64Array;
  readonly reach: number;
  readonly cells: Uint8Array;
}

function wantedOf({ colours, tolerance }: ColourQuery): Wanted | null {
  const counted = colours.filter(({ weight }) => weight > 0).slice(0, mostWantedColours);
  if (counted.length === 0) return null;
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  return {
    count: counted.length,
    colours: Float64Array.from(counted.flatMap(({ oklab }) => oklab.map((value) => value * colourScale))),
    weights: Float64Array.from(counted, ({ weight }) => weight / total),
    reach: tolerance * colourScale,
    cells: cellsInReach(
      counted.map(({ oklab }) => oklab),
      tolerance,
    ),
  };
}

/** Slots within each block, of the frames named. */
function slotsOf(index: FrameIndex, among: readonly FrameId[]): Map<number, number[]> {
  const slots = new Map<number, number[]>();
  for (const id of among) {
    const slot = index.slotOf(id);
    if (slot === undefined) continue;
    const number = Math.floor(slot / blockFrames);
    const known = slots.get(number);
    if (known === undefined) slots.set(number, [slot % blockFrames]);
    else known.push(slot % blockFrames);
  }
  return slots;
}

/** Writes which frames of a block have which wanted colours, and how. @returns whether any has one */
function measureReach({ colours, shares, cells }: FeatureBlock, wanted: Wanted): boolean {
  const square = wanted.reach * wanted.reach;
  const near = wanted.cells;
  let isAny = false;
  for (let swatch = 0; swatch < mostPaletteColours; swatch += 1) {
    const row = swatch * blockFrames;
    for (let at = 0; at < blockFrames; at += 1) {
      // Nearly every swatch is out of reach of every colour; one look tells.
      let bits = near[cells[row + at] ?? 0] ?? 0;
      if (bits === 0) continue;
      if (!isAny) {
        isAny = true;
        has.fill(0);
        covered.fill(0, 0, wanted.count * blockFrames);
        nearest.fill(Number.POSITIVE_INFINITY, 0, wanted.count * blockFrames);
      }
      const lightness = colours[3 * row + at] ?? 0;
      const a = colours[3 * row + blockFrames + at] ?? 0;
      const b = colours[3 * row + 2 * blockFrames + at] ?? 0;
      for (let colour = 0; bits !== 0; colour += 1, bits >>= 1) {
        if ((bits & 1) === 0) continue;
        const dl = lightness - (wanted.colours[3 * colour] ?? 0);
        const da = a - (wanted.colours[3 * colour + 1] ?? 0);
        const db = b - (wanted.colours[3 * colour + 2] ?? 0);
        const distance = dl * dl + da * da + db * db;
        if (distance > square) continue;
        const to = colour * blockFrames + at;
        has[at] = (has[at] ?? 0) | (1 << colour);
        covered[to] = (covered[to] ?? 0) + (shares[row + at] ?? 0) / shareScale;
        if (distance < (nearest[to] ?? 0)) nearest[to] = distance;
      }
    }
  }
  return isAny;
}

function scoreOf(at: number, { count, weights, reach }: Wanted): number {
  let root = 0;
  for (let colour = 0; colour < count; colour += 1) {
    const from = colour * blockFrames + at;
    const share = covered[from] ?? 0;
    if (share <= 0) continue;
    const closeness = 1 - ((1 - edgeWorth) * Math.sqrt(nearest[from] ?? 0)) / reach;
    const worth = closeness * Math.sqrt(Math.min(1, share / plainShare));
    root += (weights[colour] ?? 0) * Math.sqrt(worth);
  }
  return root * root;
}

/** For each wanted colour within reach the swatch that comes nearest. */
function matchesOf({ features }: IndexBlock, at: number, query: ColourQuery): MatchedColour[] {
  if (features.states[at] === slotState.free) return [];
  return query.colours.flatMap(({ oklab }, wanted): MatchedColour[] => {
    let best: MatchedColour | null = null;
    for (let swatch = 0; swatch < mostPaletteColours; swatch += 1) {
      const square = oklab.reduce((sum, value, channel) => {
        const own = (features.colours[(swatch * 3 + channel) * blockFrames + at] ?? 0) / colourScale;
        return sum + (own - value) ** 2;
      }, 0);
      const deltaE = Math.sqrt(square);
      if (deltaE <= query.tolerance && (best === null || deltaE < best.deltaE))
        best = { wanted, swatch, deltaE };
    }
    return best === null ? [] : [best];
  });
}
