import type { PixelBins } from './colourBins.ts';
import {
  type Assignment,
  type Centres,
  emptyCentres,
  longestAxis,
  MOST_CENTRES,
  refineCentres,
  setCentre,
} from './colourClusters.ts';
import { leastUsefulCentre } from './leastUsefulCentre.ts';
import type { WorkingPixels } from './workingPixels.ts';

/** A palette has so many swatches at least, where the picture has that many colours. */
const FEWEST_SWATCHES = 5;
/** Halves of a cluster are two colours to the eye from this far apart, as the swatches of a small palette are. */
const HALVES_APART = 0.028;
/** What is left of that when all centres have settled. */
const LEAST_APART = 0.026;
/** Side in pixels of the blocks in which noise is averaged out. */
const BLOCK = 4;
/** Share of a cluster's variance that lies between blocks: a sixteenth for noise, nearly all for a gradient. */
const BETWEEN_BLOCKS = 0.3;
/** A centre gives way to half of a wide cluster where that takes this much more off the error than its loss adds. */
const WORTH_A_SWAP = 1.1;
/** A swatch more colourful than this is missed more than its area says. */
const VIVID_CHROMA = 0.08;
const MOST_SWAPS = 2;

/**
 * Splits clusters that are wide because of a gradient or a texture, not of noise: first the widest, until there are
 * {@link FEWEST_SWATCHES}; then wide ones in exchange for centres that would hardly be missed, so that as many swatches
 * lie nearer to the pixels. The assignment must be fresh, and is fresh afterwards.
 * @param accents centres before this one are accents: they stay as they are, or give way
 * @param solids of those the ones before this one never give way
 */
export function splitWideClusters(
  picture: WorkingPixels,
  bins: PixelBins,
  centres: Centres,
  held: Assignment,
  accents: number,
  solids: number,
): void {
  while (centres.size < FEWEST_SWATCHES) {
    const wide = widestTone(picture, bins, centres, held, accents, 0, -1);
    if (wide === -1) break;
    copyCentres(centres, kept);
    split(centres, wide, centres.size);
    refineCentres(bins, centres, held, accents, 3, true);
    if (looksApart(centres)) continue;
    for (let bin = 0; bin < bins.size; bin++) if (held.label[bin] === kept.size) held.label[bin] = wide;
    copyCentres(kept, centres);
    refineCentres(bins, centres, held, accents, 0);
    break;
  }
  for (let swap = 0; swap < MOST_SWAPS; swap++) {
    const { index, addedDistance, weightedLoss } = leastUsefulCentre(bins, centres, held, solids);
    const isVivid = Math.hypot(centres.a[index]!, centres.b[index]!) > VIVID_CHROMA;
    const loss = index < accents || isVivid ? weightedLoss : addedDistance;
    const wide = widestTone(picture, bins, centres, held, accents, loss * WORTH_A_SWAP, index);
    if (wide === -1) return;
    const before = summedDistance(bins, held);
    copyCentres(centres, kept);
    // A lost accent's place goes to the last one, so that those that are left still come first.
    const fixed = index < accents ? accents - 1 : accents;
    const free = index < accents ? fixed : index;
    setCentre(centres, index, centres.lightness[free]!, centres.a[free]!, centres.b[free]!);
    split(centres, wide, free);
    refineCentres(bins, centres, held, fixed, 3, true);
    if (summedDistance(bins, held) < before && looksApart(centres)) {
      accents = fixed;
      continue;
    }
    copyCentres(kept, centres);
    refineCentres(bins, centres, held, accents, 0);
    return;
  }
}

const kept = emptyCentres(MOST_CENTRES);
// Means of the halves of each cluster, and by how much they lower the summed distance; six numbers and the gain.
const halves = new Float64Array(MOST_CENTRES * 6);
const gains = new Float64Array(MOST_CENTRES);
/** Summed distance within each cluster. */
const spreads = new Float64Array(MOST_CENTRES);

function copyCentres(from: Centres, to: Centres): void {
  to.size = 0;
  for (let k = 0; k < from.size; k++) setCentre(to, k, from.lightness[k]!, from.a[k]!, from.b[k]!);
}

/** Whether no two centres are one colour to the eye: nearer than that, common palettes join them. */
function looksApart({ size, lightness, a, b }: Centres): boolean {
  for (let one = 0; one < size; one++) {
    for (let other = one + 1; other < size; other++) {
      const dl = lightness[one]! - lightness[other]!;
      const da = a[one]! - a[other]!;
      const db = b[one]! - b[other]!;
      if (dl * dl + da * da + db * db < LEAST_APART * LEAST_APART) return false;
    }
  }
  return true;
}

function summedDistance({ size, weight }: PixelBins, { distance }: Assignment): number {
  let sum = 0;
  for (let bin = 0; bin < size; bin++) sum += weight[bin]! * distance[bin]!;
  return sum;
}

/** Puts one half of a cluster in its own place and the other at `into`. */
function split(centres: Centres, which: number, into: number): void {
  const at = which * 6;
  setCentre(centres, which, halves[at]!, halves[at + 1]!, halves[at + 2]!);
  setCentre(centres, into, halves[at + 3]!, halves[at + 4]!, halves[at + 5]!);
}

/**
 * The cluster whose split takes most off the summed distance, more than `least`, and which is not wide by noise; -1
 * where there is none. `except` is not asked.
 */
