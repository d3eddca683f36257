import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainJpeg } from './plainJpeg.ts';
import { readStill } from './readStill.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-jpeg-'));
});
afterAll(() => rm(folder, { recursive: true }));

const width = 320;
const height = 200;
const pixels = Uint8Array.from(
  { length: width * height * 3 },
  (_, at) => 60 + ((at + Math.floor(at / (width * 3)) * 17) % 150),
);

function picture(): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const secret = 'Seoul, 37.5665 N';
const camera = { exif: { IFD0: { Copyright: secret }, IFD3: { GPSDateStamp: '2021:09:27' } } };

async function still(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('plainJpeg', () => {
  it.each([
    ['baseline', {}],
    ['progressive', { progressive: true }],
  ])('keeps the picture of a %s file bit for bit and nothing of where it was taken', async (_, kind) => {
    const bytes = await picture().withExif(camera.exif).jpeg(kind).toBuffer();
    expect(bytes.includes(secret)).toBe(true);
    const plain = Buffer.from(plainJpeg(bytes) ?? []);
    expect(plain.includes(secret)).toBe(false);
    expect((await sharp(plain).metadata()).exif).toBeUndefined();
    expect((await sharp(plain).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true);
  });

  it('leaves out what hangs on after the picture', async () => {
    const bytes = await picture().jpeg().toBuffer();
    const plain = plainJpeg(Buffer.concat([bytes, Buffer.from('a film of the moment')]));
    expect(Buffer.from(plain ?? []).equals(Buffer.from(plainJpeg(bytes) ?? []))).toBe(true);
  });

  it('gives nothing for what is not a whole JPEG file', async () => {
    const bytes = await picture().jpeg().toBuffer();
    expect(plainJpeg(bytes.subarray(0, bytes.length / 2))).toBeNull();
    expect(plainJpeg(new Uint8Array())).toBeNull();
    expect(plainJpeg(await picture().png().toBuffer())).toBeNull();
  });
});

describe('a still that is already as pictures are stored', () => {
  it('is kept as it is, and measured as one that is coded anew', async () => {
    const jpeg = await picture().withExif(camera.exif).jpeg({ quality: 96 }).toBuffer();
    const kept = await readStill(await still('kept.jpg', jpeg));
    expect(kept.picture.full.equals(Buffer.from(plainJpeg(jpeg) ?? []))).toBe(true);
    expect(kept.picture).toMatchObject({ width, height, area: { x: 0, y: 0, width, height } });
    const anew = await readStill(await still('anew.png', await sharp(jpeg).png().toBuffer()));
    expect(kept.picture.plane.width).toBe(anew.picture.plane.width);
    const { data } = kept.picture.plane;
    let off = 0;
    for (let at = 0; at < data.length; at += 1)
      off += Math.abs((data[at] ?? 0) - (anew.picture.plane.data[at] ?? 0));
    expect(off / data.length).toBeLessThan(2);
  });

  it('is coded anew where it lies on its side or has bars', async () => {
    const turned = await readStill(
      await still('turned.jpg', await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer()),
    );
    expect(turned.picture).toMatchObject({ width: height, height: width });
    const barred = picture().extend({ top: 40, bottom: 40, background: '#000' });
    const wide = await readStill(await still('bars.jpg', await barred.jpeg({ quality: 95 }).toBuffer()));
    expect(wide.picture.area).toEqual({ x: 0, y: 40, width, height });
  });
});
