import type { Swatch } from '../domain/frame.ts';
import { oklabOfOklch } from './oklab.ts';
import type { OklabPlanes } from './oklabPlanes.ts';

/** Colours of a hue range (degrees; from 320 to 10 runs over 0) within bounds of chroma and lightness. */
export interface ColourWindow {
  readonly hueFrom: number;
  readonly hueTo: number;
  readonly chromaFrom?: number;
  readonly chromaTo?: number;
  readonly lightnessFrom?: number;
  readonly lightnessTo?: number;
}

/** Colour below this chroma has no hue to speak of and no part in shares of colour. */
export const LEAST_HUE_CHROMA = 0.015;

/** What one pass over a picture measures. */
export interface ColourStatistics {
  /** Lightness below which a share (0-1) of the area lies. */
  readonly lightness: (share: number) => number;
  /** Chroma below which a share (0-1) of the area lies. */
  readonly chroma: (share: number) => number;
  readonly meanLightness: number;
  readonly meanChroma: number;
  /** Share of the chroma-weighted mass whose hue lies in each window. */
  readonly mass: readonly number[];
  /** Share of the area whose colour lies in each window, bounds of chroma and lightness included. */
  readonly cover: readonly number[];
  /** Length of the mean hue vector weighted by chroma: 1 where all the colour has one hue. */
  readonly hueConcentration: number;
  /** Direction of that vector, degrees. */
  readonly meanHue: number;
  /** How many of twelve hues of 30 degrees hold at least a share of the chroma-weighted mass. */
  readonly hueCount: (share: number) => number;
  readonly accent: Accent | null;
}

/** A small vivid cluster that stands apart from everything else in the picture. */
export interface Accent {
  readonly swatch: Swatch;
  /** Share of the area that has about this colour. */
  readonly share: number;
  /** Chroma above the picture's median. */
  readonly chromaAboveMedian: number;
}

const ATAN_STEPS = 1024;
const DEGREES = 180 / Math.PI;
const atanTable = Float32Array.from(
  { length: ATAN_STEPS + 2 },
  (_, i) => Math.atan(i / ATAN_STEPS) * DEGREES,
);

/** Hue angle 0-360 by table, right to a tenth of a degree: the same for measuring and for masks. */
export function fastHue(a: number, b: number): number {
  const absA = Math.abs(a);
  const absB = Math.abs(b);
  if (absA === 0 && absB === 0) return 0;
  let angle =
    absA >= absB
      ? atanTable[((absB / absA) * ATAN_STEPS + 0.5) | 0]!
      : 90 - atanTable[((absA / absB) * ATAN_STEPS + 0.5) | 0]!;
  if (a < 0) angle = 180 - angle;
  if (b < 0) angle = 360 - angle;
  return angle >= 360 ? 0 : angle;
}

/** Whether a hue lies in a range that may run over 0. */
function isHueWithin(hue: number, from: number, to: number): boolean {
  return from <= to ? hue >= from && hue < to : hue >= from || hue < to;
}

/** Whether a colour lies in a window; colours without hue lie in none. */
export function isInWindow(lightness: number, chroma: number, hue: number, window: ColourWindow): boolean {
  return (
    chroma >= LEAST_HUE_CHROMA &&
    isHueWithin(hue, window.hueFrom, window.hueTo) &&
    chroma >= (window.chromaFrom ?? 0) &&
    chroma <= (window.chromaTo ?? 1) &&
    lightness >= (window.lightnessFrom ?? 0) &&
    lightness <= (window.lightnessTo ?? 1)
  );
}

const LEVELS = 512;
const MOST_CHROMA = 0.4;

/** Windows laid out for the pass over the pixels. */
interface WindowTable {
  /** Which windows hold a hue, by whole degrees. */
  readonly ofHue: readonly Uint8Array[];
  readonly chromaFrom: Float64Array;
  readonly chromaTo: Float64Array;
  readonly lightnessFrom: Float64Array;
  readonly lightnessTo: Float64Array;
}

// The same windows are measured on every picture: laid out once.
const tables = new WeakMap<readonly ColourWindow[], WindowTable>();

function tableOf(windows: readonly ColourWindow[]): WindowTable {
  const known = tables.get(windows);
  if (known !== undefined) return known;
  const table = {
    ofHue: Array.from({ length: 360 }, (_, degree) =>
      Uint8Array.from(
        windows.flatMap((window, i) => (isHueWithin(degree + 0.5, window.hueFrom, window.hueTo) ? [i] : [])),
      ),
    ),
    chromaFrom: Float64Array.from(windows, (window) => window.chromaFrom ?? 0),
    chromaTo: Float64Array.from(windows, (window) => window.chromaTo ?? 1),
    lightnessFrom: Float64Array.from(windows, (window) => window.lightnessFrom ?? 0),
    lightnessTo: Float64Array.from(windows, (window) => window.lightnessTo ?? 1),
  };
  tables.set(windows, table);
  return table;
}

