/**
 * Whether echoes are found: photographs changed in known ways are looked for among 10,000 pictures of other
 * photographs, by the index that the search worker holds, and by plain peers on the same set.
 *
 *   BENCH_DISTRACTORS=10000
 *   BENCH_QUERIES=90        photographs that are asked about
 */
import { availableParallelism } from 'node:os';
import { FrameIndex } from '../../renderer/search/frameIndex.ts';
import { defaultEchoWeights, type EchoHit } from '../../renderer/search/searchClient.ts';
import { searchEchoes } from '../../renderer/search/searchEchoes.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { type FrameId, frameIdSchema, mediaIdSchema, workIdSchema } from '../../shared/domain/ids.ts';
import { fetchPhotographs } from '../fixtures/photographs/fetchPhotographs.ts';
import { scenePictures } from '../fixtures/pictures/scenePictures.ts';
import { echoPeers } from './echoPeers.ts';
import {
  bars,
  type Change,
  crop,
  cropAnywhere,
  distractor,
  grade,
  type MeasuredPicture,
  measureAsImport,
  measurePlane,
  mirror,
  mirroredPlane,
  noise,
  readPicture,
  restage,
  seededRandom,
} from './echoTruth.ts';

const distractorCount = Number(process.env['BENCH_DISTRACTORS'] ?? 10_000);
const queryCount = Number(process.env['BENCH_QUERIES'] ?? 90);
const best = 10;

/** What happened to a picture, with the recall that is asked for; null where it is only told. */
const kinds: Readonly<
  Record<string, { readonly target: number | null; readonly changes: readonly (readonly Change[])[] }>
> = {
  regraded: {
    target: 0.95,
    changes: [
      [grade(1.15, 1.1, 1.25, 0.08)],
      [grade(0.8, 1, 0.7, -0.1)],
      [grade(1, 1.25, 1.3, 0, 1.25)],
      [grade(0.95, 0.8, 0.35, 0.12, 0.85)],
    ],
  },
  'cropped by 15 %': {
    target: 0.95,
    changes: [
      [cropAnywhere(0.15)],
      [crop(0.075, 0.075, 0.075, 0.075)],
      [crop(0.15, 0, 0, 0.15)],
      [cropAnywhere(0.1)],
    ],
  },
  'cropped by 15 % a side': { target: 0.95, changes: [[crop(0.15, 0.15, 0.15, 0.15)]] },
  noisy: { target: 0.95, changes: [[noise(12)], [noise(25)]] },
  letterboxed: { target: 0.95, changes: [[bars(0, 0.16)], [bars(0.17, 0)], [bars(0.08, 0.12)]] },
  mirrored: {
    target: 0.9,
    changes: [[mirror], [mirror, grade(1.1, 1.05, 1.15, 0.05)], [mirror, cropAnywhere(0.1)]],
  },
  're-staged by 8 %': { target: null, changes: [[restage(0.08)]] },
  're-staged by 15 %': { target: null, changes: [[restage(0.15)]] },
  'all at once': {
    target: null,
    changes: [[cropAnywhere(0.12), grade(1.1, 1.1, 0.8, 0.06), noise(10), mirror, bars(0, 0.13)]],
  },
};

const { photographs, missing } = await fetchPhotographs((line) => console.log(line));
for (const line of missing) console.log(`missing: ${line}`);
const real = photographs.filter(({ kind }) => kind === 'photograph');
if (real.length < 40) {
  console.log('skipped: too few photographs could be had');
  process.exit(0);
}
const random = seededRandom(20_261_122);
// Every second one is asked about: packages, which group by taste, fall into both halves.
const asked = real.filter((_, at) => at % 2 === 0).slice(0, queryCount);
const others = photographs.filter((photograph) => !asked.includes(photograph));

