import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deltaEOk, oklabOfRgb } from '../../../shared/colour/oklab.ts';
import { type HeicSpec, makeHeic } from '../../../tests/fixtures/makeHeic.ts';
import { readStill } from './readStill.ts';

type Rgb = readonly [number, number, number];
const [red, green, blue, white]: Rgb[] = [
  [200, 30, 30],
  [30, 170, 40],
  [40, 50, 210],
  [225, 225, 225],
];
/** Clockwise from the upper left: red, green, blue, white. */
const fields = (width: number, height: number): HeicSpec['colourAt'] => {
  return (x, y) =>
    (y < height / 2 ? (x < width / 2 ? red : green) : x < width / 2 ? white : blue) ?? [0, 0, 0];
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-heic-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The stored picture's four fields, clockwise from the upper left. */
async function readFields(path: string): Promise<{ size: number[]; format: string; fields: Rgb[] }> {
  const { picture, probe } = await readStill(path);
  const { data, info } = await sharp(picture.full).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): Rgb => {
    const offset = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
    return [data[offset] ?? 0, data[offset + 1] ?? 0, data[offset + 2] ?? 0];
  };
  return {
    size: [probe.width, probe.height, info.width, info.height],
    format: probe.format,
    fields: [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)],
  };
}

function expectColours(seen: readonly Rgb[], truth: readonly (Rgb | undefined)[]): void {
  for (const [index, colour] of truth.entries()) {
    const found = seen[index] ?? [0, 0, 0];
    expect(deltaEOk(oklabOfRgb(...found), oklabOfRgb(...(colour ?? [0, 0, 0])))).toBeLessThan(0.02);
  }
}

describe('HEIC stills', () => {
  it.each([
    ['of one picture', 0],
    ['of tiles that reach beyond its edge', 64],
  ])('%s', async (_, tile) => {
    const spec = { name: `plain-${tile}`, width: 200, height: 120, tile, colourAt: fields(200, 120) };
    const seen = await readFields(await makeHeic(spec, join(folder, `plain-${tile}.heic`)));
    expect(seen).toMatchObject({ format: 'heic', size: [200, 120, 200, 120] });
    expectColours(seen.fields, [red, green, blue, white]);
  });

  it.each([
    ['a quarter against the clock', { quarterTurns: 1 }, [120, 200], [green, blue, white, red]],
    ['half a turn', { quarterTurns: 2 }, [200, 120], [blue, white, red, green]],
    ['a quarter clockwise', { quarterTurns: 3 }, [120, 200], [white, red, green, blue]],
    ['upside down', { mirror: 0 as const }, [200, 120], [white, blue, green, red]],
    ['mirrored', { mirror: 1 as const }, [200, 120], [green, red, white, blue]],
    ['turned, then mirrored', { quarterTurns: 1, mirror: 1 as const }, [120, 200], [blue, green, red, white]],
  ])('shown %s', async (name, showing, size, truth) => {
    const spec = {
      name: 'plain-64',
      width: 200,
      height: 120,
      tile: 64,
      colourAt: fields(200, 120),
      ...showing,
    };
    const seen = await readFields(await makeHeic(spec, join(folder, `${name}.heic`)));
    expect(seen.size).toEqual([...size, ...size]);
    expectColours(seen.fields, truth);
  });

  it('in the colours of their profile', async () => {
    const pixel = { create: { width: 8, height: 8, channels: 3 as const, background: '#808080' } };
    const { icc } = await sharp(await sharp(pixel).withIccProfile('p3').png().toBuffer()).metadata();
    const spec = { name: 'p3', width: 64, height: 64, tile: 64, colourAt: (): Rgb => [180, 120, 60] };
    const path = await makeHeic({ ...spec, ...(icc === undefined ? {} : { icc }) }, join(folder, 'p3.heic'));
    const seen = await readFields(path);
    // Display P3 (180, 120, 60) in sRGB, by SMPTE EG 432-1 and IEC 61966-2-1.
    expectColours(seen.fields, [[190, 117, 45]]);
  });

  it('are refused by name where they are damaged', async () => {
    const spec = { name: 'plain-64', width: 200, height: 120, tile: 64, colourAt: fields(200, 120) };
    const bytes = await readFile(await makeHeic(spec, join(folder, 'whole.heic')));
    for (let tenth = 1; tenth < 10; tenth += 1) {
      const path = join(folder, `cut-${tenth}.heic`);
      await writeFile(path, bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)));
      await expect(readStill(path)).rejects.toMatchObject({
        appError: { code: 'file-broken', details: { fileName: `cut-${tenth}.heic` } },
      });
    }
  });
});
