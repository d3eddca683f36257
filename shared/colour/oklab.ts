import type { Swatch } from '../domain/frame.ts';

/*
 * OKLab as published by Björn Ottosson, "A perceptual color space for image processing" (2020),
 * https://bottosson.github.io/posts/oklab/ (matrices for linear sRGB, public domain), on the sRGB transfer
 * curve of IEC 61966-2-1.
 */

/** OKLab: lightness 0-1, a (green to red) and b (blue to yellow) about -0.32 to 0.28 inside sRGB. */
export type Oklab = readonly [lightness: number, a: number, b: number];

/** OKLCH as a swatch carries it: lightness 0-1, chroma, hue in degrees 0-360 or null for greys. */
export type Oklch = Swatch['oklch'];

/** Below this chroma (about one 8-bit step of one channel) a hue says nothing. */
const GREY_CHROMA = 0.004;

/** Linear light 0-1 of each 8-bit sRGB value. */
const LINEAR_OF_BYTE: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

// Cube roots by linear interpolation: a fine table for the steep start of the curve, a coarse one for the
// rest. The error stays below 2e-5 in any channel of OKLab, a hundredth of an 8-bit step.
const FINE_SIZE = 8192;
const COARSE_SIZE = 4096;
const FINE_TOP = 1 / 32;
const fineRoots = Float64Array.from({ length: FINE_SIZE + 2 }, (_, i) =>
  Math.cbrt((i / FINE_SIZE) * FINE_TOP),
);
const coarseRoots = Float64Array.from({ length: COARSE_SIZE + 2 }, (_, i) => Math.cbrt(i / COARSE_SIZE));

/** Cube root of a linear-light value 0-1 from the tables. */
function cubeRoot(value: number): number {
  if (value < FINE_TOP) {
    const position = value * (FINE_SIZE / FINE_TOP);
    const index = position | 0;
    const low = fineRoots[index]!;
    return low + (fineRoots[index + 1]! - low) * (position - index);
  }
  const position = value * COARSE_SIZE;
  const index = position | 0;
  const low = coarseRoots[index]!;
  return low + (coarseRoots[index + 1]! - low) * (position - index);
}

/** Converts `count` packed sRGB pixels to OKLab planes; for whole pictures, by table. */
export function rgbToOklabPlanes(
  rgb: Uint8Array | Uint8ClampedArray,
  count: number,
  lightness: Float32Array,
  a: Float32Array,
  b: Float32Array,
): void {
  const linear = LINEAR_OF_BYTE;
  let lastKey = -1;
  let lastL = 0;
  let lastA = 0;
  let lastB = 0;
  for (let i = 0, at = 0; i < count; i++, at += 3) {
    const red8 = rgb[at]!;
    const green8 = rgb[at + 1]!;
    const blue8 = rgb[at + 2]!;
    const key = (red8 << 16) | (green8 << 8) | blue8;
    if (key !== lastKey) {
      const red = linear[red8]!;
      const green = linear[green8]!;
      const blue = linear[blue8]!;
      const l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
      const m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
      const s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
      lastKey = key;
      lastL = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
      lastA = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
      lastB = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
    }
    lightness[i] = lastL;
    a[i] = lastA;
    b[i] = lastB;
  }
}

/** Weights of red, green and blue in each of the three cone responses. */
const LMS_OF_LINEAR = [
  0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
  0.2817188376, 0.6299787005,
];

/** Linear light of an sRGB value 0-255, also between two steps. */
function linearOf(value: number): number {
  const low = value | 0;
  const at = LINEAR_OF_BYTE[low]!;
  return low === value ? at : at + (LINEAR_OF_BYTE[low + 1]! - at) * (value - low);
}

