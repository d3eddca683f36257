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
import { type EchoScope, roughBest } from './roughBest.ts';
import type { EchoHit, EchoQuery } from './searchClient.ts';

/** Frames of one question that are compared in full, at least; more where more are wanted. */
const comparedAtLeast = 64;
/** Where a mirror image scores better by less than this, the picture counts as it is. */
export const mirrorMargin = 0.02;
/** Share of the even sum below which odd numbers do not tell which way round a picture is. */
const turnsUnclear = 0.06;

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
  const scope = scopeOf(index, query, asked);
  for (const [at, ofFrameId] of asked.entries()) {
    if (at > 0) await breath();
    const features = index.featuresOf(ofFrameId);
    if (features === null) continue;
    const most = asked.length === 1 ? Math.max(comparedAtLeast, Math.ceil(1.5 * limit)) : Math.max(48, limit);
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
  const only = query.amongFrameIds == null ? null : slotsOf(index, query.amongFrameIds);
  const blocks = only === null ? [...index.blocks.keys()] : blocksOf(only);
  if (query.amongWorkIds === null && query.exceptWorkIds.length === 0) {
    return { works: null, only, except, blocks };
  }
  const works = new Uint8Array(index.works.size).fill(query.amongWorkIds === null ? 1 : 0);
  const set = (ids: readonly string[], value: number): void => {
    for (const id of ids) {
      const number = index.works.find(id);
      if (number !== undefined) works[number] = value;
    }
  };
  set(query.amongWorkIds ?? [], 1);
  set(query.exceptWorkIds, 0);
  return { works, only, except, blocks: only === null ? blocksWith(index, works) : blocks };
}

/** By slot: 1 for these frames. */
function slotsOf(index: FrameIndex, ids: readonly FrameId[]): Uint8Array {
  const slots = new Uint8Array(index.slotCount);
  for (const id of ids) {
    const slot = index.slotOf(id);
    if (slot !== undefined) slots[slot] = 1;
  }
  return slots;
}

function blocksOf(slots: Uint8Array): number[] {
  const blocks: number[] = [];
  for (let first = 0; first < slots.length; first += blockFrames) {
    if (slots.subarray(first, first + blockFrames).includes(1)) blocks.push(first / blockFrames);
  }
  return blocks;
}

/** Blocks that have a frame of these works. */
export function blocksWith(index: FrameIndex, works: Uint8Array): number[] {
  return [...index.blocks.keys()].filter((number) => {
    const { features } = index.blocks[number] ?? {};
    return features?.works.some((work, at) => works[work] === 1 && features.states[at] === slotState.whole);
  });
}

/** The frames likest to a picture, compared in full, in no order. */
export function compareBest(
  index: FrameIndex,
  picture: AskedPicture,
  scope: EchoScope,
  most: number,
): ComparedFrame[] {
  return roughBest(index, picture.coarse, picture.turned !== null, scope, most).flatMap((slot) => {
    const block = index.blockOf(slot);
    return block === undefined ? [] : [compareInFull(block, slot, picture)];
  });
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
