import { coarseHeight, coarseWidth, gridHeight, gridWidth, type PlaneFeature } from './planeFeature.ts';

const blockWidth = 4;
const blockHeight = 3;
const reachX = 3;
const reachY = 2;
/** Mean difference below which nothing moved enough to be worth a search, 8-bit levels. */
const stillLevel = 1.5;
/** Sum of a block's differences below which it has not moved, 8-bit levels. */
const stillBlock = 10;
/** How many levels a whole change of histogram counts for. */
const histogramWeight = 14;

/**
 * How much changed between two frames, in 8-bit levels: what is left after each block of the picture was
 * looked for nearby (so that pans and handheld shots stay low), plus the difference of their histograms.
 * About 0-4 inside a calm shot, above 15 across most cuts.
 */
export function planeChange(a: PlaneFeature, b: PlaneFeature): number {
  return measureChange(a, b).change;
}

/** {@link planeChange} and its parts, 8-bit levels. */
export interface FrameChange {
  readonly change: number;
  /** Without looking for blocks nearby. */
  readonly still: number;
  /** After it. */
  readonly residual: number;
}

export function measureChange(a: PlaneFeature, b: PlaneFeature): FrameChange {
  const still = meanDifference(a.luma, b.luma) + (meanDifference(a.u, b.u) + meanDifference(a.v, b.v)) / 2;
  if (still < stillLevel) return { change: still, still, residual: still };
  const residual = blockResidual(a, b);
  return { change: residual + histogramWeight * histogramDistance(a, b), still, residual };
}

/** Difference of luma and chroma histograms, 0-1. */
export function histogramDistance(a: PlaneFeature, b: PlaneFeature): number {
  return (half(a.lumaHistogram, b.lumaHistogram) + half(a.chromaHistogram, b.chromaHistogram)) / 2;
}

/** Mean chroma difference without motion, 8-bit levels. */
export function chromaChange(a: PlaneFeature, b: PlaneFeature): number {
  return (meanDifference(a.u, b.u) + meanDifference(a.v, b.v)) / 2;
}

/**
 * Correlation of two frames' luma patterns, -1 to 1; 0 where one has no pattern. Blind to brightness, and to the
 * rows of black bars, which all pictures of a film share.
 */
export function lumaCorrelation(a: PlaneFeature, b: PlaneFeature): number {
  const bars = Math.min(a.barRows, b.barRows);
  return correlationOf(a.luma, b.luma, gridWidth, gridHeight, bars, 0, 0);
}

/** The same on the coarse grid, of the best of all small shifts of the camera: blind to movement too. */
export function shiftedCorrelation(a: PlaneFeature, b: PlaneFeature): number {
  const bars = Math.ceil(Math.min(a.barRows, b.barRows) / 2);
  let best = -1;
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -2; dx <= 2; dx += 1) {
      best = Math.max(best, correlationOf(a.coarse, b.coarse, coarseWidth, coarseHeight, bars, dx, dy));
    }
  }
  return best;
}

/** Correlation of b with a shifted; `bars` rows at the top and the bottom are left out. */
function correlationOf(
  a: Uint8Array,
  b: Uint8Array,
  width: number,
  height: number,
  bars: number,
  dx: number,
  dy: number,
): number {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let product = 0;
  for (let y = Math.max(bars, bars - dy); y < Math.min(height - bars, height - bars - dy); y += 1) {
    const row = y * width;
    const shifted = row + dy * width + dx;
    for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x += 1) {
      const levelA = a[shifted + x]!;
      const levelB = b[row + x]!;
      sumA += levelA;
      sumB += levelB;
      squaresA += levelA * levelA;
      squaresB += levelB * levelB;
      product += levelA * levelB;
      count += 1;
    }
  }
  const spreadA = squaresA - (sumA * sumA) / count;
  const spreadB = squaresB - (sumB * sumB) / count;
  // Below about two levels of spread there is no pattern, only noise.
  if (spreadA < 4 * count || spreadB < 4 * count) return 0;
  return (product - (sumA * sumB) / count) / Math.sqrt(spreadA * spreadB);
}

