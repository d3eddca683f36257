import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { analysePicture } from './analysePicture.ts';
import { packPicture } from './packPicture.ts';
import type { RgbPicture } from './rgbPicture.ts';

/** A picture of coloured fields with black bars of exact sizes around it. */
function barred(
  width: number,
  height: number,
  bars: { top: number; bottom: number; side: number },
): RgbPicture {
  const data = Buffer.alloc(width * height * 3);
  for (let y = bars.top; y < height - bars.bottom; y += 1) {
    for (let x = bars.side; x < width - bars.side; x += 1) {
      const field = (Math.floor(x / 40) + Math.floor(y / 30)) % 4;
      const colour = [
        [210, 60, 40],
        [230, 140, 50],
        [120, 40, 60],
        [200, 180, 90],
      ][field] ?? [0, 0, 0];
      data.set(colour, (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

describe('packPicture', () => {
  it('makes every size of one picture', async () => {
    const pack = await packPicture(barred(1280, 720, { top: 0, bottom: 0, side: 0 }));
    const sizes = await Promise.all(
      [pack.full, pack.thumb, pack.small].map((file) => sharp(file).metadata()),
    );
    expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['jpeg', 1280, 720],
      ['webp', 480, 270],
      ['webp', 96, 54],
    ]);
    expect(sizes[0]?.chromaSubsampling).toBe('4:4:4');
    expect([pack.plane.width, pack.plane.height, pack.plane.data.length]).toEqual([128, 72, 128 * 72 * 3]);
  });

  it('keeps upright and tiny pictures as they are', async () => {
    const tall = await packPicture(barred(400, 900, { top: 0, bottom: 0, side: 0 }));
    expect(tall.plane.height / tall.plane.width).toBeCloseTo(2.25, 1);
    const tiny = await packPicture(barred(9, 5, { top: 0, bottom: 0, side: 0 }));
    expect([tiny.width, tiny.height, tiny.plane.width, tiny.plane.height]).toEqual([9, 5, 9, 5]);
    expect((await sharp(tiny.thumb).metadata()).width).toBe(9);
  });

  it('stores nothing larger than 4096 pixels a side', async () => {
    const pack = await packPicture({ width: 6000, height: 10, data: Buffer.alloc(180_000, 90) });
    expect([pack.width, (await sharp(pack.full).metadata()).width]).toEqual([4096, 4096]);
  });
});

describe('analysePicture', () => {
  it('finds the picture between bars to the pixel and leaves the bars out of the palette', async () => {
    const bars = { top: 93, bottom: 95, side: 0 };
    const plain = analysePicture(await packPicture(barred(1280, 720, { top: 0, bottom: 0, side: 0 })));
    const boxed = analysePicture(await packPicture(barred(1280, 720, bars)));
    expect(plain.area).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
    expect(boxed.area).toEqual({ x: 0, y: 93, width: 1280, height: 720 - 93 - 95 });
    expect(boxed.palette.every((swatch) => swatch.oklch[0] > 0.2)).toBe(true);
    expect(boxed.palette.reduce((sum, swatch) => sum + swatch.share, 0)).toBeCloseTo(1, 6);
  });

  it('finds bars at the sides', async () => {
    const { area } = analysePicture(await packPicture(barred(1280, 720, { top: 0, bottom: 0, side: 160 })));
    expect(area).toEqual({ x: 160, y: 0, width: 960, height: 720 });
  });
});
