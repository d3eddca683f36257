import type { Swatch } from '../domain/frame.ts';
import type { ColourBins } from './colourBins.ts';
import {
  assignBins,
  type Centres,
  dropCentre,
  emptyCentres,
  growCentres,
  refineCentres,
  roomForAssignment,
  setCentre,
} from './colourClusters.ts';
import { findAccents, MOST_ACCENTS } from './findAccents.ts';
import { leastUsefulCentre } from './leastUsefulCentre.ts';
import { oklabOfRgb, rgbOfHex } from './oklab.ts';
import { swatchesOf } from './swatchesOf.ts';

/** A palette and how much it counts: a frame's is that of the shot it stands for, in seconds. */
export interface PalettePart {
  readonly palette: readonly Swatch[];
  /** Above 0; only its size against the others matters. */
  readonly weight: number;
}

const MOST_SWATCHES = 8;
/** Swatches nearer than this (OKLab) look alike; a little less than in a frame's palette, so that those stay. */
const ALIKE = 0.025;
/** Swatches of many frames are gathered in cells of this side first, so that a film costs no more than a scene. */
const CELL = 0.012;

/**
 * The common palette of several frames (a shot, a moment, a work, a board): their swatches, each with its share times the
 * weight of its frame, brought to at most eight as the pixels of a frame are, accents kept. Frames of one and the same
 * palette give that palette. Deterministic, whatever the order of the parts.
 * @returns swatches by share, greatest first, shares adding to 1; none where there are no colours
 */
export function poolPalettes(parts: readonly PalettePart[]): Swatch[] {
  const counted = parts.filter(({ palette, weight }) => palette.length > 0 && weight > 0);
  const bins = gatherSwatches(counted);
  if (bins.size === 0) return [];
  const held = roomForAssignment(bins);
  const main = emptyCentres(MOST_SWATCHES);
  const centres = emptyCentres(MOST_SWATCHES + MOST_ACCENTS);
  if (bins.size <= MOST_SWATCHES) {
    // Each colour is its own swatch: nothing to gather.
    for (let bin = 0; bin < bins.size; bin++) {
      setCentre(main, bin, bins.lightness[bin]!, bins.a[bin]!, bins.b[bin]!);
    }
    held.label.fill(0, 0, bins.size);
  } else {
    growCentres(bins, main, held, MOST_SWATCHES);
    refineCentres(bins, main, held, 0, 8);
    findAccents(bins, main, held, centres);
  }
  let accents = centres.size;
  for (let k = 0; k < main.size; k++) {
    setCentre(centres, centres.size, main.lightness[k]!, main.a[k]!, main.b[k]!);
  }
  for (let bin = 0; bin < bins.size; bin++) held.label[bin] = held.label[bin]! + accents;
  assignBins(bins, centres, held);
  for (;;) {
    const least =
      centres.size > MOST_SWATCHES ? leastUsefulCentre(bins, centres, held).index : alikeCentre(centres);
    if (least === null) break;
    if (least < accents) accents--;
    dropCentre(bins, centres, held, least);
  }
  refineCentres(bins, centres, held, accents, 3);
  return swatchesOf(bins, centres, held);
}

/** A centre that looks like another one; main centres before accents. */
function alikeCentre({ size, lightness, a, b }: Centres): number | null {
  for (let one = size - 1; one > 0; one--) {
    for (let other = 0; other < one; other++) {
      const dl = lightness[one]! - lightness[other]!;
      const da = a[one]! - a[other]!;
      const db = b[one]! - b[other]!;
      if (dl * dl + da * da + db * db < ALIKE * ALIKE) return one;
    }
  }
  return null;
}

interface Cell {
  weight: number;
  lightness: number;
  a: number;
  b: number;
}

const MOST_CHROMA = 0.5;
const CELLS_ACROSS = 128;
const step = (value: number): number => Math.floor(value / CELL);

function gatherSwatches(parts: readonly PalettePart[]): ColourBins {
  const cells = new Map<number, Cell>();
  for (const { palette, weight } of parts) {
    for (const { hex, share } of palette) {
      const [lightness, a, b] = oklabOfRgb(...rgbOfHex(hex));
      const of = share * weight;
      if (of <= 0) continue;
      const key =
        (step(lightness) * CELLS_ACROSS + step(a + MOST_CHROMA)) * CELLS_ACROSS + step(b + MOST_CHROMA);
      const cell = cells.get(key) ?? { weight: 0, lightness: 0, a: 0, b: 0 };
      cell.weight += of;
      cell.lightness += of * lightness;
      cell.a += of * a;
      cell.b += of * b;
      cells.set(key, cell);
    }
  }
  // By key, so that the order in which frames come does not matter.
  const sorted = [...cells].sort(([one], [other]) => one - other).map(([, cell]) => cell);
  return {
    size: sorted.length,
    lightness: Float64Array.from(sorted, (cell) => cell.lightness / cell.weight),
    a: Float64Array.from(sorted, (cell) => cell.a / cell.weight),
    b: Float64Array.from(sorted, (cell) => cell.b / cell.weight),
    weight: Float64Array.from(sorted, (cell) => cell.weight),
    total: sorted.reduce((sum, cell) => sum + cell.weight, 0),
  };
}
