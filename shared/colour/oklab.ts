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

/** OKLab of one 8-bit sRGB colour, without tables. */
export function oklabOfRgb(red8: number, green8: number, blue8: number): Oklab {
  const red = LINEAR_OF_BYTE[red8]!;
  const green = LINEAR_OF_BYTE[green8]!;
  const blue = LINEAR_OF_BYTE[blue8]!;
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function byteOfLinear(value: number): number {
  const encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, encoded)) * 255);
}

/** Nearest 8-bit sRGB colour; what lies outside the gamut is clipped channel by channel. */
export function rgbOfOklab([lightness, a, b]: Oklab): readonly [red: number, green: number, blue: number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
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
