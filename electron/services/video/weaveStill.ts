/** One plane of a frame: 8 bits a sample, or more in two bytes, little-endian. */
export interface SamplePlane {
  readonly data: Uint8Array;
  /** Bytes a row. */
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** Bits a sample; above 8 a sample takes two bytes. */
  readonly bitDepth: number;
}

/** What noise and coding may change of something that does not move, 8-bit levels. */
const stillLevels = 6;

interface Samples {
  readonly data: Uint8Array | Uint16Array;
  readonly stride: number;
}

/**
 * Puts the lines of a frame back where nothing moved. A deinterlacer takes rows that alternate for combing even
 * in a still scene, and smooths what was the finest detail (lettering, blinds, brick). Here a sample counts as
 * still where it and the rows above and below, each in its own field, are the same in the frames around.
 * @param woven the frame as it came, both its fields
 * @param around the same plane of the frames before and after, those that there are
 * @param filled the deinterlaced plane; changed in place
 */
export function weaveStill(woven: SamplePlane, around: readonly SamplePlane[], filled: SamplePlane): void {
  const { width, height, bitDepth } = woven;
  if (around.length === 0) return;
  const here = samplesOf(woven);
  const others = around.map(samplesOf);
  const target = samplesOf(filled);
  const most = stillLevels << (bitDepth - 8);
  // Rows of which it is known how much they changed: the one above, this one, the one below.
  let rows = [new Uint8Array(width), new Uint8Array(width), new Uint8Array(width)] as const;
  const mark = (still: Uint8Array, y: number): void => {
    still.fill(1);
    if (y < 0 || y >= height) return;
    for (const other of others) {
      let at = y * here.stride;
      let beside = y * other.stride;
      for (let x = 0; x < width; x += 1, at += 1, beside += 1) {
        if (Math.abs(here.data[at]! - other.data[beside]!) > most) still[x] = 0;
      }
    }
  };
  mark(rows[0], -1);
  mark(rows[1], 0);
  mark(rows[2], 1);
  for (let y = 0; y < height; y += 1) {
    const [above, at, below] = rows;
    const from = y * here.stride;
    const to = y * target.stride;
    for (let x = 0; x < width; x += 1) {
      if ((above[x]! & at[x]! & below[x]!) === 1) {
        target.data[to + x] = here.data[from + x]!;
      }
    }
    rows = [at, below, above];
    mark(rows[2], y + 2);
  }
}

function samplesOf({ data, stride, bitDepth }: SamplePlane): Samples {
  if (bitDepth <= 8) return { data, stride };
  return { data: new Uint16Array(data.buffer, data.byteOffset, data.byteLength >> 1), stride: stride >> 1 };
}
