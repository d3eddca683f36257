import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
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
/** Photographs of Debian's package opencv-doc; calibration charts and scans of text are left out. */
const PHOTOGRAPHS = '/usr/share/doc/opencv-doc/examples/data';
const NO_PHOTOGRAPH = /^(left\d|right\d|ellipses|pca_|text_|Blender|LinuxLogo|WindowsLogo)/;

/** Our drawn scenes under film grain. */
export function drawnPictures(): BenchPicture[] {
  return Object.entries(scenePictures)
    .filter(([name]) => name !== 'blackFrame' && name !== 'whiteFrame')
    .map(([name, draw], i) => ({ name, pixels: withGrain(draw(), 3, 'film', i + 1) }));
}

/** Real photographs, when the package is installed or a folder is given; else none. */
export async function photographs(folder = PHOTOGRAPHS): Promise<BenchPicture[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter(
    (name) => /\.(jpe?g|png|webp)$/i.test(name) && !NO_PHOTOGRAPH.test(name),
  );
  return Promise.all(
    files.toSorted().map(async (name) => {
      const data = await sharp(join(folder, name))
        .rotate()
        .resize(WIDTH, HEIGHT, { fit: 'cover' })
        .toColourspace('srgb')
        .removeAlpha()
        .raw()
        .toBuffer();
      return { name, pixels: { width: WIDTH, height: HEIGHT, data: new Uint8Array(data) } };
    }),
  );
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
