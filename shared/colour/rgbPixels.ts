/** A picture in memory: tightly packed 8-bit sRGB, three bytes a pixel, rows from the top, no padding. */
export interface RgbPixels {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `width * height * 3` bytes: R, G, B. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Checks that the bytes are as many as the size says.
 * @throws RangeError when they are not, or a side is not a positive whole number.
 */
export function assertRgbPixels(pixels: RgbPixels): void {
  const { width, height, data } = pixels;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`Picture size must be positive whole pixels, not ${width} x ${height}.`);
  }
  if (data.length !== width * height * 3) {
    throw new RangeError(
      `A ${width} x ${height} picture needs ${width * height * 3} bytes, not ${data.length}.`,
    );
  }
}

/** Drops the alpha of RGBA bytes (a canvas's `ImageData`); transparency is not composited. */
export function rgbPixelsFromRgba(
  width: number,
  height: number,
  rgba: Uint8Array | Uint8ClampedArray,
): RgbPixels {
  const count = width * height;
  if (rgba.length !== count * 4) {
    throw new RangeError(`A ${width} x ${height} RGBA picture needs ${count * 4} bytes, not ${rgba.length}.`);
  }
  const data = new Uint8Array(count * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from]!;
    data[to + 1] = rgba[from + 1]!;
    data[to + 2] = rgba[from + 2]!;
  }
  return { width, height, data };
}