/** Measures a picture once for all windows; a palette lets accents be found. */
export function measureColour(
  planes: OklabPlanes,
  windows: readonly ColourWindow[],
  palette: readonly Swatch[],
): ColourStatistics {
  const { count, lightness, a, b } = planes;
  const lightnessCounts = new Uint32Array(LEVELS);
  const chromaCounts = new Uint32Array(LEVELS);
  const { ofHue, chromaFrom, chromaTo, lightnessFrom, lightnessTo } = tableOf(windows);
  const mass = new Float64Array(windows.length);
  const cover = new Float64Array(windows.length);
  const byDegree = new Float64Array(360);
  let sumLightness = 0;
  let sumChroma = 0;
  let sumA = 0;
  let sumB = 0;
  let colour = 0;
  for (let i = 0; i < count; i++) {
    const pixelL = lightness[i]!;
    const pixelA = a[i]!;
    const pixelB = b[i]!;
    const pixelC = Math.sqrt(pixelA * pixelA + pixelB * pixelB);
    sumLightness += pixelL;
    sumChroma += pixelC;
    lightnessCounts[Math.max(0, Math.min(LEVELS - 1, (pixelL * LEVELS) | 0))]!++;
    chromaCounts[Math.min(LEVELS - 1, (pixelC * (LEVELS / MOST_CHROMA)) | 0)]!++;
    if (pixelC < LEAST_HUE_CHROMA) continue;
    const degree = fastHue(pixelA, pixelB) | 0;
    colour += pixelC;
    sumA += pixelA;
    sumB += pixelB;
    byDegree[degree] = byDegree[degree]! + pixelC;
    const inside = ofHue[degree]!;
    for (let at = 0; at < inside.length; at++) {
      const window = inside[at]!;
      mass[window] = mass[window]! + pixelC;
      if (
        pixelC >= chromaFrom[window]! &&
        pixelC <= chromaTo[window]! &&
        pixelL >= lightnessFrom[window]! &&
        pixelL <= lightnessTo[window]!
      ) {
        cover[window] = cover[window]! + 1;
      }
    }
  }
  const ofColour = (value: number) => (colour === 0 ? 0 : value / colour);
  const chroma = (share: number) => (levelAt(chromaCounts, count, share) * MOST_CHROMA) / LEVELS;
  return {
    lightness: (share) => levelAt(lightnessCounts, count, share) / LEVELS,
    chroma,
    meanLightness: sumLightness / count,
    meanChroma: sumChroma / count,
    mass: Array.from(mass, ofColour),
    cover: Array.from(cover, (pixels) => pixels / count),
    hueConcentration: ofColour(Math.hypot(sumA, sumB)),
    meanHue: fastHue(sumA, sumB),
    hueCount: (share) => countHues(byDegree, colour * share),
    accent: strongestAccent(planes, palette, chroma(0.5)),
  };
}

/** Twelfths of the circle that hold at least `least`, at the division of the circle that shows most of them. */
function countHues(byDegree: Float64Array, least: number): number {
  if (least === 0) return 0;
  let most = 0;
  for (const turn of [0, 10, 20]) {
    const twelfths = new Float64Array(12);
    for (let degree = 0; degree < 360; degree++) {
      const twelfth = Math.floor(((degree + turn) % 360) / 30);
      twelfths[twelfth] = twelfths[twelfth]! + byDegree[degree]!;
    }
    most = Math.max(most, twelfths.filter((mass) => mass >= least).length);
  }
  return most;
}

/** Level below which `share` of the counts lies, with the part of a level in between. */
function levelAt(counts: Uint32Array, total: number, share: number): number {
  const wanted = total * share;
  let below = 0;
  for (let level = 0; level < counts.length; level++) {
    const here = counts[level]!;
    if (here > 0 && below + here >= wanted) return level + (wanted - below) / here;
    below += here;
  }
  return counts.length;
}

const ACCENT = {
  shareTo: 0.06,
  chromaAboveMedian: 0.08,
  /** Pixels this near in OKLab have the accent's colour. */
  reach: 0.1,
  /** Kindred hues, and from what chroma they count as such. */
  kinDegrees: 35,
  kinChroma: 0.05,
  /** So much of the area may have a kindred hue beside the accent itself. */
  kinShare: 0.04,
};

/** Whether a colour is about the accent's. */
export function isAccentColour(
  lightness: number,
  a: number,
  b: number,
  accent: Pick<Accent, 'swatch'>,
): boolean {
  const [accentL, accentA, accentB] = oklabOfOklch(accent.swatch.oklch);
  return Math.hypot(lightness - accentL, a - accentA, b - accentB) <= ACCENT.reach;
}

function strongestAccent(
  planes: OklabPlanes,
  palette: readonly Swatch[],
  medianChroma: number,
): Accent | null {
  let strongest: Accent | null = null;
  for (const swatch of palette) {
    const [, chroma, hue] = swatch.oklch;
    const above = chroma - medianChroma;
    if (hue === null || swatch.share > ACCENT.shareTo || above < ACCENT.chromaAboveMedian) continue;
    if (strongest !== null && strongest.chromaAboveMedian >= above) continue;
    const { near, kin } = sharesAbout(planes, swatch, hue);
    if (kin > ACCENT.kinShare) continue;
    strongest = { swatch, share: near, chromaAboveMedian: above };
  }
  return strongest;
}

/** Share of the area that has about a swatch's colour, and share that has a kindred hue but is not near it. */
function sharesAbout(planes: OklabPlanes, swatch: Swatch, hue: number) {
  const { count, lightness, a, b } = planes;
  const [ownL, ownA, ownB] = oklabOfOklch(swatch.oklch);
  const reach = ACCENT.reach ** 2;
  let near = 0;
  let kin = 0;
  for (let i = 0; i < count; i++) {
    const dl = lightness[i]! - ownL;
    const da = a[i]! - ownA;
    const db = b[i]! - ownB;
    if (dl * dl + da * da + db * db <= reach) {
      near++;
      continue;
    }
    const pixelA = a[i]!;
    const pixelB = b[i]!;
    if (pixelA * pixelA + pixelB * pixelB < ACCENT.kinChroma ** 2) continue;
    const turn = Math.abs(fastHue(pixelA, pixelB) - hue);
    if (Math.min(turn, 360 - turn) <= ACCENT.kinDegrees) kin++;
  }
  return { near: near / count, kin: kin / count };
}
