import type { FrameId } from '../../shared/domain/ids.ts';
import { coarseQuery, coarseValues, evenValues } from '../../shared/similarity/coarseVector.ts';
import { type EchoFeatures, mirroredFeatures } from '../../shared/similarity/echoFeatures.ts';
import {
  type PreparedPicture,
  paletteLikeness,
  positionalLikeness,
  preparePicture,
} from '../../shared/similarity/echoLikeness.ts';
import {
  type EchoScores,
  type EchoWeights,
  sharesOf,
  weightedScore,
} from '../../shared/similarity/echoParts.ts';
import { blockFrames, readPacked, readPalette, slotState } from './featureBlock.ts';
import type { FrameIndex, IndexBlock } from './frameIndex.ts';
import type { EchoHit, EchoQuery } from './searchClient.ts';
import { TopScores } from './topScores.ts';

/** Frames of one question that are compared in full, at least; more where more are wanted. */
const comparedAtLeast = 128;
/** Where a mirror image scores better by less than this, the picture counts as it is. */
export const mirrorMargin = 0.02;
/** Share of the even sum below which odd numbers do not tell which way round a picture is. */
const turnsUnclear = 0.06;

/** Which frames may be an answer. */
export interface EchoScope {
  /** By number of the work: 1 where its frames count; null for all. */
  readonly works: Uint8Array | null;
  readonly except: ReadonlySet<number>;
}

/** A picture asked about. */
interface AskedPicture {
  readonly features: EchoFeatures;
  readonly coarse: Float32Array;
  readonly direct: PreparedPicture;
  readonly turned: PreparedPicture | null;
  readonly shares: EchoWeights;
}

export function askAbout(features: EchoFeatures, weights: EchoWeights, mirrored: boolean): AskedPicture {
  const shares = sharesOf(weights);
  return {
    features,
    coarse: coarseQuery(features, shares),
    direct: preparePicture(features),
    turned: mirrored ? preparePicture(mirroredFeatures(features)) : null,
    shares,
  };
}

/** A frame that was compared in full. */
export interface ComparedFrame {
  readonly slot: number;
  readonly score: number;
  readonly parts: EchoScores;
  readonly mirrored: boolean;
}

/**
 * Look-alikes of frames, best first, each once. Every frame of the library is looked at roughly, the best of them in
 * full. Between two frames asked about the caller gets the chance to do something else.
 */
export async function searchEchoes(
  index: FrameIndex,
  query: EchoQuery,
  limit: number,
  breath: () => Promise<void>,
): Promise<EchoHit[]> {
  const best = new Map<FrameId, EchoHit>();
  const asked = [...new Set(query.frameIds)];
  for (const [at, ofFrameId] of asked.entries()) {
    if (at > 0) await breath();
    const features = index.featuresOf(ofFrameId);
    if (features === null) continue;
    const scope = scopeOf(index, query, asked);
    const most = asked.length === 1 ? Math.max(comparedAtLeast, 2 * limit) : Math.max(48, limit);
    const picture = askAbout(features, query.weights, query.mirrored);
    for (const { slot, ...found } of compareBest(index, picture, scope, most)) {
      const frameId = index.frameIdAt(slot);
      if (frameId === null || found.score <= (best.get(frameId)?.score ?? 0)) continue;
      best.set(frameId, { ofFrameId, frameId, ...found });
    }
  }
  return [...best.values()].sort(bestFirst).slice(0, Math.max(0, limit));
}

export function bestFirst(a: EchoHit, b: EchoHit): number {
  return b.score - a.score || (a.frameId < b.frameId ? -1 : 1);
}

function scopeOf(index: FrameIndex, query: EchoQuery, asked: readonly FrameId[]): EchoScope {
  const except = new Set<number>();
  for (const id of asked) {
    const slot = index.slotOf(id);
    if (slot !== undefined) except.add(slot);
  }
  if (query.amongWorkIds === null && query.exceptWorkIds.length === 0) return { works: null, except };
  const works = new Uint8Array(index.works.size).fill(query.amongWorkIds === null ? 1 : 0);
  const set = (ids: readonly string[], value: number): void => {
    for (const id of ids) {
      const number = index.works.find(id);
      if (number !== undefined) works[number] = value;
    }
  };
  set(query.amongWorkIds ?? [], 1);
  set(query.exceptWorkIds, 0);
  return { works, except };
}

