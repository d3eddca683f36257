import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import type { Swatch } from '../domain/frame.ts';
import { extractPalette } from './extractPalette.ts';
import { deltaEOk, oklabOfOklch, oklabOfRgb, oklchOfOklab, rgbOfHex } from './oklab.ts';
import { poolPalettes } from './poolPalettes.ts';

const swatch = (hex: string, share: number): Swatch => ({
  hex,
  oklch: oklchOfOklab(oklabOfRgb(...rgbOfHex(hex))),
  share,
  name: '',
});
const scenes = Object.keys(scenePictures) as SceneName[];
const palettes = scenes.map((scene) => extractPalette(scenePictures[scene]()));

function nearest(palette: readonly Swatch[], hex: string): number {
  const truth = oklabOfRgb(...rgbOfHex(hex));
  return Math.min(...palette.map(({ oklch }) => deltaEOk(truth, oklabOfOklch(oklch))));
}

describe('poolPalettes', () => {
  it.each(scenes.map((scene, at) => [scene, at] as const))(
    'gives frames of one palette that palette: %s',
    (_scene, at) => {
      const palette = palettes[at] ?? [];
      const pooled = poolPalettes([
        { palette, weight: 2 },
        { palette, weight: 0.5 },
      ]);
      expect(pooled.map(({ hex }) => hex).sort()).toEqual(palette.map(({ hex }) => hex).sort());
      for (const { hex, share } of pooled) {
        expect(share).toBeCloseTo(palette.find((own) => own.hex === hex)?.share ?? -1, 9);
      }
    },
  );

  it('weighs each palette by the length of what it stands for', () => {
    const pooled = poolPalettes([
      { palette: [swatch('#a01818', 1)], weight: 3 },
      { palette: [swatch('#18206a', 1)], weight: 1 },
    ]);
    expect(pooled.map(({ hex, share }) => [hex, share])).toEqual([
      ['#a01818', 0.75],
      ['#18206a', 0.25],
    ]);
  });

  it('keeps a neon that one muted scene of five has', () => {
    const muted = palettes[scenes.indexOf('mutedInterior')] ?? [];
    const neon: Swatch[] = [
      ...muted.map((own) => ({ ...own, share: own.share * 0.94 })),
      swatch('#ff2f92', 0.06),
    ];
    const pooled = poolPalettes([
      ...[1, 2, 3, 4].map(() => ({ palette: muted, weight: 1 })),
      { palette: neon, weight: 1 },
    ]);
    expect(nearest(pooled, '#ff2f92')).toBeLessThanOrEqual(0.03);
  });

  it('gives at most eight swatches, none alike, shares adding to 1, whatever the order', () => {
    const part = fc.record({
      palette: fc.constantFrom(...palettes),
      weight: fc.integer({ min: 1, max: 64 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 40 }), (parts) => {
        const pooled = poolPalettes(parts);
        expect(pooled.length).toBeGreaterThanOrEqual(1);
        expect(pooled.length).toBeLessThanOrEqual(8);
        expect(pooled.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(pooled.map(({ share }) => share)).toEqual(
          pooled.map(({ share }) => share).sort((a, b) => b - a),
        );
        expect(poolPalettes([...parts].reverse()).map(({ hex }) => hex)).toEqual(
          pooled.map(({ hex }) => hex),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('has no colours of nothing', () => {
    expect(poolPalettes([])).toEqual([]);
    expect(poolPalettes([{ palette: [], weight: 1 }])).toEqual([]);
    expect(poolPalettes([{ palette: [swatch('#112233', 1)], weight: 0 }])).toEqual([]);
  });
});
