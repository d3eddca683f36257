import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredSize } from './measuredSize.ts';

describe('measuredSize', () => {
  it('keeps a small picture and the shape of a large one', () => {
    expect(measuredSize(120, 90)).toEqual({ width: 120, height: 90 });
    expect(measuredSize(3840, 2160)).toEqual({ width: 256, height: 144 });
    expect(measuredSize(2160, 3840)).toEqual({ width: 144, height: 256 });
  });

  it('is small for any shape: a strip of pictures as high as a house too', () => {
    const side = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const size = measuredSize(width, height);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(4096);
        expect(size.width * size.height).toBeLessThanOrEqual(256 * 144 * 1.2);
        expect(size.width).toBeLessThanOrEqual(width);
        expect(size.height).toBeLessThanOrEqual(height);
      }),
    );
  });
});
