/**
 * Moods against what we see: precision and recall of each on freely licensed photographs and artwork that we labelled
 * by eye (tests/fixtures/photographs). Rules were tuned on one half; the other is told
 * apart. Where there are too few pictures of a mood, photographs graded so that it is there beyond doubt are asked beside
 * them, and told apart too.
 *
 *   BENCH_MOOD=muted   lists each picture that is wrong about this mood, with its measures
 */
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { MoodPreview } from '../../renderer/moods/moodPreview.ts';
import { analyseColour } from '../../shared/colour/analyseColour.ts';
import { quantileAt } from '../../shared/colour/colourStatistics.ts';
import { type MoodRule, measureMood } from '../../shared/colour/evaluateMoods.ts';
import { MOOD_RULES } from '../../shared/colour/moodRules.ts';
import { readStatistics, statisticsText } from '../../shared/colour/packStatistics.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { frameIdSchema } from '../../shared/domain/ids.ts';
import { BUILT_IN_MOOD_IDS, type BuiltInMoodId } from '../../shared/domain/moodId.ts';
import { fetchPhotographs, moodPhotographs } from '../fixtures/photographs/fetchPhotographs.ts';
import { moodLabels } from '../fixtures/photographs/moodLabels.ts';
import { gradedPicture } from './gradedPictures.ts';

const fewest = 5;
const gradedEach = 24;
const fetched = await fetchPhotographs(console.log, moodPhotographs);
for (const line of fetched.missing) console.log(`missing: ${line}`);
if (fetched.photographs.length < 200) {
  console.log(
    `skipped: only ${fetched.photographs.length} of the labelled pictures are here; the others come from Debian's archive`,
  );
  process.exit(0);
}

interface Seen {
  readonly id: string;
  readonly heldOut: boolean;
  readonly present: ReadonlySet<string>;
  readonly doubtful: ReadonlySet<string>;
  readonly subjects: readonly string[];
  readonly told: ReadonlySet<string>;
  readonly analysis: ReturnType<typeof analyseColour>;
  readonly pixels: RgbPixels;
}

