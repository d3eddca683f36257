/**
 * Shot detection against exact truth: clips made from real photographs with motion, grain, strobes, step-printing,
 * dissolves, fades and wipes, in varied encodes. Beside it FFmpeg's `scene` filter and `scdet`, each at the threshold
 * that is best for it on these very clips and judged kindly (see scoreShots.ts).
 *
 * The detector's thresholds were set on the set `tuning` (rounds 0 and 1) alone. What counts, and is printed unless
 * told otherwise, is `hold-out`: other seeds, other photographs, not used in tuning.
 *
 *   BENCH_SET=tuning   the other set (default hold-out)
 *   BENCH_ROUND=1      other seeds of the same set (default 0)
 *   BENCH_CLIPS=6      only the first so many clips (default all 36)
 *   BENCH_B_FRAMES=1   every clip as H.264 with B-frames, where the most pictures can be left out of decoding
 *
 * Detection runs as in an import, which leaves out pictures that nothing is predicted from (ADR 121); the line "every
 * frame decoded" stands for the same without that.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openVideo } from '../../electron/services/video/openVideo.ts';
import { PassFrames } from '../../electron/services/video/passFrames.ts';
import { makePlaneReader } from '../../electron/services/video/planeReader.ts';
import { type Boundary, ShotDetector } from '../../electron/services/video/shotDetector.ts';
import { SkimmedPackets } from '../../electron/services/video/skimmedPackets.ts';
import { openDecoder } from '../../electron/services/video/videoDecoder.ts';
import { loadPhotographs } from '../fixtures/shots/photographs.ts';
import {
  makeTruthClip,
  type TrueTransition,
  type TruthClip,
  trueTransitions,
} from '../fixtures/shots/truthClip.ts';
import { type ClipSet, photographsOfSet, truthClips } from '../fixtures/shots/truthClips.ts';
import {
  addScores,
  f1,
  noScore,
  type Score,
  scoreCuts,
  scoreFrames,
  scoreGradual,
  type ToldTransition,
} from './scoreShots.ts';

const set: ClipSet = process.env['BENCH_SET'] === 'tuning' ? 'tuning' : 'hold-out';
const round = Number(process.env['BENCH_ROUND'] ?? 0);
const most = Number(process.env['BENCH_CLIPS'] ?? Number.POSITIVE_INFINITY);
/** Pixels that photographs are brought to: enough for the closest view. */
const photographArea = 900_000;

interface Detected {
  readonly told: ToldTransition[];
  /** Frames that were not decoded. */
  readonly leftOut: number;
}

async function detect(path: string, everyFrame: boolean): Promise<Detected> {
  const video = await openVideo(path);
  const skim = everyFrame ? null : SkimmedPackets.of(video);
  const decoder = await openDecoder(video, skim ?? undefined);
  const planes = makePlaneReader(video.fileName);
  const frames = new PassFrames(decoder, planes, skim);
  const detector = new ShotDetector();
  const boundaries: Boundary[] = [];
  let leftOut = 0;
  for (let next = await frames.next(); next !== null; next = await frames.next()) {
    for (const { feature, assumed } of next.absent)
      boundaries.push(...detector.pushFeature(feature, assumed));
    leftOut += next.absent.length;
    boundaries.push(...detector.pushFeature(next.feature, next.assumed));
    next.decoded.frame.free();
  }
  boundaries.push(...detector.finish());
  skim?.close();
  planes.close();
  decoder.close();
  await video.close();
  const told = boundaries.map(({ transition, mixedFrom, mixedTo }) => ({
    kind: transition,
    from: mixedFrom,
    to: mixedTo,
  }));
  return { told, leftOut };
}

const bFrames = ['-c:v', 'libx264', '-preset', 'medium', '-crf', '20', '-pix_fmt', 'yuv420p'];

function coded(clip: TruthClip): TruthClip {
  return process.env['BENCH_B_FRAMES'] === '1' ? { ...clip, encode: bFrames, extension: 'mp4' } : clip;
}

interface FilterScores {
  readonly scene: number[];
  readonly scdet: number[];
}

/** What FFmpeg's filters make of each frame. */
async function filterScores(path: string): Promise<FilterScores> {
  const filters = "scdet=threshold=0,select='gte(scene,0)',metadata=mode=print:file=-";
  const args = ['-hide_banner', '-loglevel', 'error', '-i', path, '-an', '-vf', filters, '-f', 'null', '-'];
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`ffmpeg failed on ${path}`);
  const read = (key: string): number[] =>
    Array.from(said.matchAll(new RegExp(`${key}=([\\d.]+)`, 'g')), (match) => Number(match[1]));
  return { scene: read('lavfi\\.scene_score'), scdet: read('lavfi\\.scd\\.score') };
}

