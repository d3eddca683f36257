import { describe, expect, it } from 'vitest';
import {
  type Drawing,
  mix,
  oklch,
  type Paint,
  rectangle,
  seededRandom,
  shade,
  solid,
  texture,
  withGrain,
} from '../../tests/fixtures/pictures/drawPicture.ts';
import type { Swatch } from '../domain/frame.ts';
import { extractPalette } from './extractPalette.ts';
import { deltaEOk, oklabOfOklch, oklabOfRgb } from './oklab.ts';

/** A picture as colourful everywhere as any accent: two tones in soft texture. */
function meadow(from: Paint, to: Paint): Drawing {
  const tone = texture(11, 14);
  const light = texture(5, 6);
  return shade(solid(from), (x, y) => mix(mix(from, to, tone(x, y)), [0, 0, 0], 0.5 * light(x, y)));
}

function nearest(palette: readonly Swatch[], paint: Paint): number {
  const truth = oklabOfRgb(...paint);
  return Math.min(...palette.map(({ oklch: colour }) => deltaEOk(truth, oklabOfOklch(colour))));
}

const flowers = meadow(oklch(0.75, 0.17, 70), oklch(0.6, 0.2, 35));
const leaves = meadow(oklch(0.75, 0.18, 130), oklch(0.5, 0.13, 145));
const sea = meadow(oklch(0.7, 0.13, 240), oklch(0.4, 0.15, 262));

describe('small even areas of 1 % in colourful pictures', () => {
  it.each([
    ['cyan among orange flowers', flowers, oklch(0.68, 0.11, 205)],
    ['green among orange flowers', flowers, oklch(0.65, 0.17, 145)],
    ['teal among leaves', leaves, oklch(0.62, 0.1, 200)],
    ['red among leaves', leaves, oklch(0.6, 0.19, 28)],
    ['violet on the sea', sea, oklch(0.6, 0.17, 305)],
    ['yellow on the sea', sea, oklch(0.8, 0.16, 100)],
  ])('keep their swatch: %s', (_name, picture, paint) => {
    for (const kind of ['flat', 'noisy'] as const) {
      const drawn = rectangle({ ...picture, data: picture.data.slice() }, paint, 84, 40, 12, 8);
      const palette = extractPalette(kind === 'flat' ? drawn : withGrain(drawn, 3, 'sensor'));
      expect(nearest(palette, paint), kind).toBeLessThanOrEqual(0.03);
      expect(palette.length).toBeLessThanOrEqual(8);
    }
  });

  it('keep theirs when there are several of them', () => {
    const signs = [oklch(0.68, 0.11, 205), oklch(0.65, 0.17, 145), oklch(0.55, 0.2, 300)];
    const picture = { ...flowers, data: flowers.data.slice() };
    for (const [i, paint] of signs.entries()) rectangle(picture, paint, 10 + i * 40, 12 + i * 16, 12, 8);
    const palette = extractPalette(picture);
    for (const paint of signs) expect(nearest(palette, paint)).toBeLessThanOrEqual(0.03);
  });

  it('are not found in a picture without any', () => {
    // Every swatch of a plain meadow has company: none stands for less than a fiftieth of it.
    for (const picture of [flowers, leaves, sea]) {
      for (const { share } of extractPalette(picture)) expect(share).toBeGreaterThan(0.02);
    }
  });

  it('say the same wherever the bytes lie', () => {
    // Four pixels are read at once only from where a word may begin.
    const { data } = withGrain(flowers, 3, 'sensor');
    for (let offset = 1; offset < 4; offset++) {
      const moved = new Uint8Array(data.length + offset).subarray(offset);
      moved.set(data);
      expect(extractPalette({ width: 128, height: 72, data: moved })).toEqual(
        extractPalette({ width: 128, height: 72, data: new Uint8Array(data) }),
      );
    }
  });

  it.each([1, 2, 6])(
    'that are only the blend along an edge leave the noise beside it one colour: %i',
    (seed) => {
      // The line is found as a solid and joined as a blend; what has its place in the list then is no solid.
      const grey: Paint = [110, 110, 110];
      const orange: Paint = [240, 90, 0];
      const random = seededRandom(seed);
      const noise = (): number => Math.round((random() - 0.5) * 40);
      const noisy = shade(solid(grey), () => [grey[0] + noise(), grey[1] + noise(), grey[2] + noise()]);
      const blend = mix(grey, orange, 0.5);
      const picture = shade(noisy, (x) => (x < 64 ? null : x < 65 ? blend : orange));
      expect(extractPalette(picture)).toHaveLength(2);
    },
  );
});
