/*
 * Palette extraction beside node-vibrant, colorthief, extract-colors and image-q, on the same 128 x 72 pixels in one run.
 *
 * Fairness: nobody decodes in the timed part. Each picture is decoded once; the others get the pixels through
 * their own extension points (node-vibrant's image class, colorthief's pixel loader), told to look at every
 * pixel, to filter none, and to give as many colours as we found on that picture. node-vibrant is measured
 * twice: its six named swatches, which are its product, and all the colours of its quantizer; extract-colors twice: as it
 * comes, and with distances fine enough that it gives as many colours; image-q with each of its fast quantizers, and with
 * Wu's, which takes a quarter of a second a picture, in one round and on every eighth picture for its time. In a round all
 * take turns; a peer's time for a picture is the best of its rounds, the same for all and for ours: what
 * else the machine does only ever adds.
 * Photographs: 60 drawn by a fixed seed from those of tests/fixtures/photographs; how many swatches we find is told of all.
 */
import { getPalette } from 'colorthief';
import { extractColorsFromImageData } from 'extract-colors';
import * as imageQ from 'image-q';
import { Vibrant } from 'node-vibrant/node';
import { extractPalette } from '../../shared/colour/extractPalette.ts';
import { deltaEOk, type Oklab, oklabOfRgb, rgbOfHex } from '../../shared/colour/oklab.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import {
  type AccentPicture,
  type BenchPicture,
  drawnPictures,
  photographs,
  sampleOf,
  withAccents,
} from './palettePictures.ts';

type Colour = readonly [number, number, number];

interface Extractor {
  readonly name: string;
  /** Timed in one round and on one of eight pictures only. */
  readonly isSlow?: boolean;
  /** `count` is how many colours we found on the picture. */
  readonly extract: (
    pixels: RgbPixels,
    rgba: Uint8ClampedArray,
    count: number,
  ) => Promise<Colour[]> | Colour[];
}

/** Hands decoded pixels to node-vibrant. */
class DecodedImage {
  private pixels = { width: 0, height: 0, data: new Uint8ClampedArray() };

  load(image: unknown): Promise<this> {
    this.pixels = image as typeof this.pixels;
    return Promise.resolve(this);
  }
  scaleDown(): void {}
  clear(): void {}
  update(): void {}
  getWidth(): number {
    return this.pixels.width;
  }
  getHeight(): number {
    return this.pixels.height;
  }
  resize(): void {}
  getPixelCount(): number {
    return this.pixels.width * this.pixels.height;
  }
  getImageData(): typeof this.pixels {
    // Its filters clear the alpha of what they drop: a copy keeps the runs alike.
    return { ...this.pixels, data: this.pixels.data.slice() };
  }
  remove(): void {}
}

function vibrant(pixels: RgbPixels, rgba: Uint8ClampedArray, colorCount: number): Vibrant {
  const source = { width: pixels.width, height: pixels.height, data: rgba };
  return new Vibrant(source as never, {
    ImageClass: DecodedImage,
    quality: 1,
    colorCount,
    filters: [],
  });
}

const round = (rgb: readonly number[]): Colour => [
  Math.round(rgb[0] ?? 0),
  Math.round(rgb[1] ?? 0),
  Math.round(rgb[2] ?? 0),
];

const extractors: readonly Extractor[] = [
  { name: 'Afterimage', extract: (pixels) => extractPalette(pixels).map((swatch) => rgbOfHex(swatch.hex)) },
  {
    name: 'node-vibrant, named swatches',
    extract: async (pixels, rgba) => {
      const palette = await vibrant(pixels, rgba, 64).getPalette();
      return Object.values(palette).flatMap((swatch) => (swatch === null ? [] : [round(swatch.rgb)]));
    },
  },
  {
    name: 'node-vibrant, quantizer',
    extract: async (pixels, rgba, count) => {
      const run = vibrant(pixels, rgba, count);
      await run.getPalette();
      return (run.result?.colors ?? [])
        .slice(0, count)
        .map((swatch: { rgb: readonly number[] }) => round(swatch.rgb));
    },
  },
  {
    name: 'colorthief',
    extract: async (pixels, rgba, count) => {
      const data = { data: rgba, width: pixels.width, height: pixels.height };
      const colours = await getPalette('decoded', {
        colorCount: Math.max(2, count),
        quality: 1,
        ignoreWhite: false,
        loader: { load: () => Promise.resolve(data) },
      });
      return (colours ?? []).map((colour) => colour.array());
    },
  },
  { name: 'extract-colors', extract: (pixels, rgba, count) => extractColours(pixels, rgba, count, {}) },
  {
    name: 'extract-colors, fine',
    extract: (pixels, rgba, count) =>
      extractColours(pixels, rgba, count, {
        distance: 0.1,
        saturationDistance: 0.1,
        lightnessDistance: 0.1,
        hueDistance: 0.05,
      }),
  },
  { name: 'image-q, neuquant', extract: quantizeBy('neuquant') },
  { name: 'image-q, rgbquant', extract: quantizeBy('rgbquant') },
  { name: 'image-q, wuquant', isSlow: true, extract: quantizeBy('wuquant') },
];

