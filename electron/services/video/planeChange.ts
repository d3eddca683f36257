import { gridHeight, gridWidth, type PlaneFeature } from './planeFeature.ts';

const blockWidth = 4;
const blockHeight = 3;
const reachX = 3;
const reachY = 2;
/** Mean difference below which nothing moved enough to be worth a search, 8-bit levels. */
const stillLevel = 1.5;
/** How many levels a whole change of histogram counts for. */
const histogramWeight = 14;

/**
 * How much changed between two frames, in 8-bit levels: what is left after each block of the picture was
 * looked for nearby (so that pans and handheld shots stay low), plus the difference of their histograms.
 * About 0-4 inside a calm shot, above 15 across most cuts.
 */
export function planeChange(a: PlaneFeature, b: PlaneFeature): number {
  const still = meanDifference(a.luma, b.luma);
  const stillChroma = (meanDifference(a.u, b.u) + meanDifference(a.v, b.v)) / 2;
  if (still + stillChroma < stillLevel) return still + stillChroma;
  return blockResidual(a, b) + histogramWeight * histogramDistance(a, b);
}

/** Difference of luma and chroma histograms, 0-1. */
export function histogramDistance(a: PlaneFeature, b: PlaneFeature): number {
  return (half(a.lumaHistogram, b.lumaHistogram) + half(a.chromaHistogram, b.chromaHistogram)) / 2;
}

/** Mean chroma difference without motion, 8-bit levels. */
export function chromaChange(a: PlaneFeature, b: PlaneFeature): number {
  return (meanDifference(a.u, b.u) + meanDifference(a.v, b.v)) / 2;
}

/** Correlation of two frames' luma patterns, -1 to 1; 0 where one has no pattern. Blind to brightness. */
export function lumaCorrelation(a: PlaneFeature, b: PlaneFeature): number {
  const count = a.luma.length;
  let sumA = 0;
  let sumB = 0;
  for (let index = 0; index < count; index += 1) {
    sumA += a.luma[index]!;
    sumB += b.luma[index]!;
  }
  const meanA = sumA / count;
  const meanB = sumB / count;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let index = 0; index < count; index += 1) {
    const da = a.luma[index]! - meanA;
    const db = b.luma[index]! - meanB;
    product += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  // Below about two levels of spread there is no pattern, only noise.
  return squaresA < 4 * count || squaresB < 4 * count ? 0 : product / Math.sqrt(squaresA * squaresB);
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
  let total = 0;
  let blocks = 0;
  for (let y = 0; y < gridHeight; y += blockHeight) {
    for (let x = 0; x < gridWidth; x += blockWidth) {
      total += bestMatch(a, b, x, y);
      blocks += 1;
    }
  }
  return total / (blocks * blockWidth * blockHeight);
}

function bestMatch(a: PlaneFeature, b: PlaneFeature, x: number, y: number): number {
  let best = blockSum(a.luma, b.luma, x, y, 0, Number.POSITIVE_INFINITY);
  let bestShift = 0;
  for (let dy = Math.max(-reachY, -y); dy <= Math.min(reachY, gridHeight - blockHeight - y); dy += 1) {
    for (let dx = Math.max(-reachX, -x); dx <= Math.min(reachX, gridWidth - blockWidth - x); dx += 1) {
      const shift = dy * gridWidth + dx;
      const sum = blockSum(a.luma, b.luma, x, y, shift, best);
      if (sum < best) {
        best = sum;
        bestShift = shift;
      }
    }
  }
  const everything = Number.POSITIVE_INFINITY;
  const chroma =
    blockSum(a.u, b.u, x, y, bestShift, everything) + blockSum(a.v, b.v, x, y, bestShift, everything);
  return best + chroma / 2;
}

/** Sum of differences of a block of b with the block of a that lies `shift` further; stops above `enough`. */
function blockSum(a: Uint8Array, b: Uint8Array, x: number, y: number, shift: number, enough: number): number {
  let sum = 0;
  for (let row = 0; row < blockHeight && sum < enough; row += 1) {
    const at = (y + row) * gridWidth + x;
    for (let column = 0; column < blockWidth; column += 1) {
      sum += Math.abs(b[at + column]! - a[at + column + shift]!);
    }
  }
  return sum;
}