interface Judged {
  readonly truth: readonly TrueTransition[];
  readonly scores: FilterScores;
}

/** The best F1 that any threshold gives a filter over all clips. */
function bestOf(judged: readonly Judged[], filter: keyof FilterScores, what: 'cuts' | 'gradual'): string {
  let best = { f1: 0, threshold: 0, score: noScore };
  const top = filter === 'scene' ? 0.8 : 60;
  for (let step = 1; step <= 100; step += 1) {
    const threshold = (top * step) / 100;
    let total = noScore;
    for (const { truth, scores } of judged) {
      const told = scores[filter].flatMap((score, frame) => (frame > 0 && score >= threshold ? [frame] : []));
      total = addScores(total, scoreFrames(truth, told)[what]);
    }
    if (f1(total) > best.f1) best = { f1: f1(total), threshold, score: total };
  }
  return `${best.f1.toFixed(3)}  at threshold ${best.threshold.toFixed(3)} ${words(best.score)}`;
}

function words({ right, wrong, missed }: Score): string {
  return `(${right} right, ${wrong} wrong, ${missed} missed)`;
}

const photographs = photographsOfSet(await loadPhotographs(photographArea), set);
const clips = truthClips(set, round).slice(0, most).map(coded);
let cuts = noScore;
let gradual = noScore;
let cutsOfAll = noScore;
let gradualOfAll = noScore;
let leftOut = 0;
let kindsRight = 0;
let kindsTold = 0;
let frames = 0;
const judged: Judged[] = [];
console.log(`${clips.length} clips of the set ${set}, round ${round}; ${photographs.length} photographs`);
for (const clip of clips) {
  const path = await makeTruthClip(clip, photographs);
  const truth = trueTransitions(clip);
  const { told, leftOut: left } = await detect(path, false);
  leftOut += left;
  const { told: toldOfAll } = await detect(path, true);
  cutsOfAll = addScores(cutsOfAll, scoreCuts(truth, toldOfAll));
  gradualOfAll = addScores(gradualOfAll, scoreGradual(truth, toldOfAll));
  const clipCuts = scoreCuts(truth, told);
  const clipGradual = scoreGradual(truth, told);
  cuts = addScores(cuts, clipCuts);
  gradual = addScores(gradual, clipGradual);
  for (const span of truth.filter(({ kind }) => kind !== 'cut')) {
    const met = told.find(({ kind, from, to }) => kind !== 'cut' && from < span.to && to > span.from);
    if (met === undefined) continue;
    kindsTold += 1;
    if (met.kind === span.kind) kindsRight += 1;
  }
  const scores = await filterScores(path);
  frames += scores.scene.length;
  judged.push({ truth, scores });
  const line = (label: string, score: Score): string =>
    `${label} ${String(score.right).padStart(3)} right ${score.wrong} wrong ${score.missed} missed`;
  console.log(`${clip.name.padEnd(32)} ${line('cuts', clipCuts)}   ${line('gradual', clipGradual)}`);
}
console.log(`\nover ${frames} frames; F1 is 2 x right / (2 x right + wrong + missed)`);
console.log(`cuts at the exact frame      ours    ${f1(cuts).toFixed(3)}  ${words(cuts)}  (target >= .97)`);
console.log(`                             scene   ${bestOf(judged, 'scene', 'cuts')}`);
console.log(`                             scdet   ${bestOf(judged, 'scdet', 'cuts')}`);
console.log(
  `gradual, spans overlapping   ours    ${f1(gradual).toFixed(3)}  ${words(gradual)}  (target >= .85)`,
);
console.log(`         one frame inside    scene   ${bestOf(judged, 'scene', 'gradual')}`);
console.log(`         one frame inside    scdet   ${bestOf(judged, 'scdet', 'gradual')}`);
console.log(`every frame decoded, cuts             ${f1(cutsOfAll).toFixed(3)}  ${words(cutsOfAll)}`);
console.log(`every frame decoded, gradual          ${f1(gradualOfAll).toFixed(3)}  ${words(gradualOfAll)}`);
console.log(`frames left out of decoding           ${leftOut} of ${frames}`);
console.log(`kind of those found                  ${kindsRight} of ${kindsTold} named rightly`);
