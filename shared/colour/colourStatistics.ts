import {
  CELL_COUNT,
  type ColourWindow,
  cellOf,
  cellsOfWindow,
  HUE_BINS,
  HUE_STEP,
  isHueWithin,
  LEAST_HUE_CHROMA,
} from './colourGrid.ts';
import { fastHue } from './fastHue.ts';
import type { OklabPlanes } from './oklabPlanes.ts';

/** The shares of the area at which lightness and chroma are known. */
export const QUANTILE_SHARES: readonly number[] = [
  0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995,
];

/** What one pass over a picture measures: enough to ask any mood's rule later without the picture. */
export interface ColourStatistics {
  /** Pixels measured. */
  readonly pixels: number;
  /** Lightness below which the shares {@link QUANTILE_SHARES} of the area lie. */
  readonly lightness: ArrayLike<number>;
  /** The same for chroma. */
  readonly chroma: ArrayLike<number>;
  readonly meanLightness: number;
  readonly meanChroma: number;
  /** Length of the mean hue vector weighted by chroma: 1 where all the colour has one hue. */
  readonly hueConcentration: number;
  /** Direction of that vector, degrees. */
  readonly meanHue: number;
  /** Share of the chroma-weighted colour in each step of hue. */
  readonly hueMass: ArrayLike<number>;
  /** Cells of the grid that hold pixels, ascending; see {@link cellOf}. Pixels without hue are in none. */
  readonly cells: ArrayLike<number>;
  /** How many pixels each of them holds. */
  readonly counts: ArrayLike<number>;
}

const LEVELS = 512;
const MOST_CHROMA = 0.4;
const cellCounts = new Uint32Array(CELL_COUNT);

/** Measures a picture. */
export function measureColour(planes: OklabPlanes): ColourStatistics {
  const { count, lightness, a, b } = planes;
  const lightnessCounts = new Uint32Array(LEVELS);
  const chromaCounts = new Uint32Array(LEVELS);
  const hueMass = new Float64Array(HUE_BINS);
  cellCounts.fill(0);
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
    const hue = fastHue(pixelA, pixelB);
    const hueBin = (hue / HUE_STEP) | 0;
    colour += pixelC;
    sumA += pixelA;
    sumB += pixelB;
    hueMass[hueBin] = hueMass[hueBin]! + pixelC;
    cellCounts[cellOf(pixelL, pixelC, hue)]!++;
  }
  const ofColour = (value: number) => (colour === 0 ? 0 : value / colour);
  const cells: number[] = [];
  const counts: number[] = [];
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    if (cellCounts[cell] === 0) continue;
    cells.push(cell);
    counts.push(cellCounts[cell]!);
  }
  const chroma = QUANTILE_SHARES.map((share) => (levelAt(chromaCounts, count, share) * MOST_CHROMA) / LEVELS);
  return {
    pixels: count,
    lightness: QUANTILE_SHARES.map((share) => levelAt(lightnessCounts, count, share) / LEVELS),
    chroma,
    meanLightness: sumLightness / count,
    meanChroma: sumChroma / count,
    hueConcentration: ofColour(Math.hypot(sumA, sumB)),
    meanHue: fastHue(sumA, sumB),
    hueMass: hueMass.map(ofColour),
    cells,
    counts,
  };
}

/** Share of the chroma-weighted colour whose hue lies in a window; its other bounds do not count. */
export function massIn({ hueMass }: Pick<ColourStatistics, 'hueMass'>, window: ColourWindow): number {
  let mass = 0;
  for (let bin = 0; bin < HUE_BINS; bin++) {
    if (isHueWithin((bin + 0.5) * HUE_STEP, window.hueFrom, window.hueTo)) mass += hueMass[bin]!;
  }
  return Math.min(1, mass);
}

/** Share of the area whose colour lies in a window, bounds of chroma and lightness included. */
export function coverOf(
  { cells, counts, pixels }: Pick<ColourStatistics, 'cells' | 'counts' | 'pixels'>,
  window: ColourWindow,
): number {
  const inside = cellsOfWindow(window);
  let covered = 0;
  for (let i = 0; i < cells.length; i++) if (inside[cells[i]!] === 1) covered += counts[i]!;
  return covered / pixels;
}

/** A quantile at any share, straight between those that are known. */
export function quantileAt(quantiles: ArrayLike<number>, share: number): number {
  const above = QUANTILE_SHARES.findIndex((known) => known >= share);
  if (above === -1) return quantiles[QUANTILE_SHARES.length - 1]!;
  const high = QUANTILE_SHARES[above]!;
  if (above === 0 || high === share) return quantiles[above]!;
  const low = QUANTILE_SHARES[above - 1]!;
  const part = (share - low) / (high - low);
  return quantiles[above - 1]! + part * (quantiles[above]! - quantiles[above - 1]!);
}

/** How many of twelve hues hold at least a share of the colour, at the division of the circle that shows most. */
export function hueCount({ hueMass }: Pick<ColourStatistics, 'hueMass'>, share: number): number {
  const perTwelfth = HUE_BINS / 12;
  let most = 0;
  for (const turn of [0, 3, 6]) {
    let count = 0;
    for (let twelfth = 0; twelfth < 12; twelfth++) {
      let mass = 0;
      for (let i = 0; i < perTwelfth; i++) mass += hueMass[(twelfth * perTwelfth + turn + i) % HUE_BINS]!;
      if (mass >= share && mass > 0) count++;
    }
    most = Math.max(most, count);
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
