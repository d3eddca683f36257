import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPalette, unpackPalette } from './packedPalette.ts';

const double = (max: number) => fc.double({ min: 0, max, noNaN: true });

describe('a packed palette', () => {
  it('comes back to the last bit, names with every sign', () => {
    const swatch = fc.record({
      hex: fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`),
      oklch: fc.tuple(double(1), double(0.4), fc.option(double(360))),
      share: double(1),
      name: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(swatch, { maxLength: 8 }), (palette) => {
        expect(unpackPalette(packPalette(palette))).toEqual(palette);
      }),
    );
  });
});
