import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { asJpeg, resized } from '../../tests/fixtures/pictures/asJpeg.ts';
import {
  type Drawing,
  enlarge,
  hex,
  mix,
  neonTube,
  oklch,
  type Paint,
  rectangle,
  shade,
  solid,
  texture,
  withBars,
  withGrain,
} from '../../tests/fixtures/pictures/drawPicture.ts';
import { paletteDistance } from '../../tests/fixtures/pictures/paletteDistance.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { type Swatch, swatchSchema } from '../domain/frame.ts';
import { extractPalette } from './extractPalette.ts';
import { deltaEOk, hexOfRgb, oklabOfOklch, oklabOfRgb } from './oklab.ts';

const scenes = Object.keys(scenePictures) as SceneName[];
const sampleFolder = join(import.meta.dirname, '../../resources/sample');
const sampleFiles = readdirSync(sampleFolder).filter((name) => name.endsWith('.jpg'));
const byte = fc.integer({ min: 0, max: 255 });

function nearest(palette: readonly Swatch[], paint: Paint): number {
  const truth = oklabOfRgb(...paint);
  return Math.min(...palette.map((swatch) => deltaEOk(truth, oklabOfOklch(swatch.oklch))));
}

/** Mean distance of the pixels to their nearest swatch. */
function meanError(picture: Drawing, palette: readonly Swatch[]): number {
  let sum = 0;
  shade({ ...picture, data: picture.data.slice() }, (_x, _y, paint) => {
    sum += nearest(palette, paint);
    return null;
  });
  return sum / (picture.width * picture.height);
}

