import type { Rect } from '../domain/frame.ts';
import { assertRgbPixels, type RgbPixels } from './rgbPixels.ts';

/** The picture area at the size that colour is measured at: packed 8-bit sRGB, rows from the top. */
export interface WorkingPixels {
  readonly width: number;
  readonly height: number;
  /** `width * height`. */
  readonly count: number;
  /** `count * 3` bytes; may be a view of the input. */
  readonly rgb: Uint8Array | Uint8ClampedArray;
}

/**
 * A larger picture is averaged down to about this many pixels, whatever its size, so that its size hardly matters.
 * Never more: `binColours` sums offsets of up to 7 in 16 bits.
 */
export const MOST_PIXELS = 128 * 72;

/** A rectangle in whole pixels inside the picture; never empty. */
export interface PixelRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The whole pixels that lie fully inside an area (of which the sides may be fractions, when it was measured
 * on a larger copy of the picture), clamped to the picture.
 */
export function wholePixelsOf(pixels: Pick<RgbPixels, 'width' | 'height'>, area: Rect): PixelRect {
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  // A hundredth of a pixel is rounding, not a border.
  const x = clamp(Math.ceil(area.x - 0.01), 0, pixels.width - 1);
  const y = clamp(Math.ceil(area.y - 0.01), 0, pixels.height - 1);
  const right = clamp(Math.floor(area.x + area.width + 0.01), x + 1, pixels.width);
  const bottom = clamp(Math.floor(area.y + area.height + 0.01), y + 1, pixels.height);
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * Where a bar was removed, the outermost line of the picture is usually blended with it by scaling or
 * compression, and would show as a colour that is not there: it is left out.
 */
function withoutBlendedBorder(pixels: RgbPixels, area: PixelRect): PixelRect {
  const insetX = area.width > 16;
  const insetY = area.height > 16;
  const left = insetX && area.x > 0 ? 1 : 0;
  const top = insetY && area.y > 0 ? 1 : 0;
  const right = insetX && area.x + area.width < pixels.width ? 1 : 0;
  const bottom = insetY && area.y + area.height < pixels.height ? 1 : 0;
  return {
    x: area.x + left,
    y: area.y + top,
    width: area.width - left - right,
    height: area.height - top - bottom,
  };
}

/** Where the cells of a row or column begin: `cells + 1` places in fractions of a pixel from `start`. */
function cellEdges(start: number, length: number, cells: number): Float64Array {
  return Float64Array.from({ length: cells + 1 }, (_, i) => start + (i * length) / cells);
}

/**
 * Averages rectangles of pixels (in sRGB values, as scalers do) down to `width` x `height`; a pixel on the edge
 * of two cells counts in both, by the part that lies in each, so that a picture and its half give the same.
 */
function averageDown(pixels: RgbPixels, area: PixelRect, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const { data } = pixels;
  const columns = cellEdges(area.x, area.width, width);
  const rows = cellEdges(area.y, area.height, height);
  for (let row = 0, at = 0; row < height; row++) {
    const top = rows[row]!;
    const bottom = rows[row + 1]!;
    for (let column = 0; column < width; column++, at += 3) {
      const left = columns[column]!;
      const right = columns[column + 1]!;
      let red = 0;
      let green = 0;
      let blue = 0;
      let sum = 0;
      for (let y = Math.floor(top); y < bottom - 1e-6; y++) {
        const tall = Math.min(bottom, y + 1) - Math.max(top, y);
        for (let x = Math.floor(left); x < right - 1e-6; x++) {
          const part = tall * (Math.min(right, x + 1) - Math.max(left, x));
          const from = (y * pixels.width + x) * 3;
          red += part * data[from]!;
          green += part * data[from + 1]!;
          blue += part * data[from + 2]!;
          sum += part;
        }
      }
      out[at] = red / sum + 0.5;
      out[at + 1] = green / sum + 0.5;
      out[at + 2] = blue / sum + 0.5;
    }
  }
  return out;
}

function copyArea(pixels: RgbPixels, area: PixelRect): Uint8Array | Uint8ClampedArray {
  if (area.width === pixels.width) {
    const start = area.y * pixels.width * 3;
    return pixels.data.subarray(start, start + area.width * area.height * 3);
  }
  const out = new Uint8Array(area.width * area.height * 3);
  for (let row = 0; row < area.height; row++) {
    const start = ((area.y + row) * pixels.width + area.x) * 3;
    out.set(pixels.data.subarray(start, start + area.width * 3), row * area.width * 3);
  }
  return out;
}

/**
 * The picture area, averaged down when it has more than 128 x 72 pixels.
 * @throws RangeError when the bytes do not fit the size.
 */
export function workingPixels(pixels: RgbPixels, area?: Rect): WorkingPixels {
  assertRgbPixels(pixels);
  const whole = { x: 0, y: 0, width: pixels.width, height: pixels.height };
  const inside = withoutBlendedBorder(pixels, area === undefined ? whole : wholePixelsOf(pixels, area));
  let { width, height } = inside;
  let rgb: Uint8Array | Uint8ClampedArray;
  if (width * height > MOST_PIXELS) {
    const scale = Math.sqrt(MOST_PIXELS / (width * height));
    const wide = Math.max(1, Math.round(width * scale));
    height = Math.max(1, Math.min(height, Math.floor(MOST_PIXELS / wide)));
    width = Math.min(width, wide, Math.floor(MOST_PIXELS / height));
    rgb = averageDown(pixels, inside, width, height);
  } else {
    rgb = copyArea(pixels, inside);
  }
  return { width, height, count: width * height, rgb };
}
