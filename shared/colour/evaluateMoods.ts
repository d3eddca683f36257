import type { MoodMeasure, MoodReading } from '../domain/frame.ts';
import type { MoodId } from '../domain/moodId.ts';
import type { MoodCondition, MoodQuantity, MoodRuleBody } from '../domain/moodRule.ts';
import type { ColourWindow } from './colourGrid.ts';
import { type ColourStatistics, coverOf, hueCount, massIn, quantileAt } from './colourStatistics.ts';
import { findAccent } from './findAccent.ts';
import { measureInWords } from './moodWording.ts';

/** A mood's rule in force. */
export interface MoodRule extends MoodRuleBody {
  readonly id: MoodId;
  readonly label: string;
  /**
   * The measured reason as a sentence: `{0}` is the first condition's value, `{0:needs}` its threshold. Made from the
   * conditions where it is left out.
   */
  readonly reason?: string;
}

/** A rule measured on a picture, met or not. */
export interface MeasuredMood {
  readonly id: MoodId;
  readonly measured: MoodMeasure[];
  /** Null where a condition is not met. */
  readonly reading: MoodReading | null;
}

/** The moods of a picture in the rules' order, each with its measures, its confidence and its reason. */
export function readMoods(statistics: ColourStatistics, rules: readonly MoodRule[]): MoodReading[] {
  return rules.flatMap((rule) => {
    const values = valuesOf(rule, statistics);
    return holds(rule, values) ? [readingOf(rule, values)] : [];
  });
}

/** Measures every rule, also those that are not met: for showing why a mood is absent. */
export function measureMood(statistics: ColourStatistics, rule: MoodRule): MeasuredMood {
  const values = valuesOf(rule, statistics);
  return {
    id: rule.id,
    measured: measuresOf(rule, values),
    reading: holds(rule, values) ? readingOf(rule, values) : null,
  };
}

/** What each condition of a rule measures. */
export function valuesOf(rule: MoodRuleBody, statistics: ColourStatistics): number[] {
  return rule.conditions.map(({ quantity }) => measureQuantity(quantity, rule.windows, statistics));
}

/** One quantity of a picture. Windows that a rule does not have hold nothing. */
export function measureQuantity(
  quantity: MoodQuantity,
  windows: readonly ColourWindow[],
  statistics: ColourStatistics,
): number {
  const mass = (index: number): number => {
    const window = windows[index];
    return window === undefined ? 0 : massIn(statistics, window);
  };
  switch (quantity.of) {
    case 'mass':
      return mass(quantity.window);
    case 'mass-sum':
      return quantity.windows.reduce((sum, index) => sum + mass(index), 0);
    case 'cover': {
      const window = windows[quantity.window];
      return window === undefined ? 0 : coverOf(statistics, window);
    }
    case 'lightness':
      return quantileAt(statistics.lightness, quantity.share);
    case 'chroma':
      return quantileAt(statistics.chroma, quantity.share);
    case 'lightness-range':
      return quantileAt(statistics.lightness, quantity.to) - quantileAt(statistics.lightness, quantity.from);
    case 'mean-lightness':
      return statistics.meanLightness;
    case 'mean-chroma':
      return statistics.meanChroma;
    case 'hue-concentration':
      return statistics.hueConcentration;
    case 'hue-count':
      return hueCount(statistics, quantity.share);
    case 'accent-share':
      return findAccent(statistics)?.share ?? 0;
    case 'accent-chroma':
      return findAccent(statistics)?.chromaAboveMedian ?? 0;
    default:
      return quantity satisfies never;
  }
}

/** Whether a value meets a condition; its bounds do. */
export function isMet(
  { comparison, threshold, thresholdHigh }: Pick<MoodCondition, 'comparison' | 'threshold' | 'thresholdHigh'>,
  value: number,
): boolean {
  if (comparison === '>=') return value >= threshold;
  if (comparison === '<=') return value <= threshold;
  return value >= threshold && value <= (thresholdHigh ?? threshold);
}

function holds(rule: MoodRuleBody, values: readonly number[]): boolean {
  return rule.conditions.every((condition, i) => isMet(condition, values[i]!));
}

function readingOf(rule: MoodRule, values: readonly number[]): MoodReading {
  return {
    id: rule.id,
    label: rule.label,
    confidence: confidenceOf(rule.conditions, values),
    measured: measuresOf(rule, values),
    reason: reasonOf(rule, values),
  };
}

function measuresOf(rule: MoodRuleBody, values: readonly number[]): MoodMeasure[] {
  return rule.conditions.map(({ words, comparison, threshold, thresholdHigh }, i) => ({
    quantity: words,
    value: values[i]!,
    comparison,
    threshold,
    ...(thresholdHigh === undefined ? {} : { thresholdHigh }),
  }));
}

/** How well a condition is met: 0 at its threshold, 1 in full. */
function margin(condition: MoodCondition, value: number): number {
  const { comparison, threshold, full = threshold } = condition;
  if (comparison === 'between') {
    const high = condition.thresholdHigh ?? threshold;
    const middle = (threshold + high) / 2;
    return high === threshold ? 1 : 1 - Math.abs(value - middle) / (high - middle);
  }
  return full === threshold ? 1 : Math.min(1, Math.max(0, (value - threshold) / (full - threshold)));
}

/**
 * Confidence .5-1 as the geometric mean of the margins, so that a condition that is only just met holds it at
 * .5 and none can make up for it.
 */
function confidenceOf(conditions: readonly MoodCondition[], values: readonly number[]): number {
  const product = conditions.reduce((left, condition, i) => left * margin(condition, values[i]!), 1);
  return 0.5 + 0.5 * product ** (1 / Math.max(1, conditions.length));
}

function reasonOf(rule: MoodRule, values: readonly number[]): string {
  const { conditions } = rule;
  if (rule.reason === undefined) {
    const parts = conditions.slice(0, 2).map((condition, i) => {
      const { words, quantity, threshold, thresholdHigh, comparison } = condition;
      const needed = measureInWords(quantity, threshold);
      const needs =
        comparison === '>='
          ? `at least ${needed}`
          : comparison === '<='
            ? `at most ${needed}`
            : `${needed} to ${measureInWords(quantity, thresholdHigh ?? threshold)}`;
      return `${words} ${measureInWords(quantity, values[i]!)} (needs ${needs})`;
    });
    const sentence = parts.join(', ');
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  }
  return rule.reason.replace(/\{(\d+)(:needs)?\}/g, (_, index: string, needs: string | undefined) => {
    const condition = conditions[Number(index)];
    // An edited rule may have lost a condition that the sentence names.
    if (condition === undefined) return '–';
    return measureInWords(
      condition.quantity,
      needs === undefined ? values[Number(index)]! : condition.threshold,
    );
  });
}