function widestTone(
  picture: WorkingPixels,
  bins: PixelBins,
  centres: Centres,
  held: Assignment,
  accents: number,
  least: number,
  except: number,
): number {
  spreads.fill(0, 0, centres.size);
  for (let bin = 0; bin < bins.size; bin++) {
    const own = held.label[bin]!;
    spreads[own] = spreads[own]! + bins.weight[bin]! * held.distance[bin]!;
  }
  for (let k = 0; k < centres.size; k++) {
    // No split takes off more than there is.
    const mayGain = k >= accents && k !== except && spreads[k]! > least;
    gains[k] = mayGain ? halve(bins, held, k) : 0;
  }
  for (;;) {
    let widest = -1;
    let most = least;
    for (let k = accents; k < centres.size; k++) {
      if (gains[k]! <= most) continue;
      most = gains[k]!;
      widest = k;
    }
    if (widest === -1 || isTone(picture, bins, held, widest)) return widest;
    gains[widest] = 0;
  }
}

/** Halves a cluster along its longest axis; returns what that takes off the summed distance, 0 for halves that look alike. */
function halve(bins: PixelBins, { label, distance }: Assignment, which: number): number {
  const { lightness, a, b, weight, size } = bins;
  const axis = longestAxis(bins, label, which);
  const at = which * 6;
  halves.fill(0, at, at + 6);
  let low = 0;
  let high = 0;
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== which) continue;
    const along =
      (lightness[bin]! - axis.meanL) * axis.l +
      (a[bin]! - axis.meanA) * axis.a +
      (b[bin]! - axis.meanB) * axis.b;
    const of = weight[bin]!;
    const to = along > 0 ? at + 3 : at;
    if (along > 0) high += of;
    else low += of;
    halves[to] = halves[to]! + of * lightness[bin]!;
    halves[to + 1] = halves[to + 1]! + of * a[bin]!;
    halves[to + 2] = halves[to + 2]! + of * b[bin]!;
  }
  if (low === 0 || high === 0) return 0;
  for (let i = 0; i < 3; i++) {
    halves[at + i] = halves[at + i]! / low;
    halves[at + 3 + i] = halves[at + 3 + i]! / high;
  }
  const dl = halves[at]! - halves[at + 3]!;
  const da = halves[at + 1]! - halves[at + 4]!;
  const db = halves[at + 2]! - halves[at + 5]!;
  if (dl * dl + da * da + db * db < HALVES_APART * HALVES_APART) return 0;
  let gain = 0;
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== which) continue;
    const off = Math.min(distanceToHalf(bins, bin, at), distanceToHalf(bins, bin, at + 3));
    gain += weight[bin]! * (distance[bin]! - off);
  }
  return gain;
}

function distanceToHalf({ lightness, a, b }: PixelBins, bin: number, at: number): number {
  const dl = lightness[bin]! - halves[at]!;
  const da = a[bin]! - halves[at + 1]!;
  const db = b[bin]! - halves[at + 2]!;
  return Math.sqrt(dl * dl + da * da + db * db);
}

let along = new Float64Array(256);
/** Columns of blocks: sums and pixels of the cluster in the band of lines that is being read. */
let blockSum = new Float64Array(64);
let blockPixels = new Float64Array(64);

/** Whether a cluster is wide in the large, along the line between its halves; noise is wide only from pixel to pixel. */
function isTone(
  { width, height }: WorkingPixels,
  bins: PixelBins,
  { label }: Assignment,
  which: number,
): boolean {
  const at = which * 6;
  const dl = halves[at + 3]! - halves[at]!;
  const da = halves[at + 4]! - halves[at + 1]!;
  const db = halves[at + 5]! - halves[at + 2]!;
  if (along.length < bins.size) along = new Float64Array(bins.size * 2);
  for (let bin = 0; bin < bins.size; bin++) {
    along[bin] =
      label[bin] === which ? bins.lightness[bin]! * dl + bins.a[bin]! * da + bins.b[bin]! * db : Infinity;
  }
  // Every third band of a picture of more than a few tells enough.
  const bandStep = height > 8 * BLOCK ? 3 * BLOCK : BLOCK;
  const columns = Math.ceil(width / BLOCK);
  if (blockSum.length < columns) {
    blockSum = new Float64Array(columns);
    blockPixels = new Float64Array(columns);
  }
  const { keyOfPixel, binOfKey } = bins;
  let pixels = 0;
  let sum = 0;
  let squares = 0;
  let blockSquares = 0;
  for (let top = 0; top < height; top += bandStep) {
    const bottom = Math.min(height, top + BLOCK);
    blockSum.fill(0, 0, columns);
    blockPixels.fill(0, 0, columns);
    let bandSquares = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = 0, i = y * width; x < width; x++, i++) {
        const value = along[binOfKey[keyOfPixel[i]!]!]!;
        if (value === Infinity) continue;
        const block = (x / BLOCK) | 0;
        blockSum[block] = blockSum[block]! + value;
        blockPixels[block] = blockPixels[block]! + 1;
        bandSquares += value * value;
      }
    }
    squares += bandSquares;
    for (let block = 0; block < columns; block++) {
      const of = blockPixels[block]!;
      pixels += of;
      sum += blockSum[block]!;
      if (of > 0) blockSquares += (blockSum[block]! * blockSum[block]!) / of;
    }
  }
  const mean = sum / pixels;
  const variance = squares / pixels - mean * mean;
  const between = blockSquares / pixels - mean * mean;
  return between > BETWEEN_BLOCKS * variance;
}
