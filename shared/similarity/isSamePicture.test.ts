import { describe, expect, it } from 'vitest';
import { asJpeg, resized } from '../../tests/fixtures/pictures/asJpeg.ts';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import type { RgbPixels } from '../colour/rgbPixels.ts';
import { compareSignatures } from './compareSignatures.ts';
import { isSamePicture } from './isSamePicture.ts';
import { isFlat, measureSignature, readSignature, writeSignature } from './pictureSignature.ts';

const scenes = Object.entries(scenePictures)
  .map(([name, draw]) => ({ name, pixels: draw() as RgbPixels }))
  .filter(({ pixels }) => !isFlat(measureSignature(pixels)));

function remade(
  { width, height, data }: RgbPixels,
  at: (x: number, y: number) => readonly [number, number],
  size: readonly [number, number] = [width, height],
  tone: (value: number, channel: number) => number = (value) => value,
): RgbPixels {
  const out = new Uint8ClampedArray(size[0] * size[1] * 3);
  for (let y = 0; y < size[1]; y += 1) {
    for (let x = 0; x < size[0]; x += 1) {
      const [fromX, fromY] = at(x, y);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = data[(fromY * width + fromX) * 3 + channel] ?? 0;
        out[(y * size[0] + x) * 3 + channel] = tone(value, channel);
      }
    }
  }
  return { width: size[0], height: size[1], data: out };
}
const same = (a: RgbPixels, b: RgbPixels): boolean => isSamePicture(measureSignature(a), measureSignature(b));

/** A setting sun over the sea is the same either way. */
function isItsOwnMirror(pixels: RgbPixels, mirrored: RgbPixels): boolean {
  return compareSignatures(measureSignature(pixels), measureSignature(mirrored)).likeness > 0.95;
}

describe('isSamePicture', () => {
  it('knows a picture after coding and scaling', async () => {
    for (const { name, pixels } of scenes) {
      expect(same(pixels, await asJpeg(pixels, 40)), name).toBe(true);
      expect(same(pixels, await resized(pixels, 64, 36)), name).toBe(true);
    }
  });

  it('knows a picture cropped by 8 % on two sides', () => {
    for (const { name, pixels } of scenes) {
      const [left, top] = [Math.round(pixels.width * 0.08), Math.round(pixels.height * 0.08)];
      const cropped = remade(pixels, (x, y) => [x + left, y + top], [
        pixels.width - left,
        pixels.height - top,
      ]);
      expect(same(pixels, cropped), name).toBe(true);
    }
  });

  it('knows a picture after a slight regrade', () => {
    for (const { name, pixels } of scenes) {
      const graded = remade(
        pixels,
        (x, y) => [x, y],
        undefined,
        (value, channel) => value * (channel === 0 ? 1.08 : channel === 2 ? 0.95 : 1.02),
      );
      expect(same(pixels, graded), name).toBe(true);
    }
  });

  it('takes no other scene and no mirror image for it', () => {
    for (const { name, pixels } of scenes) {
      for (const other of scenes) {
        if (other.name !== name) expect(same(pixels, other.pixels), `${name} and ${other.name}`).toBe(false);
      }
      const mirrored = remade(pixels, (x, y) => [pixels.width - 1 - x, y]);
      if (!isItsOwnMirror(pixels, mirrored)) expect(same(pixels, mirrored), name).toBe(false);
    }
  });

  it('finds nothing in pictures that show nothing', () => {
    const black = { width: 8, height: 8, data: new Uint8Array(192) };
    expect(same(black, black)).toBe(false);
  });
});

describe('a written signature', () => {
  it('is short, and reads back as what was measured', () => {
    for (const { name, pixels } of scenes) {
      const measured = measureSignature(pixels);
      const text = writeSignature(measured);
      expect(text).toMatch(/^[A-Za-z0-9+/]{578,580}=*$/);
      const read = readSignature(text);
      if (read === null) throw new Error(`${name} does not read back`);
      expect(read.contrast).toBeCloseTo(measured.contrast, 2);
      measured.layout.forEach((value, cell) => {
        // What is far out is cut to three standard deviations.
        expect(read.layout[cell]).toBeCloseTo(Math.max(-3.175, Math.min(3.175, value)), 1);
      });
    }
  });

  it('is told from other text', () => {
    for (const text of ['', 'A', 'hello world', 'A'.repeat(388), '?'.repeat(388)]) {
      expect(readSignature(text)).toBeNull();
    }
  });
});
