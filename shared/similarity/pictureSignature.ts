import { oklabPlanes } from '../colour/oklabPlanes.ts';
import type { RgbPixels } from '../colour/rgbPixels.ts';
import type { Rect } from '../domain/frame.ts';
import { averageCells } from './averageCells.ts';
import { measureStructure, structureValues } from './structureGrid.ts';

/** Cells a side of the lightness layout. */
export const layoutSide = 16;
/** Cells a side of the colour layout. */
export const chromaSide = 4;

/** First byte of a written signature; another number is another making. Version 1 had no mean and no structure. */
const version = 2;
const versionWithoutStructure = 1;
const layoutCells = layoutSide * layoutSide;
const chromaCells = chromaSide * chromaSide;
/** Values of a {@link PackedSignature}. */
export const packedCells = layoutCells + 2 * chromaCells;
/** Structure is measured on a finer grid, of which the layout's cells are whole multiples. */
const fineSide = 48;
const headerBytes = 2;
const signatureBytesWithoutStructure = headerBytes + packedCells;
const signatureBytes = signatureBytesWithoutStructure + 1 + structureValues;

/** Int8 steps of one standard deviation of lightness, and of one unit of OKLab a or b. */
const layoutScale = 40;
const chromaScale = 300;
/** Int8 steps of a value of the structure, of which the squares add to 1. */
const structureScale = 254;
/** Below this spread of lightness (OKLab L, standard deviation) there is no layout to speak of. */
const flatContrast = 0.012;

/** What a picture looks like from afar: where it is light, where it is dark, where which colour lies. */
export interface PictureSignature {
  /** Spread of lightness, standard deviation of OKLab L, 0-0.5. */
  readonly contrast: number;
  /** {@link layoutSide} squared cells, rows from the top: lightness less its mean, in standard deviations. */
  readonly layout: Float32Array;
  /** {@link chromaSide} squared cells, then as many again: OKLab a, then b. */
  readonly chroma: Float32Array;
  /** Mean of OKLab L, 0-1; null in a signature of an earlier version. */
  readonly mean: number | null;
  /** Where edges run which way, see {@link measureStructure}; null in a signature of an earlier version. */
  readonly structure: Float32Array | null;
}

/** As much of a signature as telling copies takes, in the bytes in which it is written: large libraries are compared at once. */
export interface PackedSignature {
  /** See {@link PictureSignature}. */
  readonly contrast: number;
  /** The layout's cells, then those of the chroma. */
  readonly values: Int8Array;
}

/**
 * Measures the picture without its bars, stretched to a square, so that a change of size or shape does not count.
 * @param area the picture proper in pixels of `pixels`
 * @throws RangeError when the bytes do not fit the size
 */
export function measureSignature(pixels: RgbPixels, area?: Rect): PictureSignature {
  const planes = oklabPlanes(pixels, area);
  const fine = averageCells(planes.lightness, planes.width, planes.height, fineSide);
  const layout = averageCells(fine, fineSide, fineSide, layoutSide);
  const mean = layout.reduce((sum, value) => sum + value, 0) / layoutCells;
  const contrast = Math.sqrt(layout.reduce((sum, value) => sum + (value - mean) ** 2, 0) / layoutCells);
  for (let cell = 0; cell < layoutCells; cell += 1) {
    layout[cell] = contrast < flatContrast ? 0 : ((layout[cell] ?? 0) - mean) / contrast;
  }
  const chroma = new Float32Array(2 * chromaCells);
  chroma.set(averageCells(planes.a, planes.width, planes.height, chromaSide));
  chroma.set(averageCells(planes.b, planes.width, planes.height, chromaSide), chromaCells);
  return { contrast, layout, chroma, mean, structure: measureStructure(fine, fineSide) };
}

/** A picture with next to nothing in it (black, a plain card) looks like any other such: it is not compared. */
export function isFlat(signature: Pick<PictureSignature, 'contrast'>): boolean {
  return signature.contrast < flatContrast;
}

