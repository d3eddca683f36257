/** What is not there: no time, no shot, no hue. */
export const nothing = Number.NaN;

/** What of each frame is a number; texts and lists that come again and again by their place among `repeated`. */
export interface CopyColumns {
  readonly timeSecs: Float64Array<ArrayBuffer>;
  readonly frameIndexes: Float64Array<ArrayBuffer>;
  readonly shotNumbers: Float64Array<ArrayBuffer>;
  readonly shotSecs: Float64Array<ArrayBuffer>;
  /** x, y, width, height of the picture without bars. */
  readonly areas: Float64Array<ArrayBuffer>;
  readonly widths: Uint32Array<ArrayBuffer>;
  readonly heights: Uint32Array<ArrayBuffer>;
  readonly works: Uint16Array<ArrayBuffer>;
  readonly media: Uint16Array<ArrayBuffer>;
  readonly createdAts: Uint16Array<ArrayBuffer>;
  readonly moodLists: Uint16Array<ArrayBuffer>;
  readonly tagLists: Uint16Array<ArrayBuffer>;
  /** Where a frame's colours end; they begin where those of the one before end. */
  readonly colourEnds: Uint16Array<ArrayBuffer>;
}

const bytesAFrame = 4 * 8 + 4 * 8 + 2 * 4 + 6 * 2;

/** Bytes that the columns of so many frames take. */
export function columnBytes(frames: number): number {
  return bytesAFrame * frames;
}

/** Lays the columns of so many frames over bytes. @param bytes {@link columnBytes} of them, from the start of their buffer */
export function columnsOver(frames: number, { buffer }: Uint8Array<ArrayBuffer>): CopyColumns {
  let offset = 0;
  const next = (values: number, size: number): [ArrayBuffer, number, number] => {
    const from = offset;
    offset += values * size * frames;
    return [buffer, from, values * frames];
  };
  // The widest first, so that each lies on a multiple of its size.
  return {
    timeSecs: new Float64Array(...next(1, 8)),
    frameIndexes: new Float64Array(...next(1, 8)),
    shotNumbers: new Float64Array(...next(1, 8)),
    shotSecs: new Float64Array(...next(1, 8)),
    areas: new Float64Array(...next(4, 8)),
    widths: new Uint32Array(...next(1, 4)),
    heights: new Uint32Array(...next(1, 4)),
    works: new Uint16Array(...next(1, 2)),
    media: new Uint16Array(...next(1, 2)),
    createdAts: new Uint16Array(...next(1, 2)),
    moodLists: new Uint16Array(...next(1, 2)),
    tagLists: new Uint16Array(...next(1, 2)),
    colourEnds: new Uint16Array(...next(1, 2)),
  };
}

/** The colours of the frames' palettes, one after the other. */
export interface ColourColumns {
  /** Lightness, chroma, hue and share of each, to the last bit. */
  readonly values: Float64Array<ArrayBuffer>;
  readonly hexes: Uint32Array<ArrayBuffer>;
  /** Places of their English and their Korean names among `repeated`. */
  readonly names: Uint16Array<ArrayBuffer>;
  readonly koreanNames: Uint16Array<ArrayBuffer>;
}

const bytesAColour = 4 * 8 + 4 + 2 + 2;

/** Lays the columns of so many colours over bytes; over fresh ones where none are given. */
export function coloursOver(count: number, bytes = new Uint8Array(count * bytesAColour)): ColourColumns {
  const { buffer } = bytes;
  return {
    values: new Float64Array(buffer, 0, 4 * count),
    hexes: new Uint32Array(buffer, 32 * count, count),
    names: new Uint16Array(buffer, 36 * count, count),
    koreanNames: new Uint16Array(buffer, 38 * count, count),
  };
}

/** How many colours lie in so many bytes. */
export function coloursIn(bytes: Uint8Array): number {
  return bytes.byteLength / bytesAColour;
}

/** Bytes from the start of a buffer of their own: themselves where they are that already. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  const isOwn = byteOffset === 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isOwn ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
