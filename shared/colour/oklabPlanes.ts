import type { Rect } from '../domain/frame.ts';
import { rgbToOklabPlanes } from './oklab.ts';
import type { RgbPixels } from './rgbPixels.ts';
import { type WorkingPixels, workingPixels } from './workingPixels.ts';

/** The picture area in OKLab, one plane a channel, rows from the top, beside the bytes that it comes from. */
export interface OklabPlanes extends WorkingPixels {
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/**
 * Converts the picture area to OKLab, averaged down first when it is large.
 * @throws RangeError when the bytes do not fit the size.
 */
export function oklabPlanes(pixels: RgbPixels, area?: Rect): OklabPlanes {
  const working = workingPixels(pixels, area);
  const { count, rgb } = working;
  const planes = {
    ...working,
    lightness: new Float32Array(count),
    a: new Float32Array(count),
    b: new Float32Array(count),
  };
  rgbToOklabPlanes(rgb, count, planes.lightness, planes.a, planes.b);
  return planes;
}