/** Writes a signature as 580 characters of base64: what a frame carries. */
export function writeSignature({ contrast, layout, chroma, mean, structure }: PictureSignature): string {
  const isWhole = mean !== null && structure !== null;
  const bytes = new Uint8Array(isWhole ? signatureBytes : signatureBytesWithoutStructure);
  bytes[0] = isWhole ? version : versionWithoutStructure;
  bytes[1] = Math.min(255, Math.round(contrast * 510));
  const signed = new Int8Array(bytes.buffer, headerBytes);
  packPlanes({ layout, chroma }, signed);
  if (isWhole) {
    bytes[signatureBytesWithoutStructure] = Math.round(Math.min(1, Math.max(0, mean)) * 255);
    structure.forEach((value, at) => {
      signed[signatureBytesWithoutStructure + 1 - headerBytes + at] = toInt8(value * structureScale);
    });
  }
  return toBase64(bytes);
}

/** Whether a frame's signature is of today's making; one that is not still serves to tell duplicates. */
export function isCurrentSignature(text: string | undefined): boolean {
  return text !== undefined && fromBase64(text.slice(0, 4))?.[0] === version;
}

/** Reads what {@link writeSignature} wrote, today or earlier; null for anything else. */
export function readSignature(text: string): PictureSignature | null {
  const bytes = writtenBytes(text);
  if (bytes === null) return null;
  const planes = unpackSignature(packedOf(bytes));
  if (bytes[0] !== version) return planes;
  const structure = new Int8Array(bytes.buffer, signatureBytesWithoutStructure + 1, structureValues);
  return {
    ...planes,
    mean: (bytes[signatureBytesWithoutStructure] ?? 0) / 255,
    structure: inUnits(structure, 0, structureValues, structureScale),
  };
}

/** Reads of it what telling copies takes; null for anything else. */
export function readPackedSignature(text: string): PackedSignature | null {
  const bytes = writtenBytes(text);
  return bytes === null ? null : packedOf(bytes);
}

/** What {@link readPackedSignature} would read of the signature once it is written. */
export function packSignature(
  signature: Pick<PictureSignature, 'contrast' | 'layout' | 'chroma'>,
): PackedSignature {
  const values = new Int8Array(packedCells);
  packPlanes(signature, values);
  return { contrast: signature.contrast, values };
}

/** The signature without mean and structure. */
export function unpackSignature({ contrast, values }: PackedSignature): PictureSignature {
  const layout = inUnits(values, 0, layoutCells, layoutScale);
  const chroma = inUnits(values, layoutCells, 2 * chromaCells, chromaScale);
  return { contrast, layout, chroma, mean: null, structure: null };
}

function inUnits(steps: Int8Array, from: number, count: number, scale: number): Float32Array {
  const values = new Float32Array(count);
  for (let at = 0; at < count; at += 1) values[at] = (steps[from + at] ?? 0) / scale;
  return values;
}

/** The bytes of a written signature, today's or an earlier one. */
function writtenBytes(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = fromBase64(text);
  const isWhole = bytes?.[0] === version && bytes.length === signatureBytes;
  const isEarlier = bytes?.[0] === versionWithoutStructure && bytes.length === signatureBytesWithoutStructure;
  return isWhole || isEarlier ? bytes : null;
}

/** In bytes of its own, so that the rest is let go of. */
function packedOf(bytes: Uint8Array<ArrayBuffer>): PackedSignature {
  return {
    contrast: (bytes[1] ?? 0) / 510,
    values: new Int8Array(bytes.buffer, headerBytes, packedCells).slice(),
  };
}

function packPlanes({ layout, chroma }: Pick<PictureSignature, 'layout' | 'chroma'>, into: Int8Array): void {
  layout.forEach((value, cell) => {
    into[cell] = toInt8(value * layoutScale);
  });
  chroma.forEach((value, cell) => {
    into[layoutCells + cell] = toInt8(value * chromaScale);
  });
}

function toInt8(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value)));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let sextet = 0; sextet < 4; sextet += 1) {
      text += at + sextet > bytes.length ? '=' : alphabet.charAt((group >> (18 - 6 * sextet)) & 63);
    }
  }
  return text;
}

const sextetOfCode = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) sextetOfCode[alphabet.charCodeAt(value)] = value;

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end -= 1;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < end; index += 1) {
    const value = sextetOfCode[text.charCodeAt(index)] ?? -1;
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 255;
    at += 1;
  }
  return bytes;
}
