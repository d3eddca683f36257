import { oklabOfRgb } from './oklab.ts';
import type { WorkingPixels } from './workingPixels.ts';

/** Side of a bin in OKLab; each bin keeps the mean of its pixels, so nothing is rounded to the grid. */
const STEP = 0.045;
const A_LOW = -0.25;
const B_LOW = -0.325;
const A_BINS = 13;
const B_BINS = 13;
const L_BINS = 24;
/**
 * A channel's values are told apart in levels of this much OKLab lightness (of grey) in the dark, where the eye sees
 * finer, and of so many values elsewhere. What lies above the lowest value of a level fits `bits`.
 */
const WARM_LEVELS = { step: 0.04, bits: 3 };
const BLUE_LEVELS = { step: 0.08, bits: 4 };

/** Colours with weights. */
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
}

/** A picture's colours gathered into the occupied cells of an OKLab grid. Lives until the next picture is binned. */
export interface PixelBins extends ColourBins {
  /** Key of each pixel: a fine cell of red, green and blue. */
  readonly keyOfPixel: Uint16Array;
  /** Bin of each key that the picture has. */
  readonly binOfKey: Uint16Array;
}

/** The lowest 8-bit value of each level, rising, and for each value its level above its offset in the level. */
function channelLevels({ step, bits }: typeof WARM_LEVELS) {
  const lowest: number[] = [];
  const code = new Uint16Array(256);
  let lightness = 0;
  for (let value = 0; value < 256; value++) {
    const here = oklabOfRgb(value, value, value)[0];
    const start = lowest.at(-1);
    if (start === undefined || value - start >= 1 << bits || here - lightness >= step) {
      lowest.push(value);
      lightness = here;
    }
    code[value] = ((lowest.length - 1) << bits) | (value - lowest.at(-1)!);
  }
  return {
    lowest,
    code,
    middle: lowest.map((value, level) => (value + (lowest[level + 1] ?? 256) - 1) / 2),
  };
}

function makeKeyTables() {
  const warm = channelLevels(WARM_LEVELS);
  const cold = channelLevels(BLUE_LEVELS);
  const keys = warm.lowest.length ** 2 * cold.lowest.length;
  const cellOfKey = new Uint16Array(keys);
  const lowestOfKey = new Uint8Array(keys * 3);
  const scale = 1 / STEP;
  let key = 0;
  for (const [red, redMiddle] of warm.middle.entries()) {
    for (const [green, greenMiddle] of warm.middle.entries()) {
      for (const [blue, blueMiddle] of cold.middle.entries()) {
        lowestOfKey.set([warm.lowest[red]!, warm.lowest[green]!, cold.lowest[blue]!], key * 3);
        const [l, a, b] = oklabOfRgb(redMiddle, greenMiddle, blueMiddle);
        cellOfKey[key] =
          (Math.floor(l * scale) * A_BINS + Math.floor((a - A_LOW) * scale)) * B_BINS +
          Math.floor((b - B_LOW) * scale);
        key++;
      }
    }
  }
  // For each value of a channel its part of the key, above its offset: the three added are the key and all offsets.
  const partsOf = ({ code }: typeof warm, { bits }: typeof WARM_LEVELS, stride: number, shift: number) =>
    Int32Array.from(code, (of) => (((of >> bits) * stride) << 16) | ((of & ((1 << bits) - 1)) << shift));
  const coldLevels = cold.lowest.length;
  return {
    redPart: partsOf(warm, WARM_LEVELS, warm.lowest.length * coldLevels, 7),
    greenPart: partsOf(warm, WARM_LEVELS, coldLevels, 4),
    bluePart: partsOf(cold, BLUE_LEVELS, 1, 0),
    cellOfKey,
    lowestOfKey,
    sums: new Int32Array(keys * 2),
    binOfKey: new Uint16Array(keys),
    touched: new Uint16Array(keys),
  };
}

