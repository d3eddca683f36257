import type { MoodReading, Rect } from '../domain/frame.ts';
import { type ColourStatistics, measureColour } from './colourStatistics.ts';
import { type MeasuredMood, type MoodRule, measureMood, readMoods } from './evaluateMoods.ts';
import { MOOD_RULES } from './moodRules.ts';
import { type OklabPlanes, oklabPlanes } from './oklabPlanes.ts';
import { packStatistics, readStatistics } from './packStatistics.ts';
import type { RgbPixels } from './rgbPixels.ts';

/**
 * The moods of a picture, in the rules' order; several may hold. Each reading carries the measured
 * values against their thresholds, a confidence from .5 (just met) to 1, and the reason as a sentence.
 * @param area the picture without bars (see `findPictureArea`); the whole frame when left out
 */
export function detectMoods(
  pixels: RgbPixels,
  area?: Rect,
  rules: readonly MoodRule[] = MOOD_RULES,
): MoodReading[] {
  return readMoods(statisticsOfPicture(pixels, area), rules);
}

/** Every rule measured on a picture, also those that are not met. */
export function measureMoods(
  pixels: RgbPixels,
  area?: Rect,
  rules: readonly MoodRule[] = MOOD_RULES,
): MeasuredMood[] {
  const statistics = statisticsOfPicture(pixels, area);
  return rules.map((rule) => measureMood(statistics, rule));
}

function statisticsOfPicture(pixels: RgbPixels, area?: Rect): ColourStatistics {
  return readStatistics(measureStatistics(oklabPlanes(pixels, area)));
}

/** The packed statistics of a picture: the one thing that moods are read from, here and later. */
export function measureStatistics(planes: OklabPlanes): Uint8Array<ArrayBuffer> {
  return packStatistics(measureColour(planes));
}