/** About 128x72, as an import makes it. */
async function planeOf(file: string): Promise<RgbPixels> {
  const { data: middle, info } = await sharp(file, { limitInputPixels: false })
    .rotate()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: 480, withoutEnlargement: true, kernel: 'mitchell' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const scale = Math.min(1, Math.sqrt((128 * 72) / (info.width * info.height)));
  const size = { width: Math.round(info.width * scale), height: Math.round(info.height * scale) };
  const plane = await sharp(middle, { raw: { ...info, channels: info.channels } })
    .resize({ ...size, fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: plane.info.width, height: plane.info.height, data: plane.data };
}

const seen: Seen[] = [];
for (const { id, file } of fetched.photographs) {
  const label = moodLabels[id];
  if (label === undefined) continue;
  const pixels = await planeOf(file);
  const analysis = analyseColour(pixels);
  seen.push({
    id,
    heldOut: label.half === 'held-out',
    present: new Set(label.present),
    doubtful: new Set(label.doubtful),
    subjects: label.subjects ?? [],
    told: new Set(analysis.moods.map((mood) => mood.id)),
    analysis,
    pixels,
  });
}

interface Score {
  readonly hits: number;
  readonly missed: number;
  readonly wrong: number;
}
function scoreOf(pictures: readonly Seen[], mood: BuiltInMoodId): Score {
  const sure = pictures.filter(({ doubtful }) => !doubtful.has(mood));
  const count = (present: boolean, told: boolean) =>
    sure.filter((each) => each.present.has(mood) === present && each.told.has(mood) === told).length;
  return { hits: count(true, true), missed: count(true, false), wrong: count(false, true) };
}
/** Every mood of every picture, each counted once. */
function scoreOfAll(pictures: readonly Seen[]): Score {
  const total = { hits: 0, missed: 0, wrong: 0 };
  for (const { hits, missed, wrong } of BUILT_IN_MOOD_IDS.map((mood) => scoreOf(pictures, mood))) {
    total.hits += hits;
    total.missed += missed;
    total.wrong += wrong;
  }
  return total;
}
function ratio(part: number, whole: number): string {
  return whole === 0 ? '   –' : (part / whole).toFixed(2);
}
function written({ hits, missed, wrong }: Score): string {
  return `${String(hits + missed).padStart(4)}  ${ratio(hits, hits + wrong)}  ${ratio(hits, hits + missed)}`;
}

const tuned = seen.filter(({ heldOut }) => !heldOut);
const held = seen.filter(({ heldOut }) => heldOut);
console.log(
  `\n${seen.length} pictures labelled by eye, ${seen.filter(({ id }) => fetched.photographs.some((each) => each.id === id && each.kind === 'photograph')).length} of them photographs; ${tuned.length} to tune on, ${held.length} held out`,
);
console.log(`positives, precision, recall; * fewer than ${fewest} positives: the graded ones say more\n`);
console.log(
  `${'mood'.padEnd(22)}${'all'.padEnd(20)}${'tuned on'.padEnd(20)}${'held out'.padEnd(20)}graded: recall`,
);
// A gel shows on a picture that is neither very dark nor very bright.
const sources = seen.filter(({ pixels, analysis }) => {
  const median = quantileAt(readStatistics(analysis.statistics).lightness, 0.5);
  return pixels.width > pixels.height && median > 0.35 && median < 0.75;
});
for (const mood of BUILT_IN_MOOD_IDS) {
  const all = scoreOf(seen, mood);
  let found = 0;
  for (let i = 0; i < gradedEach; i++) {
    const source = sources[(i * 7) % sources.length];
    if (source === undefined) continue;
    const picture = gradedPicture(source.pixels, mood, i + 1);
    const { moods, statistics } = analyseColour(picture, {
      x: 0,
      y: 0,
      width: picture.width,
      height: picture.height,
    });
    if (moods.some(({ id }) => id === mood)) found++;
    else if (process.env['BENCH_MOOD'] === mood) explain(mood, `graded ${i + 1} of ${source.id}`, statistics);
  }
  const star = all.hits + all.missed < fewest ? '*' : ' ';
  console.log(
    `${mood.padEnd(21)}${star}${written(all).padEnd(20)}${written(scoreOf(tuned, mood)).padEnd(20)}${written(scoreOf(held, mood)).padEnd(20)}${(found / gradedEach).toFixed(2)}`,
  );
}
const parts = [seen, tuned, held].map((pictures) => written(scoreOfAll(pictures)).padEnd(20));
console.log(`${'all moods'.padEnd(22)}${parts.join('')}`);

// Things whose colour is easily mistaken for a light or a grade.
const mistakes: Readonly<Record<string, readonly BuiltInMoodId[]>> = {
  skin: ['orange-red-glow', 'sodium-amber', 'blood-red', 'pink-magenta-neon', 'sepia-tint'],
  sunset: ['orange-red-glow', 'sodium-amber', 'blood-red', 'pink-magenta-neon'],
  snow: ['blue-neon', 'sepia-tint', 'sickly-yellow-green', 'cold-warm-contrast'],
  foliage: ['fluorescent-green', 'sickly-yellow-green', 'orange-red-glow', 'sodium-amber', 'gaudy'],
};
console.log('\ncounter-examples, and what was told of them wrongly');
for (const [subject, moods] of Object.entries(mistakes)) {
  const pictures = seen.filter(({ subjects }) => subjects.includes(subject));
  const wrong = pictures.flatMap((each) =>
    moods
      .filter((mood) => each.told.has(mood) && !each.present.has(mood) && !each.doubtful.has(mood))
      .map((mood) => `${mood} on ${each.id}`),
  );
  console.log(
    `${subject.padEnd(9)} ${pictures.length} pictures: ${wrong.length === 0 ? 'nothing' : wrong.join(', ')}`,
  );
}
const sizes = seen.map(({ analysis }) => analysis.statistics.length).toSorted((a, b) => a - b);
console.log(
  `\nstatistics of a frame: ${sizes[Math.floor(sizes.length / 2)]} bytes in the middle, ${sizes.at(-1)} at most`,
);

// The preview of a rule over a library of 10,000 frames, as a slider moves.
const library = new MoodPreview();
const texts = seen.map(({ analysis }) => statisticsText(analysis.statistics));
const loadMs = performance.now();
library.add(
  Array.from({ length: 10_000 }, (_, at) => ({
    id: frameIdSchema.parse(`frame-${at}`),
    packed: texts[at % texts.length] ?? '',
    moodOverrides: {},
  })),
);
console.log(`\npreview over 10,000 frames: read in ${(performance.now() - loadMs).toFixed(0)} ms`);
const glow: MoodRule | undefined = MOOD_RULES[0];
if (glow !== undefined) {
  const timed = (times: number, ruleAt: (turn: number) => MoodRule): number => {
    const startMs = performance.now();
    for (let turn = 0; turn < times; turn++) library.preview('orange-red-glow', ruleAt(turn), glow);
    return (performance.now() - startMs) / times;
  };
  const thresholdAt = (turn: number) => ({
    ...glow,
    conditions: glow.conditions.map((condition) => ({ ...condition, threshold: turn / 100 })),
  });
  const windowAt = (turn: number) => ({
    ...glow,
    windows: glow.windows.map((window) => ({ ...window, hueTo: 69 + 3 * turn })),
  });
  timed(1, () => glow);
  console.log(
    `a threshold moved: ${timed(50, thresholdAt).toFixed(1)} ms; a hue moved: ${timed(20, windowAt).toFixed(1)} ms`,
  );
}

function explain(mood: BuiltInMoodId, name: string, statistics: Uint8Array): void {
  const rule = MOOD_RULES.find(({ id }) => id === mood);
  if (rule === undefined) return;
  const { measured } = measureMood(readStatistics(statistics), rule);
  const parts = measured.map(({ value, comparison, threshold, thresholdHigh }) => {
    const isMissed =
      (comparison !== '<=' && value < threshold) ||
      (comparison === '<=' && value > threshold) ||
      value > (thresholdHigh ?? Number.POSITIVE_INFINITY);
    return `${isMissed ? '!' : ''}${value.toFixed(3)}`;
  });
  console.log(`  ${name}: ${parts.join(' ')}`);
}
const asked = BUILT_IN_MOOD_IDS.find((id) => id === process.env['BENCH_MOOD']);
if (asked !== undefined) {
  for (const each of seen) {
    const state = each.doubtful.has(asked) ? 'doubtful' : each.present.has(asked) ? 'present' : 'absent';
    if ((state === 'present') !== each.told.has(asked) || state === 'present') {
      if (state === 'absent' || state === 'present' || process.env['BENCH_DOUBT'] === '1') {
        explain(
          asked,
          `${each.heldOut ? 'held out' : 'tuning'} ${state} ${each.told.has(asked) ? 'told' : 'not told'} ${each.id}`,
          each.analysis.statistics,
        );
      }
    }
  }
}
