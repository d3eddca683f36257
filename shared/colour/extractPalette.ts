import type { Rect, Swatch } from '../domain/frame.ts';
import { binColours } from './colourBins.ts';
import {
  assignBins,
  dropCentre,
  emptyCentres,
  growCentres,
  refineCentres,
  roomForAssignment,
  setCentre,
} from './colourClusters.ts';
import { findAccents, MOST_ACCENTS } from './findAccents.ts';
import { findSolids } from './findSolids.ts';
import { leastUsefulCentre } from './leastUsefulCentre.ts';
import { mergeClusters } from './mergeClusters.ts';
import type { RgbPixels } from './rgbPixels.ts';
import { splitWideClusters } from './splitWideClusters.ts';
import { swatchesOf } from './swatchesOf.ts';
import { type WorkingPixels, workingPixels } from './workingPixels.ts';

/** Most swatches of a palette. */
const MOST_SWATCHES = 8;

/**
 * The palette of a picture: 5-8 swatches where it has that many colours, fewer only where it has fewer (a
 * solid has one, itself).
 *
 * How: the pixels are gathered into a fine OKLab grid; eight clusters are grown by splitting the one with the
 * most spread, each settling on its geometric median, so that a swatch is a colour that most of its pixels
 * have and not a mean that none has; small vivid areas of one colour and other small vivid clusters which those pass
 * over get swatches of their own;
 * alike swatches, halves of noise and blends along edges are joined. Nothing is random.
 *
 * @param area the picture without bars (see `findPictureArea`); the whole frame when left out
 * @returns swatches by share, greatest first; the shares add to 1
 */
export function extractPalette(pixels: RgbPixels, area?: Rect): Swatch[] {
  return extractPaletteFromPlanes(workingPixels(pixels, area));
}

/** {@link extractPalette} of a picture that has been brought to its working size already. */
export function extractPaletteFromPlanes(picture: WorkingPixels): Swatch[] {
  const bins = binColours(picture);
  const held = roomForAssignment(bins);
  growCentres(bins, main, held, MOST_SWATCHES);
  refineCentres(bins, main, held, 0, 4);
  centres.size = 0;
  findSolids(bins, held, main, centres);
  const solids = centres.size;
  findAccents(bins, main, held, centres);
  let accents = centres.size;
  for (let k = 0; k < main.size; k++) {
    setCentre(centres, centres.size, main.lightness[k]!, main.a[k]!, main.b[k]!);
  }
  if (accents > 0) {
    for (let bin = 0; bin < bins.size; bin++) held.label[bin] = held.label[bin]! + accents;
    assignBins(bins, centres, held);
  }
  while (centres.size > MOST_SWATCHES) {
    const { index: least } = leastUsefulCentre(bins, centres, held, solids);
    if (least < accents) accents--;
    dropCentre(bins, centres, held, least);
  }
  const left = mergeClusters(picture, bins, centres, held, accents, solids);
  refineCentres(bins, centres, held, left.accents, 2, true);
  splitWideClusters(picture, bins, centres, held, left.accents, left.solids);
  return swatchesOf(bins, centres, held);
}

// Reused from picture to picture.
const main = emptyCentres(MOST_SWATCHES);
const centres = emptyCentres(MOST_SWATCHES + MOST_ACCENTS);
