import { type Oklab, oklabOfRgb } from './oklab.ts';
import { MOST_PIXELS, type WorkingPixels } from './workingPixels.ts';

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
  /** The keys that the picture has: the first `keyCount` of them. */
  readonly keys: Uint16Array;
  readonly keyCount: number;
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

const warm = channelLevels(WARM_LEVELS);
const cold = channelLevels(BLUE_LEVELS);
const KEYS = warm.lowest.length ** 2 * cold.lowest.length;

/** For each value of a channel its part of the key, above its offset: the three added are the key and all offsets. */
function partsOf({ code }: typeof warm, { bits }: typeof WARM_LEVELS, stride: number, shift: number) {
  return Int32Array.from(code, (of) => (((of >> bits) * stride) << 16) | ((of & ((1 << bits) - 1)) << shift));
}

// Constants of the module, not fields of an object: the pass over the pixels takes a third less time with them.
const redPart = partsOf(warm, WARM_LEVELS, warm.lowest.length * cold.lowest.length, 7);
const greenPart = partsOf(warm, WARM_LEVELS, cold.lowest.length, 4);
const bluePart = partsOf(cold, BLUE_LEVELS, 1, 0);
const cellOfKey = new Uint16Array(KEYS);
const lowestOfKey = new Uint8Array(KEYS * 3);
const sums = new Int32Array(KEYS * 2);
const binOfKey = new Uint16Array(KEYS);
/** The keys of the picture that was binned last. */
const touched = new Uint16Array(KEYS);
let keyCount = 0;
let areKeysKnown = false;

/** Where each key lies: made for the first picture, not when the app starts. */
function knowKeys(): void {
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
  areKeysKnown = true;
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
/** Bits of the number of pixels; sums of blue have the rest of 32. */
const COUNT_BITS = 14;

// Worked in and wiped on every call: a picture at a time, nothing to collect afterwards.
const CELLS = A_BINS * B_BINS * L_BINS;
const binOfCell = new Uint16Array(CELLS);
/** Red, green and blue of each bin, summed. */
const sumsOfBin = new Float64Array(CELLS * 3);
const lightness = new Float64Array(CELLS);
const a = new Float64Array(CELLS);
const b = new Float64Array(CELLS);
const weight = new Float64Array(CELLS);
const keyOfPixel = new Uint16Array(MOST_PIXELS);

/**
 * Counts one pixel under its key: two sums a number, with room for 9362 pixels, red above green, and blue above the
 * number of pixels. Returns how many keys the picture has so far.
 */
function countPixel(pixel: number, parts: number, keys: number): number {
  const key = parts >>> 16;
  keyOfPixel[pixel] = key;
  const at = key << 1;
  sums[at] = (sums[at]! + (((parts & 0x380) << 9) | ((parts >> 4) & 7))) | 0;
  const before = sums[at + 1]!;
  sums[at + 1] = (before + (((parts & 15) << COUNT_BITS) | 1)) | 0;
  if (before !== 0) return keys;
  touched[keys] = key;
  return keys + 1;
}

/** Forgets the picture before. */
function wipeKeys(): void {
  for (let i = 0; i < keyCount; i++) {
    const at = touched[i]! << 1;
    sums[at] = 0;
    sums[at + 1] = 0;
  }
  keyCount = 0;
}

/** Counts all pixels; four at a time, out of three words, where the bytes lie so. @returns how many keys there are */
function countPixels({ count, rgb }: WorkingPixels): number {
  const fours = rgb.byteOffset % 4 === 0 && isLittleEndian ? count >> 2 : 0;
  const words = new Int32Array(rgb.buffer, fours === 0 ? 0 : rgb.byteOffset, fours * 3);
  let keys = 0;
  let i = 0;
  for (let at = 0; at < fours * 3; at += 3, i += 4) {
    const one = words[at]!;
    const two = words[at + 1]!;
    const three = words[at + 2]!;
    keys = countPixel(
      i,
      redPart[one & 255]! + greenPart[(one >>> 8) & 255]! + bluePart[(one >>> 16) & 255]!,
      keys,
    );
    keys = countPixel(
      i + 1,
      redPart[one >>> 24]! + greenPart[two & 255]! + bluePart[(two >>> 8) & 255]!,
      keys,
    );
    keys = countPixel(
      i + 2,
      redPart[(two >>> 16) & 255]! + greenPart[two >>> 24]! + bluePart[three & 255]!,
      keys,
    );
    keys = countPixel(
      i + 3,
      redPart[(three >>> 8) & 255]! + greenPart[(three >>> 16) & 255]! + bluePart[three >>> 24]!,
      keys,
    );
  }
  for (let from = i * 3; i < count; i++, from += 3) {
    keys = countPixel(i, redPart[rgb[from]!]! + greenPart[rgb[from + 1]!]! + bluePart[rgb[from + 2]!]!, keys);
  }
  return keys;
}

/**
 * Bins the pixels, in one pass over them: each is counted under the key of its channels' levels, with its exact
 * offsets, so that the means are exact; the few hundred keys that a picture has are then gathered into bins.
 */
export function binColours(picture: WorkingPixels): PixelBins {
  if (!areKeysKnown) knowKeys();
  wipeKeys();
  keyCount = countPixels(picture);
  binOfCell.fill(0);
  let size = 0;
  for (let i = 0; i < keyCount; i++) {
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
  return {
    size,
    lightness,
    a,
    b,
    weight,
    total: picture.count,
    keyOfPixel,
    binOfKey,
    keys: touched,
    keyCount,
  };
}

/** Pixels under a key, as long as their picture was binned last. */
export function pixelsOfKey(key: number): number {
  return sums[key * 2 + 1]! & ((1 << COUNT_BITS) - 1);
}

/** Mean colour of a key's pixels; there must be some. */
export function colourOfKey(key: number): Oklab {
  const pixels = pixelsOfKey(key);
  const redGreen = sums[key * 2]!;
  return oklabOfRgb(
    lowestOfKey[key * 3]! + (redGreen >>> 16) / pixels,
    lowestOfKey[key * 3 + 1]! + (redGreen & 0xffff) / pixels,
    lowestOfKey[key * 3 + 2]! + (sums[key * 2 + 1]! >>> COUNT_BITS) / pixels,
  );
}

/** How many pixels have one of the 26 keys around a key: a level more or less of red, green or blue. */
export function pixelsAroundKey(key: number): number {
  const greenStep = cold.lowest.length;
  const redStep = warm.lowest.length * greenStep;
  let sum = -pixelsOfKey(key);
  for (let red = key - redStep; red <= key + redStep; red += redStep) {
    for (let green = red - greenStep; green <= red + greenStep; green += greenStep) {
      // Beyond the first and the last key there is nothing; at the ends of a channel a far key may be taken for a near one.
      for (let at = Math.max(0, green - 1); at <= Math.min(KEYS - 1, green + 1); at++) sum += pixelsOfKey(at);
    }
  }
  return sum;
}
