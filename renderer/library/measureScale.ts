import { measureInWords } from '../../shared/colour/moodWording.ts';
import type { MoodMeasure } from '../../shared/domain/frame.ts';
import type { MoodQuantity } from '../../shared/domain/moodRule.ts';

/**
 * Where a measure and its thresholds stand on a meter, each 0-1 of its length. Shares and lightness run to 1;
 * chroma, whose thresholds are small, to 0.4; anything larger to a little over its largest number.
 */
export function measureScale(measure: MoodMeasure): { value: number; marks: number[] } {
  const bounds = [measure.threshold, measure.thresholdHigh].filter((bound) => bound !== undefined);
  const largest = Math.max(measure.value, ...bounds);
  const isChroma = /chroma|saturation/i.test(measure.quantity);
  const full = largest > 1 ? largest * 1.1 : isChroma && largest <= 0.4 ? 0.4 : 1;
  const place = (value: number): number => Math.min(1, Math.max(0, value / full));
  return { value: place(measure.value), marks: bounds.map(place) };
}

const comparisonWords = { '>=': 'at least', '<=': 'at most', between: 'between' } as const;

/**
 * "colour between red and orange: 78 %, needs at least 50 %".
 * @param quantity what was measured, for its unit; a plain number where it is not known
 */
export function measureText(measure: MoodMeasure, quantity?: MoodQuantity): string {
  const words = (value: number): string =>
    quantity === undefined ? value.toFixed(2) : measureInWords(quantity, value).replace(' %', '\u00a0%');
  const high = measure.thresholdHigh === undefined ? '' : ` and ${words(measure.thresholdHigh)}`;
  return `${measure.quantity}: ${words(measure.value)}, needs ${comparisonWords[measure.comparison]} ${words(measure.threshold)}${high}`;
}