function extractColours(
  { width, height }: RgbPixels,
  rgba: Uint8ClampedArray,
  count: number,
  distances: Record<string, number>,
): Colour[] {
  return extractColorsFromImageData({ width, height, data: rgba }, { pixels: width * height, ...distances })
    .slice(0, count)
    .map(({ red, green, blue }): Colour => [red, green, blue]);
}

function quantizeBy(paletteQuantization: 'neuquant' | 'rgbquant' | 'wuquant'): Extractor['extract'] {
  return ({ width, height }, rgba, colors) => {
    const points = imageQ.utils.PointContainer.fromUint8Array(rgba, width, height);
    const palette = imageQ.buildPaletteSync([points], {
      colors: Math.max(2, colors),
      paletteQuantization,
      colorDistanceFormula: 'euclidean',
    });
    return palette
      .getPointContainer()
      .getPointArray()
      .map(({ r, g, b }): Colour => [r, g, b]);
  };
}

function rgbaOf({ width, height, data }: RgbPixels): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba.set(data.subarray(from, from + 3), to);
    rgba[to + 3] = 255;
  }
  return rgba;
}

function meanError({ data }: RgbPixels, colours: readonly Oklab[]): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 3) {
    const pixel = oklabOfRgb(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    let nearest = 1;
    for (const colour of colours) nearest = Math.min(nearest, deltaEOk(pixel, colour));
    sum += nearest;
  }
  return sum / (data.length / 3);
}

/** Share of the patches that have a colour within Delta E .03. */
async function accentRecall(
  { extract, isSlow = false }: Extractor,
  all: readonly AccentPicture[],
  counts: Map<AccentPicture, number>,
) {
  let found = 0;
  const pictures = isSlow ? all.filter((_, at) => at % 12 === 0) : all;
  for (const picture of pictures) {
    const colours = await extract(picture.pixels, rgbaOf(picture.pixels), counts.get(picture) ?? 8);
    const truth = oklabOfRgb(...(picture.accent.map(Math.round) as unknown as Colour));
    if (colours.some((colour) => deltaEOk(oklabOfRgb(...colour), truth) <= 0.03)) found++;
  }
  return found / pictures.length;
}

const ROUNDS = 25;
/** No new round begins after so many seconds. */
const TIMED_SEC = 20;
/** Photographs that all are measured on. */
const PHOTOGRAPHS = 60;

interface Result {
  readonly name: string;
  readonly ms: number;
  readonly error: number;
  readonly swatches: number;
  readonly recall: number;
}

