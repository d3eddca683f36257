import type { FeatureWindow } from './featureWindow.ts';
import { histogramDistance, meanDifference, planeChange, shiftedCorrelation } from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';

/** Half lengths that are tried, frames; a dissolve of 2 to 3 seconds is the longest found. */
const halfLengths = [3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40];
/** Frames that must be known after the middle of a dissolve before it can be judged. */
export const mixtureLookahead = 46;

/** Least difference of the two pictures, 8-bit levels over luma and chroma. */
export const leastDifference = 7;
/** The same after looking for moved blocks, and of their histograms: a pan or a zoom stays below. */
const leastChange = 17;
const leastHistogramDistance = 0.14;
/** Correlation above which the ends are one picture, moved or in another light. */
const samePattern = 0.68;
/** A mixture keeps about two thirds of its pictures' sharpness; a swept camera less. */
const smeared = 0.5;
/** Mixing two pictures flattens both: energy of the middle against the mean of the ends'; 0.5 when unlike. */
const mostEnergy = 0.82;
/** How far the ends may move on their own, against their difference. */
const mostUnrest = 0.7;
const unrestWeight = 0.25;
/** Change beyond movement against change, from frame to frame, below which the ends are parts of one pan. */
const moving = 0.58;
/** Above this the frames between are no mixture of the ends. */
const worstFit = 0.46;
const worthlessFit = 0.6;

/** A stretch whose frames are mixtures of its ends. */
export interface Mixture {
  /** Last frame of the old picture alone. */
  readonly from: number;
  /** First frame of the new picture alone. */
  readonly to: number;
  /** How much of the change between the ends the mixture explains, 8-bit levels: most for the whole of a dissolve. */
  readonly explained: number;
}

/**
 * Looks for a dissolve around a frame: two different pictures, still before and after, with frames between that
 * are their weighted mean. Motion and pans do not mix, and a change of light keeps the pattern: neither passes.
 */
export function findMixture(window: FeatureWindow, middle: number): Mixture | null {
  let best: Mixture | null = null;
  for (const half of halfLengths) {
    const from = middle - half;
    const to = middle + half;
    if (!window.has(from - 1) || !window.has(to + 1)) break;
    const explained = explainedBy(window, from, to, half);
    if (explained !== null && (best === null || explained > best.explained)) best = { from, to, explained };
  }
  return best;
}

function explainedBy(window: FeatureWindow, from: number, to: number, half: number): number | null {
  const a = window.feature(from).coarse;
  const b = window.feature(to).coarse;
  const difference = meanDifference(a, b);
  if (difference < leastDifference) return null;
  const outside = Math.max(2, Math.round(half / 2));
  const before = meanDifference(a, window.feature(Math.max(window.first, from - outside)).coarse);
  const after = meanDifference(b, window.feature(Math.min(window.end - 1, to + outside)).coarse);
  const unrest = (before + after) / (2 * difference);
  if (unrest > mostUnrest) return null;
  const misfit = mixtureError(window, from, to) / difference + unrestWeight * unrest;
  if (misfit > worstFit) return null;
  let largestStep = 0;
  let residual = 0;
  let still = 0;
  for (let frame = from + 1; frame <= to; frame += 1) {
    largestStep = Math.max(largestStep, window.coarseStep(frame));
    residual += window.residual(frame);
    still += window.stillChange(frame);
  }
  if (residual < moving * still) return null;
  // A cut, or a flash, is no mixture however well the rest fits.
  if (largestStep > Math.max(0.45, 0.8 / half) * difference) return null;
  return areTwoPictures(window.feature(from), window.feature((from + to) >> 1), window.feature(to))
    ? difference * (worthlessFit - misfit)
    : null;
}

/** Whether the ends are pictures of different things, and the middle flatter than both. */
function areTwoPictures(first: PlaneFeature, middle: PlaneFeature, last: PlaneFeature): boolean {
  if (histogramDistance(first, last) < leastHistogramDistance) return false;
  if (middle.sharpness < (smeared * (first.sharpness + last.sharpness)) / 2) return false;
  if (energy(middle) > (mostEnergy * (energy(first) + energy(last))) / 2 + 9) return false;
  return planeChange(first, last) >= leastChange && shiftedCorrelation(first, last) <= samePattern;
}

function energy(feature: PlaneFeature): number {
  return feature.lumaSpread ** 2 + feature.chromaSpread ** 2;
}

/** Mean distance of the frames at a quarter, half and three quarters from the mixture due there. */
function mixtureError(window: FeatureWindow, from: number, to: number): number {
  const a = window.feature(from).coarse;
  const b = window.feature(to).coarse;
  let total = 0;
  for (const part of [0.25, 0.5, 0.75]) {
    const frame = Math.round(from + part * (to - from));
    const weight = (frame - from) / (to - from);
    const seen = window.feature(frame).coarse;
    let sum = 0;
    for (let index = 0; index < seen.length; index += 1) {
      sum += Math.abs(seen[index]! - (a[index]! + weight * (b[index]! - a[index]!)));
    }
    total += sum / seen.length;
  }
  return total / 3;
}