function half(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += Math.abs(a[index]! - b[index]!);
  return sum / 2;
}

/** Mean absolute difference of two rows of levels. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += Math.abs(a[index]! - b[index]!);
  return sum / a.length;
}

/** Mean over blocks of the least difference found within reach, luma plus chroma at the same place. */
function blockResidual(a: PlaneFeature, b: PlaneFeature): number {
  const search: Search = { shift: 0 };
  let total = 0;
  for (let y = 0; y < gridHeight; y += blockHeight) {
    for (let x = 0; x < gridWidth; x += blockWidth) total += bestMatch(a, b, x, y, search);
  }
  return total / (blockCount * blockWidth * blockHeight);
}

/** Blocks a row and rows of blocks of {@link blockChanges}. */
export const blockColumns = gridWidth / blockWidth;
export const blockRows = gridHeight / blockHeight;
const blockCount = blockColumns * blockRows;

/** What each block of the picture changed beyond movement, 8-bit levels, row by row. */
export function blockChanges(a: PlaneFeature, b: PlaneFeature): Float32Array {
  const search: Search = { shift: 0 };
  const changes = new Float32Array(blockCount);
  for (let row = 0, index = 0; row < blockRows; row += 1) {
    for (let column = 0; column < blockColumns; column += 1, index += 1) {
      changes[index] =
        bestMatch(a, b, column * blockWidth, row * blockHeight, search) / (blockWidth * blockHeight);
    }
  }
  return changes;
}

/** Where the block before was found: the next lies most likely there too, and a good guess ends other looks early. */
interface Search {
  shift: number;
}

function bestMatch(a: PlaneFeature, b: PlaneFeature, x: number, y: number, search: Search): number {
  const guess = search.shift;
  const at = y * gridWidth + x;
  let best = blockSum(a.luma, b.luma, at, 0, Number.POSITIVE_INFINITY);
  let bestShift = 0;
  if (best > stillBlock) {
    const lowX = Math.max(-reachX, -x);
    const highX = Math.min(reachX, gridWidth - blockWidth - x);
    const lowY = Math.max(-reachY, -y);
    const highY = Math.min(reachY, gridHeight - blockHeight - y);
    const guessY = Math.round(guess / gridWidth);
    const guessX = guess - guessY * gridWidth;
    if (guess !== 0 && guessX >= lowX && guessX <= highX && guessY >= lowY && guessY <= highY) {
      const sum = blockSum(a.luma, b.luma, at, guess, best);
      if (sum < best) {
        best = sum;
        bestShift = guess;
      }
    }
    for (let dy = lowY; dy <= highY; dy += 1) {
      for (let shift = dy * gridWidth + lowX; shift <= dy * gridWidth + highX; shift += 1) {
        const sum = blockSum(a.luma, b.luma, at, shift, best);
        if (sum < best) {
          best = sum;
          bestShift = shift;
        }
      }
    }
  }
  search.shift = bestShift;
  const everything = Number.POSITIVE_INFINITY;
  const chroma =
    blockSum(a.u, b.u, at, bestShift, everything) + blockSum(a.v, b.v, at, bestShift, everything);
  return best + chroma / 2;
}

/** Sum of differences of the block at `at` of b with that of a which lies `shift` further; stops above `enough`. */
function blockSum(a: Uint8Array, b: Uint8Array, at: number, shift: number, enough: number): number {
  let sum = 0;
  for (let row = 0, here = at; row < blockHeight && sum < enough; row += 1, here += gridWidth) {
    const there = here + shift;
    sum +=
      Math.abs(b[here]! - a[there]!) +
      Math.abs(b[here + 1]! - a[there + 1]!) +
      Math.abs(b[here + 2]! - a[there + 2]!) +
      Math.abs(b[here + 3]! - a[there + 3]!);
  }
  return sum;
}
