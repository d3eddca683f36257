import type { Swatch } from '../../shared/domain/frame.ts';
import { coarseScale, coarseValues, coarseVector } from '../../shared/similarity/coarseVector.ts';
import {
  chromaValues,
  type EchoFeatures,
  echoFeaturesOf,
  lightCells,
  paletteColoursOf,
} from '../../shared/similarity/echoFeatures.ts';
import { mostPaletteColours, type PaletteColours } from '../../shared/similarity/paletteDistance.ts';
import type { PackedFeatures } from '../../shared/similarity/posedFeatures.ts';
import { structureValues } from '../../shared/similarity/structureGrid.ts';
import { colourCell, noCell } from './colourCells.ts';

/** Frames of a block: what is read, written and worked through at once. */
export const blockFrames = 1024;

/** What a slot of a block holds. */
export const slotState = { free: 0, coloursOnly: 1, whole: 2 } as const;

/** Whole steps of OKLab in which colours are kept. */
export const colourScale = 8192;
/** Stands where a palette has no further colour: out of reach of every other. */
const noColour = 32767;
/** Values of the colours of a frame. */
export const colourValues = 3 * mostPaletteColours;
export const shareScale = 65535;
const lightScale = 40;
const chromaScale = 300;
const structureScale = 254;
const contrastScale = 510;

/**
 * The features of up to 1024 frames in typed arrays over one run of bytes, which is how they are saved. What every frame
 * is looked at by lies number by number (all frames' first number, then all frames' second), which is what a processor
 * reads fastest; the rest frame by frame.
 */
export interface FeatureBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Numbers of works and media in the names that go with the block. */
  readonly works: Uint32Array<ArrayBuffer>;
  readonly media: Uint32Array<ArrayBuffer>;
  /** Number of the shot in its media, -1 for a still. */
  readonly shots: Int32Array<ArrayBuffer>;
  /** L, a and b of each of eight swatches, frame by frame: a frame that is measured is fetched at once. */
  readonly colours: Int16Array<ArrayBuffer>;
  /** Of each of eight swatches, frame by frame. */
  readonly shares: Uint16Array<ArrayBuffer>;
  /** For each of eight swatches a row of cells of OKLab, see `colourCells.ts`. */
  readonly cells: Uint16Array<ArrayBuffer>;
  /** {@link coarseValues} rows of {@link blockFrames}. */
  readonly coarse: Int8Array<ArrayBuffer>;
  readonly light: Int8Array<ArrayBuffer>;
  readonly chroma: Int8Array<ArrayBuffer>;
  readonly structure: Int8Array<ArrayBuffer>;
  readonly means: Uint8Array<ArrayBuffer>;
  readonly contrasts: Uint8Array<ArrayBuffer>;
  readonly states: Uint8Array<ArrayBuffer>;
}

/** Bytes a frame takes. */
const bytesAFrame =
  3 * 4 +
  mostPaletteColours * (3 + 1 + 1) * 2 +
  coarseValues +
  lightCells +
  chromaValues +
  structureValues +
  3;
/** Bytes of a block. */
export const blockBytes = bytesAFrame * blockFrames;

/** Lays a block over bytes. @param bytes {@link blockBytes} of them, from the start of their buffer */
export function blockOver(bytes: Uint8Array<ArrayBuffer>): FeatureBlock {
  const { buffer } = bytes;
  let offset = 0;
  /** Where an array of so many values of so many bytes a frame begins. */
  const next = (values: number, size: number): [ArrayBuffer, number, number] => {
    const from = offset;
    offset += values * size * blockFrames;
    return [buffer, from, values * blockFrames];
  };
  // The widest first, so that each lies on a multiple of its size.
  return {
    bytes,
    works: new Uint32Array(...next(1, 4)),
    media: new Uint32Array(...next(1, 4)),
    shots: new Int32Array(...next(1, 4)),
    colours: new Int16Array(...next(colourValues, 2)),
    shares: new Uint16Array(...next(mostPaletteColours, 2)),
    cells: new Uint16Array(...next(mostPaletteColours, 2)),
    coarse: new Int8Array(...next(coarseValues, 1)),
    light: new Int8Array(...next(lightCells, 1)),
    chroma: new Int8Array(...next(chromaValues, 1)),
    structure: new Int8Array(...next(structureValues, 1)),
    means: new Uint8Array(...next(1, 1)),
    contrasts: new Uint8Array(...next(1, 1)),
    states: new Uint8Array(...next(1, 1)),
  };
}

