/**
 * How fast 100,000 frames are searched, in a process of its own as the worker has one: by colour, by look, and for
 * homages; against a naive look at every frame, in the same run.
 *
 *   BENCH_FRAMES=100000
 */
import { performance } from 'node:perf_hooks';
import { mostHits } from '../../renderer/find/ranking.ts';
import { type FrameForIndex, FrameIndex } from '../../renderer/search/frameIndex.ts';
import { proposePairs } from '../../renderer/search/proposePairs.ts';
import { defaultEchoWeights, type WantedColour } from '../../renderer/search/searchClient.ts';
import { searchColours } from '../../renderer/search/searchColours.ts';
import { searchEchoes } from '../../renderer/search/searchEchoes.ts';
import { workIdSchema } from '../../shared/domain/ids.ts';
import { colourSearchLimits } from '../../shared/domain/searchFilter.ts';
import { type EchoFeatures, echoFeaturesOf, paletteColoursOf } from '../../shared/similarity/echoFeatures.ts';
import { echoScore } from '../../shared/similarity/echoLikeness.ts';
import { sharesOf } from '../../shared/similarity/echoParts.ts';
import { seededRandom } from './echoTruth.ts';
import { basePictures, manyRecords } from './searchRecords.ts';

const frameCount = Number(process.env['BENCH_FRAMES'] ?? 100_000);
const warmUps = 8;
const rounds = 60;
const random = seededRandom(3);
const index = new FrameIndex();
/** For the naive look, which compares every frame in full: of a few, counted up. */
const some: FrameForIndex[] = [];
const startMs = performance.now();
for (const record of manyRecords(frameCount, basePictures(400))) {
  index.put(record);
  if (some.length < 2000) some.push(record);
}
console.log(
  `${index.size.toLocaleString('en-GB')} frames put into the index in ${((performance.now() - startMs) / 1000).toFixed(1)} s`,
);

interface Timing {
  readonly p50: number;
  readonly p95: number;
  /** Of the processor, a query: what the clock would say on a machine that does nothing else. */
  readonly cpuMs: number;
}

async function timed(run: () => unknown, count = rounds): Promise<Timing> {
  const times: number[] = [];
  let before = process.cpuUsage();
  for (let round = 0; round < warmUps + count; round += 1) {
    if (round === warmUps) before = process.cpuUsage();
    const from = performance.now();
    await run();
    if (round >= warmUps) times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  return {
    p50: times[Math.floor(times.length / 2)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
    cpuMs: (user + system) / 1000 / count,
  };
}

function say(name: string, { p50, p95, cpuMs }: Timing, target: string, naiveMs?: number): void {
  const ratio =
    naiveMs === undefined
      ? ''
      : `   naive ${naiveMs.toFixed(0).padStart(6)} ms, ${(naiveMs / p50).toFixed(1)} x`;
  console.log(
    `${name.padEnd(44)} p50 ${p50.toFixed(2).padStart(8)} ms   p95 ${p95.toFixed(2).padStart(8)} ms   cpu ${cpuMs.toFixed(2).padStart(7)} ms   ${target.padEnd(10)}${ratio}`,
  );
}

const anyColours = (count: number): WantedColour[] =>
  Array.from({ length: count }, () => {
    const angle = random() * 2 * Math.PI;
    return { oklab: [0.2 + 0.6 * random(), 0.14 * Math.cos(angle), 0.14 * Math.sin(angle)], weight: 1 };
  });

/** Every swatch of every frame against every colour, as objects: what one would write first. */
function naiveColours(colours: readonly WantedColour[], tolerance: number): number {
  const palettes = some.map(({ palette }) => palette);
  const from = performance.now();
  const scores: number[] = [];
  for (const palette of palettes) {
    const own = paletteColoursOf(palette);
    let score = 0;
    for (const { oklab } of colours) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let at = 0; at < own.length; at += 4) {
        const distance = Math.hypot(
          (own[at] ?? 0) - oklab[0],
          (own[at + 1] ?? 0) - oklab[1],
          (own[at + 2] ?? 0) - oklab[2],
        );
        nearest = Math.min(nearest, distance);
      }
      if (nearest <= tolerance) score += 1 - nearest / tolerance;
    }
    scores.push(score);
  }
  scores.sort((a, b) => b - a);
  return ((performance.now() - from) * frameCount) / some.length;
}

