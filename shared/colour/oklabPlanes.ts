import type { Rect } from '../domain/frame.ts';
import { rgbToOklabPlanes } from './oklab.ts';
import { assertRgbPixels, type RgbPixels } from './rgbPixels.ts';

/** The picture area in OKLab, one plane a channel, rows from the top. */
export interface OklabPlanes {
  readonly width: number;
  readonly height: number;
  /** `width * height`. */
  readonly count: number;
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** A picture of more pixels than this is averaged down to about {@link WORKING_PIXELS}. */
const MOST_PIXELS = 20_000;
const WORKING_PIXELS = 128 * 72;

/** A rectangle in whole pixels inside the picture; never empty. */
interface PixelRect {
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

/** Averages rectangles of pixels (in sRGB values, as scalers do) down to `width` x `height`. */
function averageDown(pixels: RgbPixels, area: PixelRect, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const { data } = pixels;
  for (let row = 0, at = 0; row < height; row++) {
    const top = area.y + Math.floor((row * area.height) / height);
    const bottom = area.y + Math.floor(((row + 1) * area.height) / height);
    for (let column = 0; column < width; column++, at += 3) {
      const left = area.x + Math.floor((column * area.width) / width);
      const right = area.x + Math.floor(((column + 1) * area.width) / width);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let y = top; y < bottom; y++) {
        const end = (y * pixels.width + right) * 3;
        for (let from = (y * pixels.width + left) * 3; from < end; from += 3) {
          red += data[from]!;
          green += data[from + 1]!;
          blue += data[from + 2]!;
        }
      }
      const count = (right - left) * (bottom - top);
      out[at] = red / count + 0.5;
      out[at + 1] = green / count + 0.5;
      out[at + 2] = blue / count + 0.5;
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
 * Converts the picture area to OKLab, averaged down first when it is large.
 * @throws RangeError when the bytes do not fit the size.
 */
export function oklabPlanes(pixels: RgbPixels, area?: Rect): OklabPlanes {
  assertRgbPixels(pixels);
  const whole = { x: 0, y: 0, width: pixels.width, height: pixels.height };
  const inside = withoutBlendedBorder(pixels, area === undefined ? whole : wholePixelsOf(pixels, area));
  let { width, height } = inside;
  let rgb: Uint8Array | Uint8ClampedArray;
  if (width * height > MOST_PIXELS) {
    const factor = Math.max(2, Math.round(Math.sqrt((width * height) / WORKING_PIXELS)));
    width = Math.max(1, Math.floor(width / factor));
    height = Math.max(1, Math.floor(height / factor));
    rgb = averageDown(pixels, inside, width, height);
  } else {
    rgb = copyArea(pixels, inside);
  }
  const count = width * height;
  const planes = {
    width,
    height,
    count,
    lightness: new Float32Array(count),
    a: new Float32Array(count),
    b: new Float32Array(count),
  };
  rgbToOklabPlanes(rgb, count, planes.lightness, planes.a, planes.b);
  return planes;
}
