import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deltaEOk,
  hexOfRgb,
  hueDegrees,
  oklabOfOklch,
  oklabOfRgb,
  oklchOfOklab,
  rgbOfHex,
  rgbOfOklab,
  rgbToOklabPlanes,
} from './oklab.ts';

/** OKLCH of sRGB colours as CSS Color 4's sample code gives them (W3C, csswg-drafts, `oklch()`), 3 decimals. */
const PUBLISHED: readonly (readonly [hex: string, l: number, c: number, h: number | null])[] = [
  ['#ffffff', 1, 0, null],
  ['#000000', 0, 0, null],
  ['#808080', 0.5999, 0, null],
  ['#ff0000', 0.628, 0.2577, 29.23],
  ['#00ff00', 0.8664, 0.2948, 142.5],
  ['#0000ff', 0.452, 0.3132, 264.05],
  ['#ffff00', 0.968, 0.211, 109.77],
  ['#00ffff', 0.9054, 0.1546, 194.77],
  ['#ff00ff', 0.7017, 0.3225, 328.36],
];

const byte = fc.integer({ min: 0, max: 255 });

describe('OKLab', () => {
  it.each(PUBLISHED)('gives the published values of %s', (hex, l, c, h) => {
    const [lightness, chroma, hue] = oklchOfOklab(oklabOfRgb(...rgbOfHex(hex)));
    expect(lightness).toBeCloseTo(l, 3);
    expect(chroma).toBeCloseTo(c, 3);
    if (h === null) expect(hue).toBeNull();
    else expect(hue).toBeCloseTo(h, 1);
  });

  it('comes back from OKLab to the very same bytes', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        expect(rgbOfOklab(oklabOfRgb(red, green, blue))).toEqual([red, green, blue]);
        expect(rgbOfHex(hexOfRgb(red, green, blue))).toEqual([red, green, blue]);
      }),
    );
  });

  it('agrees by table with the exact formula, in the dark too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(byte, byte, byte), { minLength: 1, maxLength: 40 }), (colours) => {
        const planes = [0, 1, 2].map(() => new Float32Array(colours.length)) as [
          Float32Array,
          Float32Array,
          Float32Array,
        ];
        rgbToOklabPlanes(Uint8Array.from(colours.flat()), colours.length, ...planes);
        for (const [i, colour] of colours.entries()) {
          const exact = oklabOfRgb(...colour);
          const table = [planes[0][i] ?? 9, planes[1][i] ?? 9, planes[2][i] ?? 9] as const;
          expect(deltaEOk(exact, table)).toBeLessThan(4e-4);
        }
      }),
    );
  });

  it('keeps hue between 0 and 360 and turns about with OKLCH', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.35, noNaN: true }),
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        (c, h) => {
          const lab = oklabOfOklch([0.5, c, h]);
          const hue = hueDegrees(lab[1], lab[2]);
          expect(hue).toBeGreaterThanOrEqual(0);
          expect(hue).toBeLessThan(360);
          expect(deltaEOk(lab, oklabOfOklch(oklchOfOklab(lab)))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('refuses what is no hex colour', () => {
    expect(() => rgbOfHex('red')).toThrow(RangeError);
    expect(() => rgbOfHex('#12345')).toThrow(RangeError);
  });
});
