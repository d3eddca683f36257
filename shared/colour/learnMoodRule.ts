import type { MoodCondition, MoodQuantity, MoodRuleBody } from '../domain/moodRule.ts';
import { type ColourWindow, HUE_BINS, HUE_STEP, onGrid } from './colourGrid.ts';
import type { ColourStatistics } from './colourStatistics.ts';
import { isMet, measureQuantity } from './evaluateMoods.ts';
import { quantityInWords } from './moodWording.ts';

/** A quantity that could set the examples apart, with the window it looks through. */
interface Candidate {
  readonly quantity: MoodQuantity;
  readonly window: ColourWindow | null;
  /** A difference below this says nothing. */
  readonly slack: number;
}

const SHARE_SLACK = 0.03;
const CHROMA_SLACK = 0.006;
const MOST_CONDITIONS = 4;
/** A condition has to shut out at least this share of what the ones before let in; so has a second bound of one. */
const LEAST_GAIN = 0.08;

/**
 * A rule that holds for every example and for as few other pictures as it can: of the measurable quantities, those
 * are taken one by one that shut out most of the rest. Deterministic; up to four conditions, fewer when they do.
 * @param examples at least one
 * @param others pictures of the library to set the examples apart from; the examples may be among them
 * @throws RangeError without an example
 */
export function learnMoodRule(
  examples: readonly ColourStatistics[],
  others: readonly ColourStatistics[],
): MoodRuleBody {
  if (examples.length === 0) throw new RangeError('A rule is learnt from at least one picture.');
  const candidates = candidatesOf(examples).map((candidate) => optionsOf(candidate, examples));
  const windows: ColourWindow[] = [];
  const conditions: MoodCondition[] = [];
  let left = others;
  const used = new Set<string>();
  while (conditions.length < MOST_CONDITIONS) {
    let best: Option | null = null;
    let bestLeft = left;
    for (const options of candidates) {
      if (used.has(options.between.quantity.of + JSON.stringify(options.between.window))) continue;
      const { option, still } = sharpest(options, left);
      if (best === null || still.length < bestLeft.length) {
        best = option;
        bestLeft = still;
      }
    }
    const isEnough = conditions.length > 0 && left.length - bestLeft.length < LEAST_GAIN * left.length;
    if (best === null || isEnough) break;
    conditions.push(conditionOf(best, windows));
    used.add(best.quantity.of + JSON.stringify(best.window));
    left = bestLeft;
    if (left.length <= examples.length) break;
  }
  return { windows, conditions };
}

interface Option extends Candidate {
  readonly comparison: '>=' | '<=' | 'between';
  readonly threshold: number;
  readonly thresholdHigh?: number;
  readonly full: number;
  readonly measure: (picture: ColourStatistics) => number;
}

/** The three ways to ask one quantity. */
interface Options {
  readonly atLeast: Option;
  readonly atMost: Option;
  readonly between: Option;
}

/**
 * The way that shuts out most. Two bounds only where the second is worth it: what is a little bluer than every example
 * is meant too, when hardly anything is.
 */
function sharpest(
  { atLeast, atMost, between }: Options,
  left: readonly ColourStatistics[],
): { option: Option; still: readonly ColourStatistics[] } {
  const values = left.map(atLeast.measure);
  const letIn = (option: Option) => left.filter((_, at) => isMet(option, values[at]!));
  const low = letIn(atLeast);
  const high = letIn(atMost);
  const both = letIn(between);
  const oneSided =
    high.length < low.length ? { option: atMost, still: high } : { option: atLeast, still: low };
  return oneSided.still.length - both.length > LEAST_GAIN * left.length
    ? { option: between, still: both }
    : oneSided;
}

