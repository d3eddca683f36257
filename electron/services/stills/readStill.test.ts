import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deltaEOk, oklabOfRgb } from '../../../shared/colour/oklab.ts';
import { readStill } from './readStill.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-stills-'));
});
afterAll(() => rm(folder, { recursive: true }));

const orange = { r: 214, g: 126, b: 44 };
/** 60x40, orange left, blue right. */
function halves() {
  const left = {
    input: { create: { width: 30, height: 40, channels: 3 as const, background: orange } },
    left: 0,
    top: 0,
  };
  const ground = { width: 60, height: 40, channels: 3 as const, background: { r: 30, g: 60, b: 200 } };
  return sharp({ create: ground }).composite([left]);
}

async function pixelOf(jpeg: Buffer, x: number, y: number): Promise<[number, number, number]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const offset = (y * info.width + x) * info.channels;
  return [data[offset] ?? 0, data[offset + 1] ?? 0, data[offset + 2] ?? 0];
}

const errorFrom = (seen: [number, number, number], r: number, g: number, b: number): number =>
  deltaEOk(oklabOfRgb(...seen), oklabOfRgb(r, g, b));

describe('readStill', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('reads %s', async (format) => {
    const path = at(`halves.${format}`);
    await writeFile(path, await halves().toFormat(format).toBuffer());
    const { probe, picture } = await readStill(path);
    expect(probe).toEqual({ width: 60, height: 40, format });
    expect([picture.width, picture.height]).toEqual([60, 40]);
    expect(errorFrom(await pixelOf(picture.full, 10, 20), 214, 126, 44)).toBeLessThan(0.02);
    expect(errorFrom(await pixelOf(picture.full, 50, 20), 30, 60, 200)).toBeLessThan(0.02);
  });

  it('turns a photograph upright', async () => {
    await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toFile(at('turned.jpg'));
    const { probe, picture } = await readStill(at('turned.jpg'));
    expect([probe.width, probe.height, picture.width, picture.height]).toEqual([40, 60, 40, 60]);
    // Turned clockwise, the left half is on top.
    expect(errorFrom(await pixelOf(picture.full, 20, 10), 214, 126, 44)).toBeLessThan(0.02);
  });

  it('applies the colour profile', async () => {
    await halves().withIccProfile('p3').png().toFile(at('p3.png'));
    const stored = await sharp(at('p3.png'), {}).metadata();
    expect(stored.icc).toBeDefined();
    const { picture } = await readStill(at('p3.png'));
    expect(errorFrom(await pixelOf(picture.full, 10, 20), 214, 126, 44)).toBeLessThan(0.02);
  });

  it('reads greyscale, 16 bits and CMYK as sRGB', async () => {
    const grey = { width: 20, height: 20, channels: 3 as const, background: { r: 90, g: 90, b: 90 } };
    await sharp({ create: grey }).toColourspace('b-w').png().toFile(at('grey.png'));
    await sharp({ create: grey }).toColourspace('rgb16').png().toFile(at('deep.png'));
    await sharp({ create: grey }).toColourspace('cmyk').jpeg({ quality: 100 }).toFile(at('cmyk.jpg'));
    for (const [name, tolerance] of [
      ['grey.png', 0.01],
      ['deep.png', 0.01],
      ['cmyk.jpg', 0.05],
    ] as const) {
      const { picture } = await readStill(at(name));
      expect(picture.plane.data.length).toBe(picture.plane.width * picture.plane.height * 3);
      expect(errorFrom(await pixelOf(picture.full, 10, 10), 90, 90, 90)).toBeLessThan(tolerance);
    }
  });

  it('lays transparency on neutral grey', async () => {
    const clear = {
      width: 20,
      height: 20,
      channels: 4 as const,
      background: { r: 255, g: 0, b: 0, alpha: 0 },
    };
    await sharp({ create: clear }).png().toFile(at('clear.png'));
    const [r, g, b] = await pixelOf((await readStill(at('clear.png'))).picture.full, 10, 10);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(1);
    expect(Math.abs(r - 128)).toBeLessThanOrEqual(2);
  });

  it('names what is broken, too large or not a picture', async () => {
    const noise = Buffer.from(Array.from({ length: 90_000 }, (_, index) => (index * index * 31) % 256));
    const whole = await sharp(noise, { raw: { width: 200, height: 150, channels: 3 } })
      .jpeg()
      .toBuffer();
    await writeFile(at('cut.jpg'), whole.subarray(0, Math.floor(whole.length / 2)));
    await writeFile(
      at('wide.png'),
      await sharp({ create: { width: 40_000, height: 2, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    );
    await writeFile(at('words.png'), 'words');
    const codes = {
      'cut.jpg': 'file-broken',
      'wide.png': 'picture-too-large',
      'words.png': 'file-unsupported',
    };
    for (const [name, code] of Object.entries(codes)) {
      await expect(readStill(at(name))).rejects.toMatchObject({
        appError: { code, details: { fileName: name } },
      });
    }
  });
});
