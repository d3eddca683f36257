import type { FrameId } from '../../shared/domain/ids.ts';
import { mostPaletteColours } from '../../shared/similarity/paletteDistance.ts';
import { blockFrames, colourScale, slotState } from './featureBlock.ts';
import type { FrameIndex, IndexBlock } from './frameIndex.ts';
import type { ColourHit, ColourQuery, MatchedColour, WantedColour } from './searchClient.ts';
import { TopScores } from './topScores.ts';

/** Share of the picture at which a colour cannot be missed. */
const plainShare = 0.2;
/** How much of its worth a colour keeps that lies at the very edge of the tolerance. */
const edgeWorth = 0.4;
/** What scores less has hardly anything of what is looked for. */
const leastScore = 0.02;
export const mostWantedColours = 8;

const covered = new Float32Array(blockFrames);
const nearest = new Float32Array(blockFrames);
const sums = new Float32Array(blockFrames);

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
  const colours = query.colours.filter(({ weight }) => weight > 0).slice(0, mostWantedColours);
  const total = colours.reduce((sum, { weight }) => sum + weight, 0);
  if (colours.length === 0) return [];
  const top = new TopScores(limit);
  const allowed = among === null ? null : slotsOf(index, among);
  for (const [number, block] of index.blocks.entries()) {
    if (allowed !== null && !allowed.has(number)) continue;
    sums.fill(0);
    for (const colour of colours) addWorth(block, colour, query.tolerance, colour.weight / total);
    const slots = allowed?.get(number) ?? null;
    const consider = (at: number): void => {
      const root = sums[at] ?? 0;
      const score = root * root;
      if (score >= leastScore && score > top.floor) top.add(score, number * blockFrames + at);
    };
    if (slots !== null) for (const at of slots) consider(at);
    else for (let at = 0; at < blockFrames; at += 1) if ((sums[at] ?? 0) > 0) consider(at);
  }
  return top.sorted().flatMap(({ score, slot }) => {
    const frameId = index.frameIdAt(slot);
    const block = index.blockOf(slot);
    if (frameId === null || block === undefined) return [];
    return [{ frameId, score: Math.min(1, score), matched: matchesOf(block, slot % blockFrames, query) }];
  });
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

function addWorth(
  { features }: IndexBlock,
  { oklab }: WantedColour,
  tolerance: number,
  weight: number,
): void {
  const { colours, shares } = features;
  const [wantedL, wantedA, wantedB] = oklab.map((value) => Math.round(value * colourScale));
  const reach = tolerance * colourScale;
  const square = reach * reach;
  covered.fill(0);
  nearest.fill(Number.POSITIVE_INFINITY);
  let isAny = false;
  for (let swatch = 0; swatch < mostPaletteColours; swatch += 1) {
    const atL = swatch * 3 * blockFrames;
    for (let at = 0; at < blockFrames; at += 1) {
      const dl = (colours[atL + at] ?? 0) - (wantedL ?? 0);
      if (dl > reach || dl < -reach) continue;
      const da = (colours[atL + blockFrames + at] ?? 0) - (wantedA ?? 0);
      const db = (colours[atL + 2 * blockFrames + at] ?? 0) - (wantedB ?? 0);
      const distance = dl * dl + da * da + db * db;
      if (distance > square) continue;
      isAny = true;
      covered[at] = (covered[at] ?? 0) + (shares[swatch * blockFrames + at] ?? 0) / 65535;
      if (distance < (nearest[at] ?? 0)) nearest[at] = distance;
    }
  }
  if (!isAny) return;
  for (let at = 0; at < blockFrames; at += 1) {
    const share = covered[at] ?? 0;
    if (share <= 0) continue;
    const closeness = 1 - ((1 - edgeWorth) * Math.sqrt(nearest[at] ?? 0)) / reach;
    const worth = closeness * Math.sqrt(Math.min(1, share / plainShare));
    sums[at] = (sums[at] ?? 0) + weight * Math.sqrt(worth);
  }
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
