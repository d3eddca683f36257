import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameColour } from './nameColour.ts';
import { oklabOfRgb, oklchOfOklab, rgbOfHex } from './oklab.ts';

function nameOf(hex: string): string {
  return nameColour(oklchOfOklab(oklabOfRgb(...rgbOfHex(hex))));
}

describe('nameColour', () => {
  it.each([
    ['#180603', 'blackish red'],
    ['#5a1608', 'deep reddish brown'],
    ['#b23a12', 'strong orange-red'],
    ['#e4541d', 'vivid orange-red'],
    ['#f08a43', 'soft orange'],
    ['#b25f03', 'deep orange'],
    ['#ad900d', 'deep yellow'],
    ['#ff8c00', 'vivid orange'],
    ['#000000', 'black'],
    ['#404040', 'dark grey'],
    ['#808080', 'grey'],
    ['#c0c0c0', 'light grey'],
    ['#ffffff', 'white'],
  ])('calls %s %s', (hex, name) => {
    expect(nameOf(hex)).toBe(name);
  });

  // CSS and everyday colours whose hue word nobody doubts.
  it.each([
    ['#ff0000', 'red'],
    ['#dc143c', 'red'],
    ['#ffc0cb', 'pink'],
    ['#fa8072', 'salmon'],
    ['#ff4500', 'orange-red'],
    ['#ff8c00', 'orange'],
    ['#ffbf00', 'amber'],
    ['#ffff00', 'yellow'],
    ['#8b4513', 'brown'],
    ['#654321', 'brown'],
    ['#3b2414', 'brown'],
    ['#d2b48c', 'tan'],
    ['#fffdd0', 'cream'],
    ['#808000', 'olive'],
    ['#556b2f', 'olive green'],
    ['#9acd32', 'yellow-green'],
    ['#00ff00', 'green'],
    ['#006400', 'dark green'],
    ['#008080', 'teal'],
    ['#40e0d0', 'turquoise'],
    ['#87ceeb', 'sky blue'],
    ['#0000ff', 'blue'],
    ['#000080', 'navy'],
    ['#191970', 'navy'],
    ['#8a2be2', 'violet'],
    ['#800080', 'purple'],
    ['#ff00ff', 'magenta'],
    ['#e6e6fa', 'lavender'],
    ['#0a1230', 'blackish blue'],
    ['#708090', 'greyish'],
  ])('finds the hue word of %s: %s', (hex, word) => {
    expect(nameOf(hex)).toContain(word);
  });

  it('gives every colour a short name of lower-case words', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const name = nameColour(oklchOfOklab(oklabOfRgb(red, green, blue)));
        expect(name).toMatch(/^[a-z]+([ -][a-z]+)*$/);
        expect(name.length).toBeLessThanOrEqual(40);
      }),
      { numRuns: 1000 },
    );
  });

  it('names greys without a hue, from black to white', () => {
    const names = Array.from({ length: 256 }, (_, grey) =>
      nameColour(oklchOfOklab(oklabOfRgb(grey, grey, grey))),
    );
    expect([...new Set(names)]).toEqual([
      'black',
      'very dark grey',
      'dark grey',
      'grey',
      'light grey',
      'off-white',
      'white',
    ]);
  });

  it('takes hues outside 0-360 as turned', () => {
    expect(nameColour([0.6, 0.15, 400])).toBe(nameColour([0.6, 0.15, 40]));
    expect(nameColour([0.6, 0.15, -20])).toBe(nameColour([0.6, 0.15, 340]));
  });
});
