import type { FeatureWindow } from './featureWindow.ts';
import { leastDifference } from './findMixture.ts';
import {
  blockChanges,
  blockColumns,
  blockRows,
  histogramDistance,
  meanDifference,
  shiftedCorrelation,
} from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';

/** Half lengths that are tried, frames. */
const halfLengths = [4, 5, 7, 9, 11, 14, 18, 23, 29];
/** Parts that a wipe is cut into to see where the picture changes when. */
const parts = 4;

/** Least difference of the histograms of the two pictures, and most correlation of their patterns. */
const leastHistogramDistance = 0.12;
const mostCorrelation = 0.82;
/** A step larger than this share of the whole change is a cut. */
const largestStep = 0.4;
/** Share of all changes that fall into each block's one part: 0.25-0.35 for dissolves and movement. */
const leastConcentration = 0.55;
const firstLook = 0.48;
/** Share of the whole difference that these explain. */
const leastCover = 0.42;
/** Each part of a wipe changes some of the picture, none of them most of it. */
const leastShare = 0.03;
const mostShare = 0.64;
/** Mean step, in parts, from block to neighbouring block; 1.25 where there is no order. */
const mostDisorder = 0.52;
/** How far the pictures may move on their own before and after, against their difference. */
const mostUnrest = 0.36;
/** Change beyond movement against change, from frame to frame, below which it is a pan. */
const moving = 0.41;

/** A stretch in which a new picture takes the place of an old one, block by block. */
export interface Wipe {
  /** Last frame of the old picture alone. */
  readonly from: number;
  /** First frame of the new picture alone. */
  readonly to: number;
  /** How much of the change between the ends the wipe explains, 8-bit levels: most for the whole of it. */
  readonly explained: number;
}

/**
 * Looks for a wipe around a frame, of whatever shape. Each block of the picture changes once, beyond what movement
 * explains, and the blocks change one after the other in an order that runs over the picture. In a dissolve all
 * change all the time; in a pan none does, or all do again and again.
 */
export function findWipe(window: FeatureWindow, middle: number): Wipe | null {
  let best: Wipe | null = null;
  for (const half of halfLengths) {
    const from = middle - half;
    const to = middle + half;
    if (!window.has(from - 1) || !window.has(to + 1)) break;
    if (!areTwoPictures(window, from, to, half)) continue;
    const explained = explainedBy(window, from, to);
    if (explained !== null && (best === null || explained > best.explained)) best = { from, to, explained };
  }
  return best;
}

function areTwoPictures(window: FeatureWindow, from: number, to: number, half: number): boolean {
  const first = window.feature(from);
  const last = window.feature(to);
  const difference = meanDifference(first.coarse, last.coarse);
  if (difference < leastDifference || histogramDistance(first, last) < leastHistogramDistance) return false;
  let residual = 0;
  let still = 0;
  for (let frame = from + 1; frame <= to; frame += 1) {
    if (window.coarseStep(frame) > largestStep * difference) return false;
    residual += window.residual(frame);
    still += window.stillChange(frame);
  }
  if (residual < moving * still) return false;
  const outside = Math.max(2, Math.round(half / 2));
  const before = window.feature(Math.max(window.first, from - outside)).coarse;
  const after = window.feature(Math.min(window.end - 1, to + outside)).coarse;
  const unrest = meanDifference(first.coarse, before) + meanDifference(last.coarse, after);
  if (unrest > 2 * mostUnrest * difference) return false;
  return shiftedCorrelation(first, last) <= mostCorrelation;
}

/** The same concentration without looking for moved blocks: a cheap first look that most dissolves fail. */
function mayBeWipe(pictures: readonly PlaneFeature[]): boolean {
  let all = 0;
  let largest = 0;
  const [first] = pictures;
  for (let cell = 0; cell < (first?.coarse.length ?? 0); cell += 1) {
    let most = 0;
    for (let part = 0; part < parts; part += 1) {
      const change = Math.abs(pictures[part + 1]!.coarse[cell]! - pictures[part]!.coarse[cell]!);
      all += change;
      if (change > most) most = change;
    }
    largest += most;
  }
  return largest > firstLook * all;
}

function explainedBy(window: FeatureWindow, from: number, to: number): number | null {
  const pictures = Array.from({ length: parts + 1 }, (_, part) =>
    window.feature(Math.round(from + ((to - from) * part) / parts)),
  );
  if (!mayBeWipe(pictures)) return null;
  const steps = pictures.slice(1).map((picture, part) => blockChanges(pictures[part]!, picture));
  const whole = blockChanges(window.feature(from), window.feature(to));
  const order = new Uint8Array(whole.length);
  const largest = new Float32Array(whole.length);
  const shares = new Float64Array(parts);
  let all = 0;
  let ends = 0;
  let explained = 0;
  for (let block = 0; block < whole.length; block += 1) {
    for (const [part, step] of steps.entries()) {
      const change = step[block]!;
      all += change;
      if (change > largest[block]!) {
        largest[block] = change;
        order[block] = part;
      }
    }
    ends += whole[block]!;
    explained += largest[block]!;
    const part = order[block]!;
    shares[part] = shares[part]! + largest[block]!;
  }
  const concentration = explained / all;
  if (concentration < leastConcentration || explained < leastCover * ends) return null;
  if (shares.some((share) => share < leastShare * explained || share > mostShare * explained)) return null;
  if (disorderOf(order, largest) > mostDisorder) return null;
  // Evenly over its parts: neither more than the wipe nor less.
  const evenness = -shares.reduce((sum, share) => sum + (share / explained) * Math.log(share / explained), 0);
  return ((ends / whole.length) * concentration * evenness) / Math.log(parts);
}

/** Mean step in the order of change between neighbouring blocks, weighted by how much both change. */
function disorderOf(order: Uint8Array, largest: Float32Array): number {
  let sum = 0;
  let weights = 0;
  const compare = (block: number, other: number): void => {
    const weight = Math.min(largest[block]!, largest[other]!);
    sum += weight * Math.abs(order[block]! - order[other]!);
    weights += weight;
  };
  for (let row = 0; row < blockRows; row += 1) {
    for (let column = 0; column < blockColumns; column += 1) {
      const block = row * blockColumns + column;
      if (column + 1 < blockColumns) compare(block, block + 1);
      if (row + 1 < blockRows) compare(block, block + blockColumns);
    }
  }
  return weights === 0 ? 0 : sum / weights;
}
