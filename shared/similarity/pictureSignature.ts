import { oklabPlanes } from '../colour/oklabPlanes.ts';
import type { RgbPixels } from '../colour/rgbPixels.ts';
import type { Rect } from '../domain/frame.ts';

/** Cells a side of the lightness layout. */
export const layoutSide = 16;
/** Cells a side of the colour layout. */
export const chromaSide = 4;

/** First byte of a written signature; another number is another making, and not compared. */
const version = 1;
const layoutCells = layoutSide * layoutSide;
const chromaCells = chromaSide * chromaSide;
const headerBytes = 2;
const signatureBytes = headerBytes + layoutCells + 2 * chromaCells;

/** Int8 steps of one standard deviation of lightness, and of one unit of OKLab a or b. */
const layoutScale = 40;
const chromaScale = 300;
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
}

/**
 * Measures the picture without its bars, stretched to a square, so that a change of size or shape does not count.
 * @param area the picture proper in pixels of `pixels`
 * @throws RangeError when the bytes do not fit the size
 */
export function measureSignature(pixels: RgbPixels, area?: Rect): PictureSignature {
  const planes = oklabPlanes(pixels, area);
  const layout = averageCells(planes.lightness, planes.width, planes.height, layoutSide);
  const mean = layout.reduce((sum, value) => sum + value, 0) / layoutCells;
  const contrast = Math.sqrt(layout.reduce((sum, value) => sum + (value - mean) ** 2, 0) / layoutCells);
  for (let cell = 0; cell < layoutCells; cell += 1) {
    layout[cell] = contrast < flatContrast ? 0 : ((layout[cell] ?? 0) - mean) / contrast;
  }
  const chroma = new Float32Array(2 * chromaCells);
  chroma.set(averageCells(planes.a, planes.width, planes.height, chromaSide));
  chroma.set(averageCells(planes.b, planes.width, planes.height, chromaSide), chromaCells);
  return { contrast, layout, chroma };
}

/** A picture with next to nothing in it (black, a plain card) looks like any other such: it is not compared. */
export function isFlat(signature: Pick<PictureSignature, 'contrast'>): boolean {
  return signature.contrast < flatContrast;
}

/** Writes a signature as 388 characters of base64: what a frame carries. */
export function writeSignature({ contrast, layout, chroma }: PictureSignature): string {
  const bytes = new Uint8Array(signatureBytes);
  bytes[0] = version;
  bytes[1] = Math.min(255, Math.round(contrast * 510));
  const signed = new Int8Array(bytes.buffer, headerBytes);
  layout.forEach((value, cell) => {
    signed[cell] = toInt8(value * layoutScale);
  });
  chroma.forEach((value, cell) => {
    signed[layoutCells + cell] = toInt8(value * chromaScale);
  });
  return toBase64(bytes);
}

/** Reads what {@link writeSignature} wrote; null for anything else. */
export function readSignature(text: string): PictureSignature | null {
  const bytes = fromBase64(text);
  if (bytes?.length !== signatureBytes || bytes[0] !== version) return null;
  const signed = new Int8Array(bytes.buffer, headerBytes);
  return {
    contrast: (bytes[1] ?? 0) / 510,
    layout: Float32Array.from(signed.subarray(0, layoutCells), (value) => value / layoutScale),
    chroma: Float32Array.from(signed.subarray(layoutCells), (value) => value / chromaScale),
  };
}

/** Mean of a plane in each cell of a square grid, pixels on an edge counted to both by their share. */
function averageCells(plane: Float32Array, width: number, height: number, side: number): Float32Array {
  const columns = shares(width, side);
  const rows = shares(height, side);
  const cells = new Float32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      let sum = 0;
      let weight = 0;
      for (const [y, shareY] of rows[row] ?? []) {
        for (const [x, shareX] of columns[column] ?? []) {
          sum += (plane[y * width + x] ?? 0) * shareX * shareY;
          weight += shareX * shareY;
        }
      }
      cells[row * side + column] = sum / weight;
    }
  }
  return cells;
}

/** For each cell the pixels it covers, with how much of each. */
function shares(pixels: number, cells: number): (readonly [number, number])[][] {
  return Array.from({ length: cells }, (_, cell) => {
    const from = (cell * pixels) / cells;
    const to = ((cell + 1) * pixels) / cells;
    const covered: [number, number][] = [];
    for (let pixel = Math.floor(from); pixel < Math.min(pixels, Math.ceil(to - 1e-9)); pixel += 1) {
      covered.push([pixel, Math.min(to, pixel + 1) - Math.max(from, pixel)]);
    }
    return covered;
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

const sextets = new Map(Array.from(alphabet, (character, value) => [character, value]));

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const length = Math.floor((text.replace(/=+$/, '').length * 3) / 4);
  const bytes = new Uint8Array(length);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = sextets.get(character);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 255;
    at += 1;
  }
  return bytes;
}
