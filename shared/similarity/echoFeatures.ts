import { oklabOfOklch } from '../colour/oklab.ts';
import type { Swatch } from '../domain/frame.ts';
import { mostPaletteColours, type PaletteColours } from './paletteDistance.ts';
import { chromaSide, isCurrentSignature, layoutSide, readSignature } from './pictureSignature.ts';
import { structureDirections, structureSide, structureValues } from './structureGrid.ts';

/** Cells a side of the light: coarse enough that a small shift does not count. */
export const lightSide = 8;
export const lightCells = lightSide * lightSide;
export const chromaValues = 2 * chromaSide * chromaSide;

/** What of a picture is compared for echoes. */
export interface EchoFeatures {
  /** Up to eight colours. */
  readonly palette: PaletteColours;
  /** Mean and spread (standard deviation) of OKLab L. */
  readonly mean: number;
  readonly contrast: number;
  /** {@link lightCells} rows from the top: lightness less its mean, in standard deviations. */
  readonly light: Float32Array;
  /** OKLab a of 4 x 4 cells, then b. */
  readonly chroma: Float32Array;
  /** See `structureGrid.ts`. */
  readonly structure: Float32Array;
}

/**
 * The features of a frame, from what its import measured.
 * @returns null where the frame has no signature of today's making yet
 */
export function echoFeaturesOf(
  palette: readonly Pick<Swatch, 'oklch' | 'share'>[],
  signatureText: string | undefined,
): EchoFeatures | null {
  if (signatureText === undefined || !isCurrentSignature(signatureText)) return null;
  const signature = readSignature(signatureText);
  if (signature === null || signature.mean === null || signature.structure === null) return null;
  return {
    palette: paletteColoursOf(palette),
    mean: signature.mean,
    contrast: signature.contrast,
    light: halved(signature.layout),
    chroma: signature.chroma,
    structure: signature.structure,
  };
}

/** A palette as numbers; of more than eight swatches the first eight, which are the largest. */
export function paletteColoursOf(palette: readonly Pick<Swatch, 'oklch' | 'share'>[]): PaletteColours {
  const kept = palette.slice(0, mostPaletteColours);
  const colours = new Float32Array(kept.length * 4);
  for (const [at, { oklch, share }] of kept.entries()) colours.set([...oklabOfOklch(oklch), share], at * 4);
  return colours;
}

/** The same picture seen in a mirror. */
export function mirroredFeatures(features: EchoFeatures): EchoFeatures {
  const { light, chroma, structure } = features;
  const half = chromaSide * chromaSide;
  const flippedStructure = new Float32Array(structureValues);
  for (let cell = 0; cell < structureSide * structureSide; cell += 1) {
    const row = Math.floor(cell / structureSide);
    const flipped = row * structureSide + (structureSide - 1 - (cell % structureSide));
    for (let direction = 0; direction < structureDirections; direction += 1) {
      const turned = (structureDirections - direction) % structureDirections;
      flippedStructure[flipped * structureDirections + turned] =
        structure[cell * structureDirections + direction] ?? 0;
    }
  }
  const flippedChroma = new Float32Array(chromaValues);
  flippedChroma.set(flippedGrid(chroma.subarray(0, half), chromaSide));
  flippedChroma.set(flippedGrid(chroma.subarray(half), chromaSide), half);
  return {
    ...features,
    light: flippedGrid(light, lightSide),
    chroma: flippedChroma,
    structure: flippedStructure,
  };
}

function flippedGrid(grid: Float32Array, side: number): Float32Array {
  return grid.map((_, cell) => grid[cell - (cell % side) + (side - 1 - (cell % side))] ?? 0);
}

/** Means of 2 x 2 cells. */
function halved(layout: Float32Array): Float32Array {
  const step = layoutSide / lightSide;
  const cells = new Float32Array(lightCells);
  for (let at = 0; at < layout.length; at += 1) {
    const cell = Math.floor(at / layoutSide / step) * lightSide + Math.floor((at % layoutSide) / step);
    cells[cell] = (cells[cell] ?? 0) + (layout[at] ?? 0) / (step * step);
  }
  return cells;
}