const index = new FrameIndex();
const planes: RgbPixels[] = [];
const library = workIdSchema.parse('library');
const questions = workIdSchema.parse('questions');
function put(picture: MeasuredPicture, isQuestion: boolean): FrameId {
  const number = planes.push(picture.plane) - 1;
  const mediaId = mediaIdSchema.parse(`m-${number.toString(16).padStart(64, '0')}`);
  const id = frameIdSchema.parse(`${mediaId}:0`);
  const { palette, signature } = picture;
  index.put({
    id,
    mediaId,
    workId: isQuestion ? questions : library,
    shot: null,
    palette: [...palette],
    signature,
  });
  return id;
}

console.log(
  `${asked.length} photographs asked about, among ${distractorCount.toLocaleString('en-GB')} pictures of ` +
    `${others.length} other pictures and ${Object.keys(scenePictures).length} drawn scenes (${availableParallelism()} cores)`,
);
const sources: RgbPixels[] = Object.values(scenePictures).map((draw) => draw());
for (const { file } of others) sources.push(await readPicture(file, 256));
for (let count = 0; count < distractorCount; count += 1) {
  const source = sources[count % sources.length];
  // Half of them in their own colours, so that strange ones are no mark of what is not meant.
  if (source !== undefined) put(measurePlane(distractor(source, random, count % 2 === 0)), false);
}
const pictures = [];
for (const photograph of asked) {
  const picture = await readPicture(photograph.file, 640);
  pictures.push({ picture, id: put(await measureAsImport(picture), false) });
}
const inLibrary = planes.length;
const peerMeasures = echoPeers.map(({ measure }) => planes.map(measure));

/** As ours, a peer is asked both ways round; a tie counts for it. */
function rankOfPeer(peer: number, plane: RgbPixels, truth: number): number {
  const { measure, distance } = echoPeers[peer] ?? {};
  const measures = peerMeasures[peer] ?? [];
  const own = measures[truth];
  if (measure === undefined || distance === undefined || own === undefined) return inLibrary;
  const questions = [measure(plane), measure(mirroredPlane(plane))];
  const nearest = (other: Float64Array): number =>
    Math.min(...questions.map((question) => distance(question, other)));
  const limit = nearest(own);
  return measures.filter((other) => nearest(other) < limit).length;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`.padStart(9);
console.log(
  `\nrecall@${best}`.padEnd(28),
  ['target', 'ours', ...echoPeers.map(({ name }) => name)].map((name) => name.padStart(17)).join(''),
);
const misses: string[] = [];
for (const [name, { target, changes }] of Object.entries(kinds)) {
  let total = 0;
  let found = 0;
  let turned = 0;
  const peersFound = echoPeers.map(() => 0);
  for (const [at, { picture, id }] of pictures.entries()) {
    for (const [variant, steps] of changes.entries()) {
      const changed = steps.reduce((each, change) => change(each, random), picture);
      const measured = await measureAsImport(changed);
      const frameId = put(measured, true);
      const hits: EchoHit[] = await searchEchoes(
        index,
        {
          frameIds: [frameId],
          weights: defaultEchoWeights,
          mirrored: true,
          amongWorkIds: null,
          exceptWorkIds: [questions],
        },
        best,
        async () => {},
      );
      const hit = hits.find((each) => each.frameId === id);
      total += 1;
      if (hit !== undefined) found += 1;
      else misses.push(`${name} ${variant}: ${asked[at]?.id}`);
      if (hit?.mirrored === true) turned += 1;
      for (const peer of echoPeers.keys()) {
        if (rankOfPeer(peer, measured.plane, inLibrary - pictures.length + at) < best) {
          peersFound[peer] = (peersFound[peer] ?? 0) + 1;
        }
      }
      index.remove(frameId);
    }
  }
  console.log(
    name.padEnd(27),
    [
      target === null ? 'none' : `>= ${target}`,
      percent(found, total),
      ...peersFound.map((count) => percent(count, total)),
    ]
      .map((text) => text.padStart(17))
      .join(''),
    `  ${percent(turned, Math.max(1, found)).trim()} of those marked mirrored`,
    target !== null && found < target * total ? '  MISSED' : '',
  );
  if (target !== null && found < target * total) process.exitCode = 1;
}
if (process.env['BENCH_MISSES'] !== undefined) for (const line of misses) console.log(`  missed: ${line}`);
