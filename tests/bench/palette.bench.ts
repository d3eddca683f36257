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
import { extractPalette } from '../../shared/colour/extractPalette.ts';
import { deltaEOk, type Oklab, oklabOfRgb } from '../../shared/colour/oklab.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { type Colour, type Extractor, paletteExtractors, rgbaOf } from './paletteExtractors.ts';
import {
  type AccentCondition,
  type AccentPicture,
  accentConditions,
  type BenchPicture,
  drawnPictures,
  photographs,
  samePictures,
  sampleOf,
  withAccents,
} from './palettePictures.ts';
import { printSameness } from './paletteSameness.ts';

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

/** Share of the patches that have a colour within Delta E .03; `count` colours as on each picture we found. */
async function accentRecall({ extract, isSlow = false }: Extractor, all: readonly AccentPicture[]) {
  let found = 0;
  const pictures = isSlow ? all.filter((_, at) => at % 24 === 0) : all;
  for (const picture of pictures) {
    const count = extractPalette(picture.pixels).length;
    const colours = await extract(picture.pixels, rgbaOf(picture.pixels), count);
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
  /** Of each condition. */
  readonly recalls: readonly number[];
}

async function measure(
  pictures: readonly BenchPicture[],
  conditions: readonly AccentCondition[],
): Promise<Result[]> {
  const prepared = pictures.map(({ pixels }) => ({
    pixels,
    rgba: rgbaOf(pixels),
    // Two at least: others give no fewer.
    count: Math.max(2, extractPalette(pixels).length),
  }));
  // All take turns in every round, so that what else the machine does falls on all alike.
  const best = paletteExtractors.map(() => new Map<number, number>());
  const deadline = performance.now() + TIMED_SEC * 1000;
  for (let round = 0; round < ROUNDS && performance.now() < deadline; round++) {
    for (const [i, { extract, isSlow = false }] of paletteExtractors.entries()) {
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
  const results: Result[] = [];
  for (const [i, extractor] of paletteExtractors.entries()) {
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
    const recalls: number[] = [];
    for (const { pictures: accents } of conditions) recalls.push(await accentRecall(extractor, accents));
    const times = [...(best[i]?.values() ?? [])];
    results.push({
      name: extractor.name,
      ms: times.reduce((sum, ms) => sum + ms, 0) / times.length,
      error: error / pictures.length,
      swatches: swatches / pictures.length,
      recalls,
    });
  }
  return results;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (part: number) => `${(part * 100).toFixed(1)} %`;

/** What is asked of the product, said in one line each. */
function printVerdict(results: readonly Result[]): void {
  const [own, ...peers] = results;
  if (own === undefined) return;
  const fastest = peers.reduce((best, peer) => (peer.ms < best.ms ? peer : best));
  const nearest = peers.reduce((best, peer) => (peer.error < best.error ? peer : best));
  const keenest = peers.reduce((best, peer) => (mean(peer.recalls) > mean(best.recalls) ? peer : best));
  console.log(
    [
      `speed: ${(fastest.ms / own.ms).toFixed(2)} x the fastest, ${fastest.name} (>= 5); ${own.ms.toFixed(3)} ms (<= .6)`,
      `error: ${own.error.toFixed(4)} (<= .040); least of the others ${nearest.error.toFixed(4)}, ${nearest.name}`,
      `accents: ${percent(mean(own.recalls))} in all; most of the others ${percent(mean(keenest.recalls))}, ${keenest.name}`,
    ].join('\n'),
  );
}

function print(title: string, results: readonly Result[]): void {
  const own = results[0];
  if (own === undefined) return;
  console.log(`\n${title}`);
  console.log(
    '                                ms/picture   x ours   mean error   x ours   swatches   accents kept: flat     noisy      JPEG',
  );
  for (const { name, ms, error, swatches, recalls } of results) {
    console.log(
      [
        name.padEnd(32),
        ms.toFixed(3).padStart(10),
        (ms / own.ms).toFixed(2).padStart(9),
        error.toFixed(4).padStart(13),
        (error / own.error).toFixed(2).padStart(9),
        swatches.toFixed(1).padStart(11),
        recalls.map((recall, i) => percent(recall).padStart(i === 0 ? 21 : 10)).join(''),
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
  'Accents kept: patches of 1, 2 and 4 % of the area in four hues that have a swatch within Delta E .03; flat, under noise, and as JPEG.',
);
for (const [title, pictures] of sets) {
  if (pictures.length === 0) {
    console.log(`\n${title}: none on this machine, left out`);
    continue;
  }
  const conditions = await accentConditions(withAccents(pictures));
  const results = await measure(pictures, conditions);
  print(`${title}: ${pictures.length} pictures, ${conditions[0]?.pictures.length} with an accent`, results);
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
printSameness(await samePictures(process.argv[2]));
