import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { extractPalette } from '../colour/extractPalette.ts';
import type { RgbPixels } from '../colour/rgbPixels.ts';
import { coarseQuery, coarseVector, evenValues } from './coarseVector.ts';
import { type EchoFeatures, echoFeaturesOf, mirroredFeatures } from './echoFeatures.ts';
import { echoLikeness, echoScore } from './echoLikeness.ts';
import { defaultEchoWeights, echoParts, sharesOf } from './echoParts.ts';
import { measureSignature, writeSignature } from './pictureSignature.ts';

const shares = sharesOf(defaultEchoWeights);

function featuresOf(pixels: RgbPixels): EchoFeatures {
  const features = echoFeaturesOf(extractPalette(pixels), writeSignature(measureSignature(pixels)));
  if (features === null) throw new Error('no features');
  return features;
}

/** Each pixel of the new picture from a place and a tone of the old. */
function remade(
  { width, height, data }: RgbPixels,
  from: (x: number, y: number) => readonly [number, number],
  tone: (value: number, channel: number) => number = (value) => value,
): RgbPixels {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [fromX, fromY] = from(x, y).map(Math.round);
      const column = Math.min(width - 1, Math.max(0, fromX ?? 0));
      const row = Math.min(height - 1, Math.max(0, fromY ?? 0));
      for (let channel = 0; channel < 3; channel += 1) {
        const value = data[(row * width + column) * 3 + channel] ?? 0;
        out[(y * width + x) * 3 + channel] = tone(value, channel);
      }
    }
  }
  return { width, height, data: out };
}
const same = (x: number, y: number): [number, number] => [x, y];
const inMirror = (pixels: RgbPixels): RgbPixels => remade(pixels, (x, y) => [pixels.width - 1 - x, y]);

const scenes = Object.entries(scenePictures).map(([name, draw]) => {
  const pixels: RgbPixels = draw();
  return { name, pixels, features: featuresOf(pixels) };
});
const anyScene = fc.constantFrom(...scenes);
const sceneNamed = (wanted: keyof typeof scenePictures): (typeof scenes)[number] => {
  const scene = scenes.find(({ name }) => name === wanted);
  if (scene === undefined) throw new Error(wanted);
  return scene;
};

describe('the likeness of two pictures', () => {
  it('is 1 in every part for a picture and itself', () => {
    for (const { name, features } of scenes) {
      const scores = echoLikeness(features, features, shares);
      for (const part of echoParts) expect(scores[part], `${name}: ${part}`).toBeCloseTo(1, 5);
    }
  });

  it('is the same whichever is named first, and between 0 and 1', () => {
    fc.assert(
      fc.property(anyScene, anyScene, (one, other) => {
        const there = echoLikeness(one.features, other.features, shares);
        const back = echoLikeness(other.features, one.features, shares);
        for (const part of echoParts) {
          expect(there[part], part).toBeCloseTo(back[part], 5);
          expect(there[part]).toBeGreaterThanOrEqual(0);
          expect(there[part]).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('of mirror images is what that of the pictures is', () => {
    fc.assert(
      fc.property(anyScene, anyScene, (one, other) => {
        const plain = echoLikeness(one.features, other.features, shares);
        const turned = echoLikeness(mirroredFeatures(one.features), mirroredFeatures(other.features), shares);
        for (const part of echoParts) expect(turned[part], part).toBeCloseTo(plain[part], 4);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('knows a mirrored picture by its mirrored features', () => {
    for (const { name, pixels, features } of scenes) {
      const turned = mirroredFeatures(featuresOf(inMirror(pixels)));
      expect(echoScore(features, turned, shares), name).toBeGreaterThan(0.97);
    }
  });

  it('falls as light, colour and place are changed further', () => {
    const { pixels, features } = sceneNamed('tubeLitStore');
    const falling = (change: (step: number) => RgbPixels): void => {
      const scores = [0, 1, 2, 3, 4].map((step) => echoScore(features, featuresOf(change(step)), shares));
      for (const [step, score] of scores.entries()) {
        if (step > 0) expect(score, scores.join(' ')).toBeLessThanOrEqual((scores[step - 1] ?? 0) + 0.005);
      }
      expect(scores.at(-1)).toBeLessThan((scores[0] ?? 0) - 0.05);
    };
    falling((step) => remade(pixels, same, (value) => value + 22 * step));
    falling((step) => remade(pixels, same, (value, channel) => value * (channel === 0 ? 1 + step * 0.3 : 1)));
    // In steps longer than a crop could explain.
    falling((step) => remade(pixels, (x, y) => [x + 24 * step, y]));
  });

  it('holds a crop for the picture, and another picture for less', () => {
    const { pixels, features } = sceneNamed('tubeLitStore');
    const crop = remade(pixels, (x, y) => [pixels.width * 0.12 + x * 0.76, pixels.height * 0.12 + y * 0.76]);
    const score = echoScore(features, featuresOf(crop), shares);
    for (const other of scenes) {
      if (other.name !== 'tubeLitStore') {
        expect(echoScore(features, other.features, shares), other.name).toBeLessThan(score);
      }
    }
  });
});

describe('the rough numbers of a picture', () => {
  it('keep the even ones and turn the odd ones in a mirror', () => {
    for (const { name, features } of scenes) {
      const plain = coarseVector(features);
      const turned = coarseVector(mirroredFeatures(features));
      for (const [row, value] of plain.entries()) {
        expect(turned[row], `${name} row ${row}`).toBeCloseTo(row < evenValues ? value : -value, 4);
      }
    }
  });

  it('multiply to more with the picture itself than with any other', () => {
    for (const { name, features } of scenes) {
      const query = coarseQuery(features, shares);
      const product = (other: EchoFeatures): number =>
        coarseVector(other).reduce((sum, value, row) => sum + value * (query[row] ?? 0), 0);
      const own = product(features);
      for (const other of scenes) {
        if (other.name !== name) expect(product(other.features), `${name} ${other.name}`).toBeLessThan(own);
      }
    }
  });
});
