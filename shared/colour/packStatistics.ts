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

/** Room to read statistics into, again and again; see {@link readStatistics}. */
export interface StatisticsRoom {
  readonly lightness: Float32Array;
  readonly chroma: Float32Array;
  readonly hueMass: Float32Array;
  readonly cells: Uint16Array;
  readonly counts: Uint16Array;
}

/** Room for `cells` cells of the grid, all of them when left out. */
export function statisticsRoom(cells = CELL_COUNT): StatisticsRoom {
  return {
    lightness: new Float32Array(QUANTILES),
    chroma: new Float32Array(QUANTILES),
    hueMass: new Float32Array(HUE_BINS),
    cells: new Uint16Array(cells),
    counts: new Uint16Array(cells),
  };
}

/** Reads numbers of as many bytes as they need. */
class WholeReader {
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  take(): number {
    const first = this.bytes[this.at++];
    // Most are small.
    return first !== undefined && first < 128 ? first : this.takeLong(first);
  }

  private takeLong(first: number | undefined): number {
    let byte = first;
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (byte === undefined) throw new RangeError('Colour statistics break off.');
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      byte = this.bytes[this.at++];
    }
    throw new RangeError('Colour statistics hold a number that is too large.');
  }
}

/**
 * Reads what {@link packStatistics} wrote.
 * @param room read into this, so that nothing is left to be collected: what is returned holds until the next reading
 * @throws RangeError for anything else
 */
export function readStatistics(bytes: Uint8Array, room?: StatisticsRoom): ColourStatistics {
  if (!isStatistics(bytes)) throw new RangeError('No colour statistics of this version.');
  let at = 1;
  const take = (full: number): number => {
    const value = (bytes[at]! | (bytes[at + 1]! << 8)) / FULL;
    at += 2;
    return value * full;
  };
  const small = room ?? statisticsRoom(0);
  const { lightness, chroma, hueMass } = small;
  for (let i = 0; i < QUANTILES; i++) lightness[i] = take(1);
  for (let i = 0; i < QUANTILES; i++) chroma[i] = take(MOST_CHROMA);
  const meanLightness = take(1);
  const meanChroma = take(MOST_CHROMA);
  const hueConcentration = take(1);
  const meanHue = take(360);
  const whole = new WholeReader(bytes, HEAD_BYTES);
  for (let bin = 0; bin < HUE_BINS; bin++) hueMass[bin] = whole.take() / FULL;
  const pixels = whole.take();
  const length = whole.take();
  if (length > CELL_COUNT) throw new RangeError('Colour statistics hold too many cells.');
  const cells = room === undefined ? new Uint16Array(length) : room.cells.subarray(0, length);
  const counts = room === undefined ? new Uint16Array(length) : room.counts.subarray(0, length);
  let last = -1;
  for (let i = 0; i < length; i++) {
    last += whole.take() + 1;
    if (last >= CELL_COUNT) throw new RangeError('Colour statistics hold a cell that is not there.');
    cells[i] = last;
    counts[i] = whole.take();
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

/** The bytes behind {@link statisticsText}; null for anything else and for statistics of another version. */
export function statisticsBytes(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const plain = atob(text);
    const bytes = new Uint8Array(plain.length);
    for (let i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
    return isStatistics(bytes) ? bytes : null;
  } catch {
    return null;
  }
}

/** Reads {@link statisticsText}; null for anything else and for statistics of another version. */
export function statisticsOfText(text: string): ColourStatistics | null {
  const bytes = statisticsBytes(text);
  if (bytes === null) return null;
  try {
    return readStatistics(bytes);
  } catch {
    return null;
  }
}
