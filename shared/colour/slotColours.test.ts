import { describe, expect, it } from 'vitest';
import { slotColours } from './slotColours.ts';

type Rgb = readonly [number, number, number];

/** Pixels of colours, so many of each. */
function pixels(...parts: readonly (readonly [Rgb, number])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap(([colour, count]) => Array.from({ length: count }, () => colour).flat()),
  );
}

describe('the colours of a slot', () => {
  it('are one for one colour', () => {
    const [only, ...others] = slotColours(pixels([[200, 40, 30], 500]), 5);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ hex: '#c8281e', share: 1 });
  });

  it('have the shares of the picture, which add to 1', () => {
    const colours = slotColours(
      pixels([[200, 40, 30], 700], [[20, 60, 180], 200], [[230, 230, 220], 100]),
      5,
    );
    expect(colours.map(({ hex, share }) => [hex, share])).toEqual([
      ['#c8281e', 0.7],
      ['#143cb4', 0.2],
      ['#e6e6dc', 0.1],
    ]);
  });

  it('keep a vivid accent before yet another grey', () => {
    const greys = [10, 60, 110, 160, 210, 250].map((level) => [[level, level, level], 150] as const);
    const colours = slotColours(pixels(...greys, [[255, 0, 140], 60]), 5);
    expect(colours.map(({ hex }) => hex)).toContain('#ff008c');
    expect(colours.length).toBeLessThanOrEqual(5);
    expect(colours.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('join the shades of one colour', () => {
    const shades = Array.from({ length: 8 }, (_, step) => [[180 + step, 90 + step, 40], 20] as const);
    expect(slotColours(pixels(...shades), 5)).toHaveLength(1);
  });

  it('do not depend on the order of the pixels', () => {
    const parts = [[[12, 34, 56], 30] as const, [[200, 180, 20], 30] as const, [[90, 160, 90], 30] as const];
    const known = slotColours(pixels(...parts), 3);
    expect(
      slotColours(pixels(...parts.toReversed()), 3)
        .map(({ hex }) => hex)
        .sort(),
    ).toEqual(known.map(({ hex }) => hex).sort());
  });
});