/** OKLab of one sRGB colour, channels 0-255; means of pixels may have fractions. */
export function oklabOfRgb(red8: number, green8: number, blue8: number): Oklab {
  const red = linearOf(red8);
  const green = linearOf(green8);
  const blue = linearOf(blue8);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const slopes = new Float64Array(9);

/**
 * How much L, a and b rise with one 8-bit step of red, then of green, then of blue at a colour: nine numbers, good until
 * the next call. Near black the slope is that at 8 of 255, since it has no bound there.
 */
export function oklabSlopes(colour: Oklab): Float64Array {
  const rgb = rgbOfOklab(colour);
  const [lightness, a, b] = colour;
  const low = 0.05;
  const l = Math.max(low, lightness + 0.3963377774 * a + 0.2158037573 * b);
  const m = Math.max(low, lightness - 0.1055613458 * a - 0.0638541728 * b);
  const s = Math.max(low, lightness - 0.0894841775 * a - 1.291485548 * b);
  for (let channel = 0; channel < 3; channel++) {
    const value = Math.min(254, Math.max(8, rgb[channel]!));
    const step = (LINEAR_OF_BYTE[value + 1]! - LINEAR_OF_BYTE[value - 1]!) / 6;
    const dl = (step * LMS_OF_LINEAR[channel]!) / (l * l);
    const dm = (step * LMS_OF_LINEAR[3 + channel]!) / (m * m);
    const ds = (step * LMS_OF_LINEAR[6 + channel]!) / (s * s);
    slopes[channel * 3] = 0.2104542553 * dl + 0.793617785 * dm - 0.0040720468 * ds;
    slopes[channel * 3 + 1] = 1.9779984951 * dl - 2.428592205 * dm + 0.4505937099 * ds;
    slopes[channel * 3 + 2] = 0.0259040371 * dl + 0.7827717662 * dm - 0.808675766 * ds;
  }
  return slopes;
}

/** Linear light halfway between each 8-bit value and the next, by the curve: from there on the next one is nearer. */
const LINEAR_ABOVE_BYTE = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = (byte + 0.5) / 255;
  return byte === 255 ? Infinity : value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
const GUESSES = 1024;
/** The 8-bit value at the foot of each step of linear light, to count on from. */
const BYTE_GUESS = Uint8Array.from({ length: GUESSES + 1 }, (_, step) =>
  LINEAR_ABOVE_BYTE.findIndex((above) => step / GUESSES < above),
);

function byteOfLinear(value: number): number {
  if (!(value > 0)) return 0;
  if (value >= 1) return 255;
  let byte = BYTE_GUESS[(value * GUESSES) | 0]!;
  while (value >= LINEAR_ABOVE_BYTE[byte]!) byte++;
  return byte;
}

/** Nearest 8-bit sRGB colour; what lies outside the gamut is clipped channel by channel. */
export function rgbOfOklab([lightness, a, b]: Oklab): readonly [red: number, green: number, blue: number] {
  // What is grey but for rounding stays grey where a byte could fall either way.
  if (Math.abs(a) < 1e-4 && Math.abs(b) < 1e-4) {
    const grey = byteOfLinear(lightness * lightness * lightness);
    return [grey, grey, grey];
  }
  const rootL = lightness + 0.3963377774 * a + 0.2158037573 * b;
  const rootM = lightness - 0.1055613458 * a - 0.0638541728 * b;
  const rootS = lightness - 0.0894841775 * a - 1.291485548 * b;
  const l = rootL * rootL * rootL;
  const m = rootM * rootM * rootM;
  const s = rootS * rootS * rootS;
  return [
    byteOfLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byteOfLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byteOfLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Cylindrical form; chroma is 0 and hue null below a chroma of .004, about one 8-bit step of one channel. */
export function oklchOfOklab([lightness, a, b]: Oklab): Oklch {
  const chroma = Math.hypot(a, b);
  const clamped = Math.min(1, Math.max(0, lightness));
  if (chroma < GREY_CHROMA) return [clamped, 0, null];
  return [clamped, chroma, hueDegrees(a, b)];
}

/** Cartesian form of an OKLCH colour. */
export function oklabOfOklch([lightness, chroma, hue]: Oklch): Oklab {
  if (hue === null) return [lightness, 0, 0];
  const radians = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(radians), chroma * Math.sin(radians)];
}

/** Hue angle 0-360 degrees. */
export function hueDegrees(a: number, b: number): number {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** `#rrggbb` in lower case. */
export function hexOfRgb(red8: number, green8: number, blue8: number): string {
  return `#${((1 << 24) | (red8 << 16) | (green8 << 8) | blue8).toString(16).slice(1)}`;
}

/**
 * Reads `#rrggbb`.
 * @throws RangeError for anything else.
 */
export function rgbOfHex(hex: string): readonly [red: number, green: number, blue: number] {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`"${hex}" is no colour of the form #rrggbb.`);
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Delta E (OK): the straight distance in OKLab; .02 is about a just noticeable difference. */
export function deltaEOk(one: Oklab, other: Oklab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