/** The frames of some screens, which the targets are for. */
const screens = 240;
const byColours =
  (count: number, tolerance: number, most = screens) =>
  () =>
    searchColours(index, { colours: anyColours(count), tolerance }, null, most);
const { min, max, usual } = colourSearchLimits.tolerance;
say(
  `one colour, best ${screens}`,
  await timed(byColours(1, usual)),
  '<= 5 ms',
  naiveColours(anyColours(1), usual),
);
say(
  `six colours, best ${screens}`,
  await timed(byColours(6, usual)),
  '<= 20 ms',
  naiveColours(anyColours(6), usual),
);
say(
  `six colours, best ${screens}, the widest tolerance`,
  await timed(byColours(6, max)),
  '<= 20 ms',
  naiveColours(anyColours(6), max),
);
for (const most of [screens, mostHits.colours]) {
  const every: string[] = [];
  for (const count of [1, 2, 3, 4, 5, 6, colourSearchLimits.paletteColours]) {
    for (const tolerance of [min, usual, 0.15, max]) {
      const { p50, cpuMs } = await timed(byColours(count, tolerance, most), 20);
      every.push(`${count} at ${tolerance}: ${p50.toFixed(1)} (${cpuMs.toFixed(1)})`);
    }
  }
  console.log(`the best ${most}, colours at tolerances, p50 ms (of the processor): ${every.join(', ')}`);
}

const shares = sharesOf(defaultEchoWeights);
const features = some.slice(0, 300).flatMap(({ palette, signature }): EchoFeatures[] => {
  const made = echoFeaturesOf(palette, signature);
  return made === null ? [] : [made];
});
const naiveFrom = performance.now();
const [first] = features;
for (const other of features) if (first !== undefined) echoScore(first, other, shares);
const naiveEchoMs = ((performance.now() - naiveFrom) * frameCount) / features.length;
const anyFrame = () => {
  const id = index.frameIdAt(Math.floor(random() * index.size));
  return id === null ? [] : [id];
};
const echo = (weights = defaultEchoWeights, mirrored = true) =>
  searchEchoes(
    index,
    { frameIds: anyFrame(), weights, mirrored, amongWorkIds: null, exceptWorkIds: [] },
    50,
    async () => {},
  );
say('echoes of a frame', await timed(() => echo()), '<= 20 ms', naiveEchoMs);
say('echoes, not mirrored', await timed(() => echo(defaultEchoWeights, false)), '<= 20 ms');
say(
  'echoes by palette alone',
  await timed(() => echo({ palette: 1, layout: 0, light: 0, structure: 0 })),
  '<= 20 ms',
);
const films = Array.from({ length: 5 }, (_, at) => workIdSchema.parse(`work-${at + 1}`));
say(
  'homages: an MV of 1,000 frames, 5 films',
  await timed(
    () =>
      proposePairs(
        index,
        {
          mvWorkId: workIdSchema.parse('work-0'),
          filmWorkIds: films,
          weights: defaultEchoWeights,
          mirrored: true,
        },
        100,
        async () => {},
      ),
    1,
  ),
  'a wait',
);
if (global.gc !== undefined) global.gc();
const { rss, arrayBuffers, heapUsed } = process.memoryUsage();
const mib = (bytes: number): string => `${(bytes / 1048576).toFixed(0)} MiB`;
console.log(`memory: typed arrays ${mib(arrayBuffers)}, heap ${mib(heapUsed)}, process ${mib(rss)}`);