export function emptyBlock(): FeatureBlock {
  const block = blockOver(new Uint8Array(blockBytes));
  block.colours.fill(noColour);
  block.cells.fill(noCell);
  block.shots.fill(-1);
  return block;
}

/** What of a frame goes into the index. */
export interface FrameFeatures {
  readonly palette: readonly Pick<Swatch, 'oklch' | 'share'>[];
  readonly signature?: string | undefined;
}

export function writeFeatures(block: FeatureBlock, at: number, frame: FrameFeatures): void {
  clearFeatures(block, at);
  const palette = paletteColoursOf(frame.palette);
  for (let swatch = 0; swatch < palette.length / 4; swatch += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = palette[swatch * 4 + channel] ?? 0;
      block.colours[at * colourValues + swatch * 3 + channel] = Math.round(value * colourScale);
    }
    block.shares[at * mostPaletteColours + swatch] = Math.round((palette[swatch * 4 + 3] ?? 0) * shareScale);
    block.cells[swatch * blockFrames + at] = colourCell(
      palette[swatch * 4] ?? 0,
      palette[swatch * 4 + 1] ?? 0,
      palette[swatch * 4 + 2] ?? 0,
    );
  }
  const features = echoFeaturesOf(frame.palette, frame.signature);
  block.states[at] = features === null ? slotState.coloursOnly : slotState.whole;
  if (features === null) return;
  coarseVector(features).forEach((value, row) => {
    block.coarse[row * blockFrames + at] = toInt8(value * coarseScale);
  });
  block.means[at] = Math.round(features.mean * 255);
  block.contrasts[at] = Math.min(255, Math.round(features.contrast * contrastScale));
  pack(features.light, lightScale, block.light, at * lightCells);
  pack(features.chroma, chromaScale, block.chroma, at * chromaValues);
  pack(features.structure, structureScale, block.structure, at * structureValues);
}

export function clearFeatures(block: FeatureBlock, at: number): void {
  block.states[at] = slotState.free;
  block.colours.fill(noColour, at * colourValues, (at + 1) * colourValues);
  block.shares.fill(0, at * mostPaletteColours, (at + 1) * mostPaletteColours);
  for (let row = 0; row < mostPaletteColours; row += 1) block.cells[row * blockFrames + at] = noCell;
  for (let row = 0; row < coarseValues; row += 1) block.coarse[row * blockFrames + at] = 0;
}

/** The palette of a slot. */
export function readPalette(block: FeatureBlock, at: number): PaletteColours {
  const colours: number[] = [];
  for (let swatch = 0; swatch < mostPaletteColours; swatch += 1) {
    const from = at * colourValues + swatch * 3;
    const lightness = block.colours[from] ?? noColour;
    if (lightness === noColour) break;
    colours.push(
      lightness / colourScale,
      (block.colours[from + 1] ?? 0) / colourScale,
      (block.colours[from + 2] ?? 0) / colourScale,
      (block.shares[at * mostPaletteColours + swatch] ?? 0) / shareScale,
    );
  }
  return Float32Array.from(colours);
}

/** Where the positional features of a slot lie. */
export function readPacked(block: FeatureBlock, at: number): PackedFeatures {
  return {
    mean: (block.means[at] ?? 0) / 255,
    contrast: (block.contrasts[at] ?? 0) / contrastScale,
    light: block.light,
    lightAt: at * lightCells,
    lightStep: 1 / lightScale,
    chroma: block.chroma,
    chromaAt: at * chromaValues,
    chromaStep: 1 / chromaScale,
    structure: block.structure,
    structureAt: at * structureValues,
    structureStep: 1 / structureScale,
  };
}

/** The features of a slot in arrays of their own; null where it has none but colours. */
export function readFeatures(block: FeatureBlock, at: number): EchoFeatures | null {
  if (block.states[at] !== slotState.whole) return null;
  const { mean, contrast } = readPacked(block, at);
  const unpack = (from: Int8Array, count: number, scale: number): Float32Array =>
    Float32Array.from(from.subarray(at * count, (at + 1) * count), (value) => value / scale);
  return {
    palette: readPalette(block, at),
    mean,
    contrast,
    light: unpack(block.light, lightCells, lightScale),
    chroma: unpack(block.chroma, chromaValues, chromaScale),
    structure: unpack(block.structure, structureValues, structureScale),
  };
}

function pack(values: Float32Array, scale: number, into: Int8Array, from: number): void {
  for (let at = 0; at < values.length; at += 1) into[from + at] = toInt8((values[at] ?? 0) * scale);
}

function toInt8(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value)));
}
