import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { fetchPhotographs } from '../fixtures/photographs/fetchPhotographs.ts';
import { asJpeg, resized } from '../fixtures/pictures/asJpeg.ts';
import { enlarge, oklch, type Paint, seededRandom, withGrain } from '../fixtures/pictures/drawPicture.ts';
import { scenePictures } from '../fixtures/pictures/scenePictures.ts';

/** A picture to take palettes from, 128 x 72. */
export interface BenchPicture {
  readonly name: string;
  readonly pixels: RgbPixels;
}

/** A picture with a small vivid patch whose colour is known. */
export interface AccentPicture extends BenchPicture {
  readonly accent: Paint;
  /** The patch's share of the area. */
  readonly share: number;
}

const WIDTH = 128;
const HEIGHT = 72;

/** Our drawn scenes under film grain. */
export function drawnPictures(): BenchPicture[] {
  return Object.entries(scenePictures)
    .filter(([name]) => name !== 'blackFrame' && name !== 'whiteFrame')
    .map(([name, draw], i) => ({ name, pixels: withGrain(draw(), 3, 'film', i + 1) }));
}

/** Photographs of Debian packages, from the cache or fetched; those of a folder where one is given. */
async function photographFiles(folder?: string): Promise<{ name: string; file: string }[]> {
  if (folder === undefined) {
    return (await fetchPhotographs(console.log)).photographs
      .filter(({ kind }) => kind === 'photograph')
      .map(({ id, file }) => ({ name: id, file }));
  }
  return readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .toSorted()
    .map((name) => ({ name, file: join(folder, name) }));
}

/** Real photographs; see {@link photographFiles}. */
export async function photographs(folder?: string): Promise<BenchPicture[]> {
  const pictures: BenchPicture[] = [];
  for (const { name, file } of await photographFiles(folder)) {
    const data = await sharp(file)
      .rotate()
      .resize(WIDTH, HEIGHT, { fit: 'cover' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer();
    pictures.push({ name, pixels: { width: WIDTH, height: HEIGHT, data: new Uint8Array(data) } });
  }
  return pictures;
}

/** So many of the pictures, drawn by a fixed seed; in their order. */
export function sampleOf(pictures: readonly BenchPicture[], most: number): BenchPicture[] {
  const random = seededRandom(2046);
  const drawn = pictures
    .map((picture) => ({ picture, lot: random() }))
    .toSorted((one, other) => one.lot - other.lot);
  const chosen = new Set(drawn.slice(0, most).map(({ picture }) => picture));
  return pictures.filter((picture) => chosen.has(picture));
}

/** Each picture with a patch of 1, 2 and 4 % in four hues, at seeded places. */
export function withAccents(pictures: readonly BenchPicture[]): AccentPicture[] {
  const random = seededRandom(2046);
  return pictures.flatMap(({ name, pixels }) =>
    [0.01, 0.02, 0.04].flatMap((share) =>
      [0, 1, 2, 3].map((quarter) => {
        const hue = quarter * 90 + random() * 90;
        // Cyans and teals cannot be more colourful than this on a screen.
        const chroma = hue > 170 && hue < 230 ? 0.11 : 0.15 + random() * 0.06;
        const accent = oklch(0.55 + random() * 0.2, chroma, hue);
        const width = Math.round(Math.sqrt(WIDTH * HEIGHT * share * 2));
        const height = Math.max(1, Math.round((WIDTH * HEIGHT * share) / width));
        const x = Math.floor(random() * (WIDTH - width));
        const y = Math.floor(random() * (HEIGHT - height));
        const data = Uint8Array.from(pixels.data);
        for (let row = y; row < y + height; row++) {
          for (let column = x; column < x + width; column++) data.set(accent, (row * WIDTH + column) * 3);
        }
        return { name, pixels: { width: WIDTH, height: HEIGHT, data }, accent, share };
      }),
    ),
  );
}

/** Pictures with an accent as they come: drawn flat, through a sensor, through compression. */
export interface AccentCondition {
  readonly name: string;
  readonly pictures: readonly AccentPicture[];
}

/**
 * The same pictures with their patch flat (a title, an animation), under a sensor's noise of 4 of 255 in each channel, and
 * as a JPEG of quality 75 of four times the size.
 */
export async function accentConditions(flat: readonly AccentPicture[]): Promise<AccentCondition[]> {
  const compressed: AccentPicture[] = [];
  for (const picture of flat) compressed.push({ ...picture, pixels: await throughJpeg(picture.pixels) });
  return [
    { name: 'flat', pictures: flat },
    {
      name: 'noisy',
      pictures: flat.map((picture, i) => ({
        ...picture,
        pixels: withGrain(drawingOf(picture.pixels), 4, 'sensor', i + 1),
      })),
    },
    { name: 'JPEG', pictures: compressed },
  ];
}

const drawingOf = ({ width, height, data }: RgbPixels) => ({
  width,
  height,
  data: new Uint8ClampedArray(data),
});

async function throughJpeg(pixels: RgbPixels): Promise<RgbPixels> {
  const { width, height, data } = await asJpeg(enlarge(drawingOf(pixels), 4), 75);
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: 'mitchell' })
    .raw()
    .toBuffer();
  return { width: WIDTH, height: HEIGHT, data: new Uint8Array(small) };
}

/** A photograph, the same at half its size, and through a JPEG of quality 75. */
export interface SamePictures {
  readonly name: string;
  readonly whole: RgbPixels;
  readonly half: RgbPixels;
  readonly jpeg: RgbPixels;
}

/** All photographs of at most 512 pixels a side, made again in two ways that change nothing to the eye. */
export async function samePictures(folder?: string): Promise<SamePictures[]> {
  const pictures: SamePictures[] = [];
  for (const { name, file } of await photographFiles(folder)) {
    const { data, info } = await sharp(file)
      .rotate()
      .resize(512, 512, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const whole = { width: info.width, height: info.height, data: new Uint8Array(data) };
    pictures.push({
      name,
      whole,
      half: await resized(whole, Math.round(info.width / 2), Math.round(info.height / 2)),
      jpeg: await asJpeg(whole, 75),
    });
  }
  return pictures;
}