function optionsOf(candidate: Candidate, examples: readonly ColourStatistics[]): Options {
  const { quantity, window, slack } = candidate;
  const at = window === null ? [] : [window];
  const measure = (picture: ColourStatistics): number => measureQuantity(quantity, at, picture);
  const values = examples.map(measure);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const room = Math.max(slack, 0.15 * (high - low));
  const threshold = Math.max(0, Math.floor((low - room) * 1000) / 1000);
  const thresholdHigh = Math.ceil((high + room) * 1000) / 1000;
  const shared = { ...candidate, measure };
  return {
    atLeast: { ...shared, comparison: '>=', threshold, full: Math.max(mean, threshold + slack) },
    atMost: {
      ...shared,
      comparison: '<=',
      threshold: thresholdHigh,
      full: Math.min(mean, thresholdHigh - slack),
    },
    between: { ...shared, comparison: 'between', threshold, thresholdHigh, full: mean },
  };
}

function conditionOf(
  { quantity, window, comparison, threshold, thresholdHigh, full }: Option,
  windows: ColourWindow[],
): MoodCondition {
  const own =
    window !== null && (quantity.of === 'mass' || quantity.of === 'cover')
      ? { ...quantity, window: windows.push(window) - 1 }
      : quantity;
  return {
    quantity: own,
    words: quantityInWords(own, windows),
    comparison,
    threshold,
    ...(comparison === 'between' ? { thresholdHigh } : { full }),
  };
}

/** Hues that the examples share come first: between equals, the earlier one is taken. */
function candidatesOf(examples: readonly ColourStatistics[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const middle of sharedHues(examples)) {
    for (const half of [18, 30, 45]) {
      const turned = (degrees: number): number => (degrees + 360) % 360;
      const span = { hueFrom: turned(middle - half), hueTo: turned(middle + half) };
      candidates.push(
        { quantity: { of: 'mass', window: 0 }, window: onGrid(span), slack: SHARE_SLACK },
        {
          quantity: { of: 'cover', window: 0 },
          window: onGrid({ ...span, chromaFrom: 0.04 }),
          slack: SHARE_SLACK,
        },
        {
          quantity: { of: 'cover', window: 0 },
          window: onGrid({ ...span, chromaFrom: 0.1, lightnessFrom: 0.4 }),
          slack: 0.01,
        },
      );
    }
  }
  for (const share of [0.1, 0.25, 0.5, 0.75, 0.95]) {
    candidates.push({ quantity: { of: 'lightness', share }, window: null, slack: SHARE_SLACK });
  }
  for (const share of [0.5, 0.95]) {
    candidates.push({ quantity: { of: 'chroma', share }, window: null, slack: CHROMA_SLACK });
  }
  return [
    ...candidates,
    { quantity: { of: 'lightness-range', from: 0.05, to: 0.95 }, window: null, slack: SHARE_SLACK },
    { quantity: { of: 'mean-chroma' }, window: null, slack: CHROMA_SLACK },
    { quantity: { of: 'hue-concentration' }, window: null, slack: SHARE_SLACK },
  ];
}

/** Middles of the one or two hues that hold most of the examples' colour, degrees. */
function sharedHues(examples: readonly ColourStatistics[]): number[] {
  // What is weakest in one example is not shared: the geometric mean over them.
  const shared = Array.from({ length: HUE_BINS }, (_, bin) => {
    const logs = examples.map(({ hueMass }) => {
      let around = 0;
      for (let step = -5; step <= 5; step++) around += hueMass[(bin + step + HUE_BINS) % HUE_BINS]!;
      return Math.log(around + 1e-4);
    });
    return Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
  });
  const peaks: number[] = [];
  while (peaks.length < 2) {
    let best = -1;
    for (let bin = 0; bin < HUE_BINS; bin++) {
      const isApart = peaks.every((peak) => {
        const away = Math.abs(peak - bin);
        return Math.min(away, HUE_BINS - away) * HUE_STEP >= 60;
      });
      if (isApart && shared[bin]! > (best === -1 ? 0.08 : shared[best]!)) best = bin;
    }
    if (best === -1) break;
    peaks.push(best);
  }
  return peaks.map((bin) => (bin + 0.5) * HUE_STEP);
}