/** The frames likest to a picture, compared in full, in no order. */
export function compareBest(
  index: FrameIndex,
  picture: AskedPicture,
  scope: EchoScope,
  most: number,
): ComparedFrame[] {
  const top = new TopScores(most);
  for (const [number, block] of index.blocks.entries()) {
    lookAtBlock(block, picture, scope, number * blockFrames, top);
  }
  return top.sorted().flatMap(({ slot }) => {
    const block = index.blockOf(slot);
    return block === undefined ? [] : [compareInFull(block, slot, picture)];
  });
}

const evenSums = new Float64Array(blockFrames);
const oddSums = new Float64Array(blockFrames);

function lookAtBlock(
  block: IndexBlock,
  { coarse, turned }: AskedPicture,
  scope: EchoScope,
  firstSlot: number,
  top: TopScores,
): void {
  sumRows(block.features.coarse, coarse, 0, evenValues, evenSums);
  sumRows(block.features.coarse, coarse, evenValues, coarseValues, oddSums);
  const { states, works } = block.features;
  for (let at = 0; at < blockFrames; at += 1) {
    const odd = oddSums[at] ?? 0;
    const score = (evenSums[at] ?? 0) + (turned === null || odd > 0 ? odd : -odd);
    if (score <= top.floor || states[at] !== slotState.whole) continue;
    if (scope.works !== null && scope.works[works[at] ?? 0] !== 1) continue;
    if (!scope.except.has(firstSlot + at)) top.add(score, firstSlot + at);
  }
}

/** Adds up four rows at a time; rows that count for nothing are left out. */
function sumRows(coarse: Int8Array, query: Float32Array, from: number, to: number, sums: Float64Array): void {
  sums.fill(0);
  for (let row = from; row < to; row += 4) {
    const one = query[row] ?? 0;
    const two = query[row + 1] ?? 0;
    const three = query[row + 2] ?? 0;
    const four = query[row + 3] ?? 0;
    if (one === 0 && two === 0 && three === 0 && four === 0) continue;
    const atOne = row * blockFrames;
    const atTwo = atOne + blockFrames;
    const atThree = atTwo + blockFrames;
    const atFour = atThree + blockFrames;
    for (let at = 0; at < blockFrames; at += 1) {
      sums[at] =
        (sums[at] ?? 0) +
        one * (coarse[atOne + at] ?? 0) +
        two * (coarse[atTwo + at] ?? 0) +
        three * (coarse[atThree + at] ?? 0) +
        four * (coarse[atFour + at] ?? 0);
    }
  }
}

function compareInFull({ features }: IndexBlock, slot: number, picture: AskedPicture): ComparedFrame {
  const at = slot % blockFrames;
  const packed = readPacked(features, at);
  const palette = paletteLikeness(picture.features.palette, readPalette(features, at));
  const compare = (prepared: PreparedPicture): { score: number; parts: EchoScores } => {
    const parts = { palette, ...positionalLikeness(prepared, packed, picture.shares) };
    return { score: weightedScore(parts, picture.shares), parts };
  };
  const turn = turnOf(features.coarse, at, picture.coarse);
  if (picture.turned === null || turn === 'direct')
    return { slot, ...compare(picture.direct), mirrored: false };
  const turned = compare(picture.turned);
  if (turn === 'turned') return { slot, ...turned, mirrored: true };
  const direct = compare(picture.direct);
  return turned.score > direct.score + mirrorMargin
    ? { slot, ...turned, mirrored: true }
    : { slot, ...direct, mirrored: false };
}

/** Which way round a frame is likelier, by the rough look. */
function turnOf(coarse: Int8Array, at: number, query: Float32Array): 'direct' | 'turned' | 'unclear' {
  let even = 0;
  let odd = 0;
  for (let row = 0; row < coarseValues; row += 1) {
    const product = (coarse[row * blockFrames + at] ?? 0) * (query[row] ?? 0);
    if (row < evenValues) even += product;
    else odd += product;
  }
  if (Math.abs(odd) < turnsUnclear * Math.abs(even)) return 'unclear';
  return odd > 0 ? 'direct' : 'turned';
}
