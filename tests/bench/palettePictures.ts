import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { fetchPhotographs } from '../fixtures/photographs/fetchPhotographs.ts';
import { oklch, type Paint, seededRandom, withGrain } from '../fixtures/pictures/drawPicture.ts';
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

/** Real photographs of Debian packages, from the cache or fetched; those of a folder where one is given. */
export async function photographs(folder?: string): Promise<BenchPicture[]> {
  const files =
    folder === undefined
      ? (await fetchPhotographs(console.log)).photographs
          .filter(({ kind }) => kind === 'photograph')
          .map(({ id, file }) => ({ name: id, file }))
      : readdirSync(folder)
          .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
          .toSorted()
          .map((name) => ({ name, file: join(folder, name) }));
  const pictures: BenchPicture[] = [];
  for (const { name, file } of files) {
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
