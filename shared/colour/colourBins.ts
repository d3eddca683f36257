import type { OklabPlanes } from './oklabPlanes.ts';

/** Side of a bin in OKLab; each bin keeps the mean of its pixels, so nothing is rounded to the grid. */
const STEP = 0.036;
const A_LOW = -0.25;
const B_LOW = -0.325;
const A_BINS = 16;
const B_BINS = 16;
const L_BINS = 29;

/** A picture's colours gathered into the occupied cells of a fine OKLab grid. */
export interface ColourBins {
  /** Occupied bins. */
  readonly size: number;
  /** Mean colour of each bin. */
  readonly lightness: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Pixels in each bin. */
  readonly weight: Float64Array;
  /** All pixels. */
  readonly total: number;
  /** Bin of each pixel. */
  readonly ofPixel: Uint16Array;
}

// Worked in and wiped on every call: the grid is small enough to stay in the processor's cache.
const CELLS = A_BINS * B_BINS * L_BINS;
const cellOf = new Uint16Array(CELLS);
const sumL = new Float64Array(CELLS);
const sumA = new Float64Array(CELLS);
const sumB = new Float64Array(CELLS);
const weight = new Float64Array(CELLS);

/** Bins the pixels; bins are numbered by first appearance, so that equal pictures give equal bins. */
export function binColours(planes: OklabPlanes): ColourBins {
  const { count, lightness, a, b } = planes;
  const ofPixel = new Uint16Array(count);
  cellOf.fill(0);
  const scale = 1 / STEP;
  let size = 0;
  for (let i = 0; i < count; i++) {
    const pixelL = lightness[i]!;
    const pixelA = a[i]!;
    const pixelB = b[i]!;
    const cell =
      (((pixelL * scale) | 0) * A_BINS + (((pixelA - A_LOW) * scale) | 0)) * B_BINS +
      (((pixelB - B_LOW) * scale) | 0);
    let bin = cellOf[cell]!;
    if (bin === 0) {
      size++;
      bin = size;
      cellOf[cell] = bin;
      sumL[bin - 1] = 0;
      sumA[bin - 1] = 0;
      sumB[bin - 1] = 0;
      weight[bin - 1] = 0;
    }
    bin--;
    ofPixel[i] = bin;
    sumL[bin] = sumL[bin]! + pixelL;
    sumA[bin] = sumA[bin]! + pixelA;
    sumB[bin] = sumB[bin]! + pixelB;
    weight[bin] = weight[bin]! + 1;
  }
  for (let bin = 0; bin < size; bin++) {
    const of = weight[bin]!;
    sumL[bin] = sumL[bin]! / of;
    sumA[bin] = sumA[bin]! / of;
    sumB[bin] = sumB[bin]! / of;
  }
  return {
    size,
    lightness: sumL.slice(0, size),
    a: sumA.slice(0, size),
    b: sumB.slice(0, size),
    weight: weight.slice(0, size),
    total: count,
    ofPixel,
  };
}
