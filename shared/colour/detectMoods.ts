import type { MoodId, MoodMeasure, MoodReading, Rect, Swatch } from '../domain/frame.ts';
import { type ColourStatistics, type ColourWindow, measureColour } from './colourStatistics.ts';
import { extractPaletteFromPlanes } from './extractPalette.ts';
import { MOOD_RULES, type MoodCondition, type MoodQuantity, type MoodRule } from './moodRules.ts';
import { MOOD_VOCABULARY } from './moodVocabulary.ts';
import { type OklabPlanes, oklabPlanes } from './oklabPlanes.ts';
import type { RgbPixels } from './rgbPixels.ts';

/**
 * The moods of a picture, in the vocabulary's order; several may hold. Each reading carries the measured
 * values against their thresholds, a confidence from .5 (just met) to 1, and the reason as a sentence.
 * @param area the picture without bars (see `findPictureArea`); the whole frame when left out
 */
export function detectMoods(
  pixels: RgbPixels,
  area?: Rect,
  rules: readonly MoodRule[] = MOOD_RULES,
): MoodReading[] {
  const planes = oklabPlanes(pixels, area);
  return detectMoodsInPlanes(planes, extractPaletteFromPlanes(planes), rules);
}

/** {@link detectMoods} of a picture that has been converted already, with its palette. */
export function detectMoodsInPlanes(
  planes: OklabPlanes,
  palette: readonly Swatch[],
  rules: readonly MoodRule[] = MOOD_RULES,
): MoodReading[] {
  return measureMoods(planes, palette, rules).flatMap((mood) =>
    mood.reading === null ? [] : [mood.reading],
  );
}

/** A rule measured on a picture, met or not. */
export interface MeasuredMood {
  readonly id: MoodId;
  readonly measured: MoodMeasure[];
  /** Null where a condition is not met. */
  readonly reading: MoodReading | null;
}

/** Measures every rule, also those that are not met: for showing why a mood is absent. */
export function measureMoods(
  planes: OklabPlanes,
  palette: readonly Swatch[],
  rules: readonly MoodRule[] = MOOD_RULES,
): MeasuredMood[] {
  const statistics = measureColour(planes, windowsOf(rules), palette);
  const measuredMoods: MeasuredMood[] = [];
  let firstWindow = 0;
  for (const rule of rules) {
    const values: number[] = [];
    for (const { quantity } of rule.conditions) values.push(measure(quantity, statistics, firstWindow));
    firstWindow += rule.windows.length;
    const measured = rule.conditions.map((condition, i) => moodMeasure(condition, values[i]!));
    const confidence = confidenceOf(rule.conditions, values);
    const reading =
      confidence === null
        ? null
        : {
            id: rule.id,
            label: MOOD_VOCABULARY[rule.id].label,
            confidence,
            measured,
            reason: reasonOf(rule, values),
          };
    measuredMoods.push({ id: rule.id, measured, reading });
  }
  return measuredMoods;
}

const windowsOfRules = new WeakMap<readonly MoodRule[], readonly ColourWindow[]>();

/** The windows of all rules in one list, the same list each time. */
function windowsOf(rules: readonly MoodRule[]): readonly ColourWindow[] {
  const known = windowsOfRules.get(rules) ?? rules.flatMap((rule) => rule.windows);
  windowsOfRules.set(rules, known);
  return known;
}

function measure(quantity: MoodQuantity, statistics: ColourStatistics, firstWindow: number): number {
  switch (quantity.of) {
    case 'mass':
      return statistics.mass[firstWindow + quantity.window] ?? 0;
    case 'mass-sum':
      return quantity.windows.reduce((sum, window) => sum + (statistics.mass[firstWindow + window] ?? 0), 0);
    case 'cover':
      return statistics.cover[firstWindow + quantity.window] ?? 0;
    case 'lightness':
      return statistics.lightness(quantity.share);
    case 'chroma':
      return statistics.chroma(quantity.share);
    case 'lightness-range':
      return statistics.lightness(quantity.to) - statistics.lightness(quantity.from);
    case 'mean-lightness':
      return statistics.meanLightness;
    case 'mean-chroma':
      return statistics.meanChroma;
    case 'hue-concentration':
      return statistics.hueConcentration;
    case 'hue-count':
      return statistics.hueCount(quantity.share);
    case 'accent-share':
      return statistics.accent?.share ?? 0;
    case 'accent-chroma':
      return statistics.accent?.chromaAboveMedian ?? 0;
    default:
      return quantity satisfies never;
  }
}

function moodMeasure(condition: MoodCondition, value: number): MoodMeasure {
  return {
    quantity: condition.words,
    value,
    comparison: condition.comparison,
    threshold: condition.threshold,
    ...(condition.thresholdHigh === undefined ? {} : { thresholdHigh: condition.thresholdHigh }),
  };
}

/** How well a condition is met: 0 at its threshold, 1 in full; null when it is not. */
function margin(condition: MoodCondition, value: number): number | null {
  const { comparison, threshold } = condition;
  if (comparison === 'between') {
    const high = condition.thresholdHigh ?? threshold;
    if (value < threshold || value > high) return null;
    const middle = (threshold + high) / 2;
    return high === threshold ? 1 : 1 - Math.abs(value - middle) / (high - middle);
  }
  if (comparison === '>=' ? value < threshold : value > threshold) return null;
  const full = condition.full ?? threshold;
  return full === threshold ? 1 : Math.min(1, (value - threshold) / (full - threshold));
}

/**
 * Confidence .5-1 as the geometric mean of the margins, so that a condition that is only just met holds it at
 * .5 and none can make up for it; null when a condition is not met.
 */
function confidenceOf(conditions: readonly MoodCondition[], values: readonly number[]): number | null {
  let product = 1;
  for (let i = 0; i < conditions.length; i++) {
    const met = margin(conditions[i]!, values[i]!);
    if (met === null) return null;
    product *= met;
  }
  return 0.5 + 0.5 * product ** (1 / Math.max(1, conditions.length));
}

function reasonOf(rule: MoodRule, values: readonly number[]): string {
  return rule.reason.replace(/\{(\d+)(:needs)?\}/g, (_, index: string, needs: string | undefined) => {
    const condition = rule.conditions[Number(index)];
    if (condition === undefined)
      throw new RangeError(`The reason of ${rule.id} names no condition ${index}.`);
    return inWords(
      condition.quantity,
      needs === undefined ? (values[Number(index)] ?? 0) : condition.threshold,
    );
  });
}

/** Shares and lightness in per cent, chroma and agreement as they are. */
function inWords(quantity: MoodQuantity, value: number): string {
  switch (quantity.of) {
    case 'hue-count':
      return value.toFixed(0);
    case 'chroma':
    case 'mean-chroma':
    case 'accent-chroma':
    case 'hue-concentration':
      return value.toFixed(2);
    default: {
      const percent = value * 100;
      return `${percent.toFixed(percent > 0 && percent < 3 ? 1 : 0)} %`;
    }
  }
}
