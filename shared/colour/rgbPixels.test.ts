import { describe, expect, it } from 'vitest';
import { assertRgbPixels, rgbPixelsFromRgba } from './rgbPixels.ts';

describe('rgbPixels', () => {
  it('takes the colours of RGBA and leaves the alpha', () => {
    const pixels = rgbPixelsFromRgba(2, 1, Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 0));
    expect([...pixels.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(() => assertRgbPixels(pixels)).not.toThrow();
  });

  it('refuses bytes that do not fit the size', () => {
    expect(() => rgbPixelsFromRgba(2, 2, new Uint8Array(15))).toThrow(RangeError);
    expect(() => assertRgbPixels({ width: 2, height: 2, data: new Uint8Array(11) })).toThrow(/12 bytes/);
    expect(() => assertRgbPixels({ width: 0, height: 2, data: new Uint8Array(0) })).toThrow(RangeError);
    expect(() => assertRgbPixels({ width: 1.5, height: 2, data: new Uint8Array(9) })).toThrow(RangeError);
  });
});
