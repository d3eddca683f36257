import type { MoodMeasure } from '../../shared/domain/frame.ts';

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

/** "colour between red and orange: 0.78, needs at least 0.50". */
export function measureText(measure: MoodMeasure): string {
  const high = measure.thresholdHigh === undefined ? '' : ` and ${measure.thresholdHigh.toFixed(2)}`;
  return `${measure.quantity}: ${measure.value.toFixed(2)}, needs ${comparisonWords[measure.comparison]} ${measure.threshold.toFixed(2)}${high}`;
}
