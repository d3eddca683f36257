import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paletteDistance } from './paletteDistance.ts';

const colour = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  fc.integer({ min: 1, max: 100 }),
);
const palette = fc.array(colour, { minLength: 1, maxLength: 8 }).map((colours) => {
  const total = colours.reduce((sum, [, , , share]) => sum + share, 0);
  return Float32Array.from(colours.flatMap(([l, a, b, share]) => [l, a, b, share / total]));
});

describe('paletteDistance', () => {
  it('is 1 from black to white, half of it when half of the area is black already', () => {
    const black = Float32Array.of(0, 0, 0, 1);
    const white = Float32Array.of(1, 0, 0, 1);
    const both = Float32Array.of(0, 0, 0, 0.5, 1, 0, 0, 0.5);
    expect(paletteDistance(black, white)).toBeCloseTo(1, 6);
    expect(paletteDistance(black, both)).toBeCloseTo(0.5, 6);
    expect(paletteDistance(both, both)).toBeCloseTo(0, 6);
  });

  it('sends each colour where the whole costs least, not where it alone would go', () => {
    // Both are nearest to .5; only one finds room there, and the other has to go to .9.
    const from = Float32Array.of(0.4, 0, 0, 0.5, 0.6, 0, 0, 0.5);
    const to = Float32Array.of(0.5, 0, 0, 0.5, 0.9, 0, 0, 0.5);
    expect(paletteDistance(from, to)).toBeCloseTo(0.5 * 0.1 + 0.5 * 0.3, 6);
  });

  it('of greys is the area between their cumulative shares', () => {
    const grey = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 })), {
        minLength: 1,
        maxLength: 8,
      })
      .map((greys) => {
        const total = greys.reduce((sum, [, share]) => sum + share, 0);
        return greys.map(([level, share]) => [level / 100, share / total] as const);
      });
    fc.assert(
      fc.property(grey, grey, (one, other) => {
        const pack = (greys: typeof one): Float32Array =>
          Float32Array.from(greys.flatMap(([level, share]) => [level, 0, 0, share]));
        const below = (greys: typeof one, level: number): number =>
          greys.reduce((sum, [each, share]) => sum + (each <= level ? share : 0), 0);
        let area = 0;
        for (let step = 0; step < 100; step += 1) {
          area += Math.abs(below(one, step / 100) - below(other, step / 100)) / 100;
        }
        expect(paletteDistance(pack(one), pack(other))).toBeCloseTo(area, 4);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('is a metric', () => {
    fc.assert(
      fc.property(palette, palette, palette, (one, two, three) => {
        expect(paletteDistance(one, one)).toBeCloseTo(0, 5);
        expect(paletteDistance(one, two)).toBeCloseTo(paletteDistance(two, one), 5);
        const around = paletteDistance(one, two) + paletteDistance(two, three);
        expect(paletteDistance(one, three)).toBeLessThanOrEqual(around + 1e-5);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('takes an empty palette for as far as can be', () => {
    expect(paletteDistance(new Float32Array(0), Float32Array.of(0.5, 0, 0, 1))).toBe(1);
    expect(paletteDistance(new Float32Array(0), new Float32Array(0))).toBe(0);
  });
});