/** Bits of the number of pixels; sums of blue have the rest of 32. */
const COUNT_BITS = 14;
let keyTables: ReturnType<typeof makeKeyTables> | null = null;

// Worked in and wiped on every call: a picture at a time, nothing to collect afterwards.
const CELLS = A_BINS * B_BINS * L_BINS;
const binOfCell = new Uint16Array(CELLS);
/** Red, green and blue of each bin, summed. */
const sumsOfBin = new Float64Array(CELLS * 3);
const lightness = new Float64Array(CELLS);
const a = new Float64Array(CELLS);
const b = new Float64Array(CELLS);
const weight = new Float64Array(CELLS);
let keyOfPixel = new Uint16Array(128 * 72);

/**
 * Bins the pixels, in one pass over them: each is counted under the key of its channels' levels, with its exact
 * offsets, so that the means are exact; the few hundred keys that a picture has are then gathered into bins.
 */
export function binColours({ count, rgb }: WorkingPixels): PixelBins {
  keyTables ??= makeKeyTables();
  const { redPart, greenPart, bluePart, sums, touched } = keyTables;
  if (keyOfPixel.length < count) keyOfPixel = new Uint16Array(count);
  const keyOf = keyOfPixel;
  let keys = 0;
  for (let i = 0, from = 0; i < count; i++, from += 3) {
    const parts = (redPart[rgb[from]!]! + greenPart[rgb[from + 1]!]! + bluePart[rgb[from + 2]!]!) | 0;
    const key = parts >>> 16;
    keyOf[i] = key;
    // Two sums a number, with room for 9362 pixels: red above green, and blue above the pixels.
    const at = key << 1;
    sums[at] = (sums[at]! + (((parts & 0x380) << 9) | ((parts >> 4) & 7))) | 0;
    const before = sums[at + 1]!;
    sums[at + 1] = (before + (((parts & 15) << COUNT_BITS) | 1)) | 0;
    if (before === 0) touched[keys++] = key;
  }
  const { cellOfKey, binOfKey, lowestOfKey } = keyTables;
  binOfCell.fill(0);
  let size = 0;
  for (let i = 0; i < keys; i++) {
    const key = touched[i]!;
    const cell = cellOfKey[key]!;
    let bin = binOfCell[cell]! - 1;
    if (bin < 0) {
      bin = size++;
      binOfCell[cell] = bin + 1;
      weight[bin] = 0;
      sumsOfBin[bin * 3] = 0;
      sumsOfBin[bin * 3 + 1] = 0;
      sumsOfBin[bin * 3 + 2] = 0;
    }
    binOfKey[key] = bin;
    const redGreen = sums[key * 2]!;
    const blueCount = sums[key * 2 + 1]!;
    const pixels = blueCount & ((1 << COUNT_BITS) - 1);
    const at = bin * 3;
    const low = key * 3;
    sumsOfBin[at] = sumsOfBin[at]! + (redGreen >>> 16) + pixels * lowestOfKey[low]!;
    sumsOfBin[at + 1] = sumsOfBin[at + 1]! + (redGreen & 0xffff) + pixels * lowestOfKey[low + 1]!;
    sumsOfBin[at + 2] = sumsOfBin[at + 2]! + (blueCount >>> COUNT_BITS) + pixels * lowestOfKey[low + 2]!;
    weight[bin] = weight[bin]! + pixels;
    sums[key * 2] = 0;
    sums[key * 2 + 1] = 0;
  }
  for (let bin = 0; bin < size; bin++) {
    const of = weight[bin]!;
    const mean = oklabOfRgb(
      sumsOfBin[bin * 3]! / of,
      sumsOfBin[bin * 3 + 1]! / of,
      sumsOfBin[bin * 3 + 2]! / of,
    );
    lightness[bin] = mean[0];
    a[bin] = mean[1];
    b[bin] = mean[2];
  }
  return { size, lightness, a, b, weight, total: count, keyOfPixel: keyOf, binOfKey };
}