async function measure(
  pictures: readonly BenchPicture[],
  accents: readonly AccentPicture[],
): Promise<Result[]> {
  const prepared = pictures.map(({ pixels }) => ({
    pixels,
    rgba: rgbaOf(pixels),
    // Two at least: others give no fewer.
    count: Math.max(2, extractPalette(pixels).length),
  }));
  // All take turns in every round, so that what else the machine does falls on all alike.
  const best = extractors.map(() => new Map<number, number>());
  const deadline = performance.now() + TIMED_SEC * 1000;
  for (let round = 0; round < ROUNDS && performance.now() < deadline; round++) {
    for (const [i, { extract, isSlow = false }] of extractors.entries()) {
      if (isSlow && round > 0) continue;
      for (const [at, { pixels, rgba, count }] of prepared.entries()) {
        if (isSlow && at % 8 > 0) continue;
        const start = performance.now();
        await extract(pixels, rgba, count);
        const ms = performance.now() - start;
        best[i]?.set(at, Math.min(ms, best[i].get(at) ?? Infinity));
      }
    }
  }
  const counts = new Map(accents.map((picture) => [picture, extractPalette(picture.pixels).length]));
  const results: Result[] = [];
  for (const [i, extractor] of extractors.entries()) {
    let error = 0;
    let swatches = 0;
    for (const { pixels, rgba, count } of prepared) {
      const colours = await extractor.extract(pixels, rgba, count);
      error += meanError(
        pixels,
        colours.map((colour) => oklabOfRgb(...colour)),
      );
      swatches += colours.length;
    }
    const times = [...(best[i]?.values() ?? [])];
    results.push({
      name: extractor.name,
      ms: times.reduce((sum, ms) => sum + ms, 0) / times.length,
      error: error / pictures.length,
      swatches: swatches / pictures.length,
      recall: await accentRecall(extractor, accents, counts),
    });
  }
  return results;
}

/** What the issue asks of the product, said in one line each. */
function printVerdict(results: readonly Result[]): void {
  const [own, ...peers] = results;
  if (own === undefined) return;
  const fastest = peers.reduce((best, peer) => (peer.ms < best.ms ? peer : best));
  const nearest = peers.reduce((best, peer) => (peer.error < best.error ? peer : best));
  const keenest = peers.reduce((best, peer) => (peer.recall > best.recall ? peer : best));
  console.log(
    [
      `speed: ${(fastest.ms / own.ms).toFixed(2)} x the fastest, ${fastest.name} (>= 5); ${own.ms.toFixed(3)} ms (<= .6)`,
      `error: ${own.error.toFixed(4)} (<= .040); least of the others ${nearest.error.toFixed(4)}, ${nearest.name}`,
      `accents: ${(own.recall * 100).toFixed(1)} %; most of the others ${(keenest.recall * 100).toFixed(1)} %, ${keenest.name}`,
    ].join('\n'),
  );
}

function print(title: string, results: readonly Result[]): void {
  const own = results[0];
  if (own === undefined) return;
  console.log(`\n${title}`);
  console.log(
    '                                ms/picture   x ours   mean error   x ours   swatches   accents kept',
  );
  for (const { name, ms, error, swatches, recall } of results) {
    console.log(
      [
        name.padEnd(32),
        ms.toFixed(3).padStart(10),
        (ms / own.ms).toFixed(2).padStart(9),
        error.toFixed(4).padStart(13),
        (error / own.error).toFixed(2).padStart(9),
        swatches.toFixed(1).padStart(11),
        `${(recall * 100).toFixed(1)} %`.padStart(15),
      ].join(''),
    );
  }
}

const everyPhotograph = await photographs(process.argv[2]);
const sets = [
  ['drawn scenes under grain', drawnPictures()],
  ['photographs', sampleOf(everyPhotograph, PHOTOGRAPHS)],
] as const;
console.log(
  'Palettes of 128 x 72 pixels, decoded beforehand. Mean error: Delta E (OK) of a pixel to its nearest swatch.',
);
console.log(
  'Accents kept: patches of 1, 2 and 4 % of the area in four hues that have a swatch within Delta E .03.',
);
for (const [title, pictures] of sets) {
  if (pictures.length === 0) {
    console.log(`\n${title}: none on this machine, left out`);
    continue;
  }
  const accents = withAccents(pictures);
  const results = await measure(pictures, accents);
  print(`${title}: ${pictures.length} pictures, ${accents.length} with an accent`, results);
  printVerdict(results);
}

/** How many pictures have how many swatches. */
function printSwatchCounts(title: string, pictures: readonly BenchPicture[]): void {
  const counts = new Map<number, number>();
  const few: string[] = [];
  for (const { name, pixels } of pictures) {
    const { length } = extractPalette(pixels);
    counts.set(length, (counts.get(length) ?? 0) + 1);
    if (length < 5) few.push(`${name} (${length})`);
  }
  const line = [...counts].toSorted(([one], [other]) => one - other).map(([count, of]) => `${count}: ${of}`);
  console.log(`swatches of all ${pictures.length} ${title}: ${line.join(', ')}`);
  console.log(`fewer than five: ${few.length === 0 ? 'none' : few.join(', ')}`);
}
printSwatchCounts('photographs', everyPhotograph);
