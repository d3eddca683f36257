import { CELL_COUNT, HUE_BINS } from './colourGrid.ts';
import { type ColourStatistics, QUANTILE_SHARES } from './colourStatistics.ts';

/**
 * Grows when what is measured changes, so that older records are measured anew: the first byte of a record.
 */
export const STATISTICS_VERSION = 1;

const FULL = 65_535;
const MOST_CHROMA = 0.5;
const QUANTILES = QUANTILE_SHARES.length;
/** Version, two rows of quantiles, four numbers, then the colours of the circle and the cells. */
const HEAD_BYTES = 1 + 2 * (2 * QUANTILES + 4);

/**
 * Statistics in about 2 kB: numbers in 16 bits, the cells as steps from one to the next in as many bytes as they
 * need. Rules are always asked of what was packed, so that a mood is the same on import and later.
 */
export function packStatistics(statistics: ColourStatistics): Uint8Array<ArrayBuffer> {
  const { cells, counts, hueMass } = statistics;
  const bytes = new Uint8Array(HEAD_BYTES + HUE_BINS * 3 + 6 + cells.length * 6);
  const view = new DataView(bytes.buffer);
  bytes[0] = STATISTICS_VERSION;
  let at = 1;
  const put = (value: number, full: number): void => {
    view.setUint16(at, Math.round(Math.min(1, Math.max(0, value / full)) * FULL), true);
    at += 2;
  };
  for (let i = 0; i < QUANTILES; i++) put(statistics.lightness[i]!, 1);
  for (let i = 0; i < QUANTILES; i++) put(statistics.chroma[i]!, MOST_CHROMA);
  put(statistics.meanLightness, 1);
  put(statistics.meanChroma, MOST_CHROMA);
  put(statistics.hueConcentration, 1);
  put(statistics.meanHue, 360);
  const putWhole = (value: number): void => {
    let left = value;
    while (left > 127) {
      bytes[at++] = (left & 127) | 128;
      left >>>= 7;
    }
    bytes[at++] = left;
  };
  for (let bin = 0; bin < HUE_BINS; bin++) putWhole(Math.round(hueMass[bin]! * FULL));
  putWhole(statistics.pixels);
  putWhole(cells.length);
  let last = -1;
  for (let i = 0; i < cells.length; i++) {
    putWhole(cells[i]! - last - 1);
    putWhole(counts[i]!);
    last = cells[i]!;
  }
  return bytes.slice(0, at);
}

/** Whether a record is one that {@link readStatistics} reads. */
export function isStatistics(bytes: Uint8Array): boolean {
  return bytes.length > HEAD_BYTES + HUE_BINS && bytes[0] === STATISTICS_VERSION;
}

/**
 * Reads what {@link packStatistics} wrote.
 * @throws RangeError for anything else
 */
export function readStatistics(bytes: Uint8Array): ColourStatistics {
  if (!isStatistics(bytes)) throw new RangeError('No colour statistics of this version.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 1;
  const take = (full: number): number => {
    const value = view.getUint16(at, true) / FULL;
    at += 2;
    return value * full;
  };
  const lightness = new Float32Array(QUANTILES);
  const chroma = new Float32Array(QUANTILES);
  for (let i = 0; i < QUANTILES; i++) lightness[i] = take(1);
  for (let i = 0; i < QUANTILES; i++) chroma[i] = take(MOST_CHROMA);
  const meanLightness = take(1);
  const meanChroma = take(MOST_CHROMA);
  const hueConcentration = take(1);
  const meanHue = take(360);
  const takeWhole = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('Colour statistics break off.');
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('Colour statistics hold a number that is too large.');
  };
  const hueMass = new Float32Array(HUE_BINS);
  for (let bin = 0; bin < HUE_BINS; bin++) hueMass[bin] = takeWhole() / FULL;
  const pixels = takeWhole();
  const length = takeWhole();
  if (length > CELL_COUNT) throw new RangeError('Colour statistics hold too many cells.');
  const cells = new Uint16Array(length);
  const counts = new Uint16Array(length);
  let last = -1;
  for (let i = 0; i < length; i++) {
    last += takeWhole() + 1;
    if (last >= CELL_COUNT) throw new RangeError('Colour statistics hold a cell that is not there.');
    cells[i] = last;
    counts[i] = takeWhole();
  }
  return {
    pixels,
    lightness,
    chroma,
    meanLightness,
    meanChroma,
    hueConcentration,
    meanHue,
    hueMass,
    cells,
    counts,
  };
}

/** Packed statistics as text (base64), as frames and the database carry them. */
export function statisticsText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Reads {@link statisticsText}; null for anything else and for statistics of another version. */
export function statisticsOfText(text: string): ColourStatistics | null {
  try {
    const plain = atob(text);
    const bytes = new Uint8Array(plain.length);
    for (let i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
    return readStatistics(bytes);
  } catch {
    return null;
  }
}