describe('extractPalette', () => {
  it('returns a solid as itself, exactly', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const palette = extractPalette(solid([red, green, blue], 16, 9));
        expect(palette).toHaveLength(1);
        expect(palette[0]).toMatchObject({ hex: hexOfRgb(red, green, blue), share: 1 });
      }),
      { numRuns: 60 },
    );
  });

  it('returns the two colours of a two-colour picture with their shares', () => {
    const picture = rectangle(solid(hex('#d8c9a6')), hex('#173a6b'), 0, 0, 128, 18);
    const palette = extractPalette(picture);
    expect(palette.map((swatch) => swatch.hex)).toEqual(['#d8c9a6', '#173a6b']);
    expect(palette.map((swatch) => swatch.share)).toEqual([0.75, 0.25]);
  });

  it('adds no swatch for the blended edges that JPEG leaves between two colours', async () => {
    const picture = rectangle(solid(hex('#d8c9a6'), 512, 288), hex('#173a6b'), 0, 0, 200, 288);
    const palette = extractPalette(await asJpeg(picture, 75));
    expect(palette).toHaveLength(2);
    expect(nearest(palette, hex('#d8c9a6'))).toBeLessThan(0.01);
    expect(nearest(palette, hex('#173a6b'))).toBeLessThan(0.01);
  });

  it('gives every colour of a card of eight fields', () => {
    const paints = [20, 65, 110, 155, 200, 245, 290, 335].map((hue) => oklch(0.6, 0.1, hue));
    const card = solid([0, 0, 0]);
    for (const [i, paint] of paints.entries()) rectangle(card, paint, i * 16, 0, 16, 72);
    const palette = extractPalette(card);
    expect(palette).toHaveLength(8);
    for (const paint of paints) expect(nearest(palette, paint)).toBeLessThan(0.005);
  });

  it('keeps two hues a tenth apart as two, under grain', () => {
    const one = oklabOfOklch([0.6, 0.1, 20]);
    const other = oklabOfOklch([0.6, 0.1, 80]);
    expect(deltaEOk(one, other)).toBeCloseTo(0.1, 5);
    const picture = rectangle(solid(oklch(0.6, 0.1, 20)), oklch(0.6, 0.1, 80), 60, 0, 68, 72);
    expect(extractPalette(withGrain(picture, 4, 'film'))).toHaveLength(2);
    expect(extractPalette(picture)).toHaveLength(2);
  });

  it.each(scenes)('gives valid swatches with shares that add to 1, greatest first: %s', (name) => {
    const palette = extractPalette(scenePictures[name]());
    for (const swatch of palette) expect(swatchSchema.safeParse(swatch).success).toBe(true);
    expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(palette.map(({ share }) => share)).toEqual(
      palette.map(({ share }) => share).sort((a, b) => b - a),
    );
    expect(new Set(palette.map((swatch) => swatch.hex)).size).toBe(palette.length);
    expect(palette.length).toBeLessThanOrEqual(8);
  });

  it.each([
    'sunset',
    'circularWindow',
    'curtainGlow',
    'blueNeonRoom',
    'skinPortrait',
    'tealAndOrangePortrait',
    'gaudyMarket',
    'foliage',
    'blackAndWhite',
  ] as const)('gives 5 to 8 swatches to a picture with many colours: %s', (name) => {
    expect(extractPalette(scenePictures[name]()).length).toBeGreaterThanOrEqual(5);
  });

  describe('pictures of one hue that goes from one tone to another', () => {
    const ramps: readonly [string, Paint, Paint][] = [
      ['night sky', oklch(0.12, 0.03, 264), oklch(0.38, 0.08, 258)],
      ['fog', oklch(0.55, 0.01, 240), oklch(0.85, 0.015, 230)],
      ['brick wall in a spotlight', oklch(0.25, 0.06, 40), oklch(0.6, 0.1, 50)],
      ['sand', oklch(0.62, 0.05, 80), oklch(0.85, 0.06, 85)],
    ];

    it.each(ramps)('gives five swatches or more, also under grain: %s', (_name, from, to) => {
      for (const sigma of [0, 2, 4]) {
        const picture = shade(solid(from), (x, y) => mix(from, to, (x / 128 + y / 72) / 2));
        const palette = extractPalette(sigma === 0 ? picture : withGrain(picture, sigma, 'film', sigma));
        expect(palette.length, `grain ${sigma}`).toBeGreaterThanOrEqual(5);
        expect(palette.length).toBeLessThanOrEqual(8);
        // To the eye no two of them are one.
        for (const [at, one] of palette.entries()) {
          for (const other of palette.slice(at + 1)) {
            expect(deltaEOk(oklabOfOklch(one.oklch), oklabOfOklch(other.oklch))).toBeGreaterThan(0.02);
          }
        }
      }
    });

    it.each(ramps)('gives five swatches or more for soft texture: %s', (_name, from, to) => {
      const tone = texture(7, 18);
      const picture = shade(solid(from), (x, y) => mix(from, to, tone(x, y) * 2 - 0.5));
      expect(extractPalette(picture).length).toBeGreaterThanOrEqual(5);
    });
  });

  it.each(scenes)('comes nearer to the pixels of a scene than .04 on average: %s', (name) => {
    const picture = scenePictures[name]();
    expect(meanError(picture, extractPalette(picture))).toBeLessThanOrEqual(0.04);
  });

  it.each(scenes)('says the same of the same picture: %s', (name) => {
    expect(extractPalette(scenePictures[name]())).toEqual(extractPalette(scenePictures[name]()));
  });

  it.each(scenes)('says the same at half size and as JPEG: %s', async (name) => {
    const picture = await resized(scenePictures[name](), 512, 288);
    const palette = extractPalette(picture);
    expect(paletteDistance(palette, extractPalette(await resized(picture, 256, 144)))).toBeLessThanOrEqual(
      0.03,
    );
    expect(paletteDistance(palette, extractPalette(await asJpeg(picture, 75)))).toBeLessThanOrEqual(0.03);
  });

  it.each(sampleFiles)('says the same at half size and as JPEG of the picture %s', async (name) => {
    const { data, info } = await sharp(join(sampleFolder, name)).raw().toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, data: new Uint8Array(data) };
    const palette = extractPalette(picture);
    const half = await resized(picture, Math.round(info.width / 2), Math.round(info.height / 2));
    expect(paletteDistance(palette, extractPalette(half))).toBeLessThanOrEqual(0.03);
    expect(paletteDistance(palette, extractPalette(await asJpeg(picture, 75)))).toBeLessThanOrEqual(0.03);
  });

  it('says the same of a picture and of what is left of it in worse JPEGs and other sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...scenes),
        fc.integer({ min: 200, max: 700 }),
        fc.integer({ min: 75, max: 95 }),
        async (name, width, quality) => {
          const picture = await resized(scenePictures[name](), 512, 288);
          const other = await resized(picture, width, Math.round((width * 9) / 16));
          const distance = paletteDistance(
            extractPalette(picture),
            extractPalette(await asJpeg(other, quality)),
          );
          expect(distance).toBeLessThanOrEqual(0.03);
        },
      ),
      { numRuns: 40, seed: 2046 },
    );
  });

  it('has no hue for any grey', () => {
    fc.assert(
      fc.property(fc.array(byte, { minLength: 4, maxLength: 64 }), (greys) => {
        const data = Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey]));
        for (const { oklch: colour } of extractPalette({ width: greys.length, height: 1, data })) {
          expect(colour[1]).toBe(0);
          expect(colour[2]).toBeNull();
        }
      }),
    );
  });

  it.each([
    ['mid grey', '#808080'],
    ['brick', '#b05030'],
    ['near black', '#0c0a0e'],
    ['night blue', '#102040'],
    ['cream', '#e8e0d0'],
  ])('adds no swatch for noise or grain on %s', (_name, code) => {
    for (const kind of ['film', 'sensor'] as const) {
      for (const sigma of [2, 4, 6, 8]) {
        const palette = extractPalette(withGrain(solid(hex(code)), sigma, kind, sigma));
        expect(palette).toHaveLength(1);
        // What clipping at black takes from the noise moves a dark colour a little.
        expect(nearest(palette, hex(code))).toBeLessThan(0.05);
      }
    }
  });

  describe('accents', () => {
    const muted: readonly SceneName[] = [
      'mutedInterior',
      'overcastStreet',
      'blackAndWhite',
      'brownInterior',
      'noirAlley',
      'nightStreet',
      'snowfield',
      'skinPortrait',
    ];
    const hues = [10, 29, 60, 100, 145, 200, 264, 300, 340];

    it.each(muted)('keeps a vivid patch of 1 % on %s, whatever its hue', (name) => {
      for (const hue of hues) {
        const paint = oklch(0.62, hue >= 180 && hue < 220 ? 0.1 : 0.16, hue);
        // 12 x 8 of 128 x 72 is 1.04 %.
        const picture = rectangle(scenePictures[name](), paint, 70, 20, 12, 8);
        expect(nearest(extractPalette(picture), paint), `hue ${hue}`).toBeLessThanOrEqual(0.03);
      }
    });

    it('keeps a neon sign on 2 % of a dark street under grain', () => {
      const paint = hex('#ff2f92');
      const street = scenePictures.nightStreet();
      neonTube(street, paint, [40, 30], [76, 30], 3);
      const palette = extractPalette(withGrain(street, 3, 'film'));
      expect(nearest(palette, paint)).toBeLessThanOrEqual(0.05);
    });

    it('gives an accent its own small share', () => {
      const palette = extractPalette(scenePictures.redUmbrella());
      const red = palette.find((swatch) => swatch.name.includes('red') && swatch.oklch[1] > 0.15);
      expect(red?.share).toBeGreaterThan(0.008);
      expect(red?.share).toBeLessThan(0.03);
    });
  });

  it('looks only at the picture area', () => {
    const framed = withBars(scenePictures.daySky(), { top: 14, bottom: 14 });
    const palette = extractPalette(framed, { x: 0, y: 14, width: 128, height: 72 });
    expect(nearest(palette, [0, 0, 0])).toBeGreaterThan(0.3);
    expect(nearest(extractPalette(framed), [0, 0, 0])).toBeLessThan(0.02);
  });

  it('takes a large picture as it takes a small one', () => {
    const small = scenePictures.tealAndOrangePortrait();
    expect(extractPalette(enlarge(small, 5))).toEqual(extractPalette(small));
  });

  it('handles any bytes of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        fc.uint8Array({ minLength: 1728, maxLength: 1728 }),
        (width, height, bytes) => {
          const palette = extractPalette({ width, height, data: bytes.subarray(0, width * height * 3) });
          expect(palette.length).toBeGreaterThanOrEqual(1);
          expect(palette.length).toBeLessThanOrEqual(8);
          expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it('refuses bytes that do not fit', () => {
    expect(() => extractPalette({ width: 4, height: 4, data: new Uint8Array(47) })).toThrow(RangeError);
  });
});
