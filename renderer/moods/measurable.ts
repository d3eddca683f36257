import type { MoodQuantity } from '../../shared/domain/moodRule.ts';

/** What a condition of an own mood can measure, in the order of its menu. */
export const measurable: readonly MoodQuantity[] = [
  { of: 'mass', window: 0 },
  { of: 'cover', window: 0 },
  { of: 'lightness', share: 0.1 },
  { of: 'lightness', share: 0.25 },
  { of: 'lightness', share: 0.5 },
  { of: 'lightness', share: 0.75 },
  { of: 'lightness', share: 0.95 },
  { of: 'lightness-range', from: 0.05, to: 0.95 },
  { of: 'lightness-range', from: 0.5, to: 0.98 },
  { of: 'chroma', share: 0.5 },
  { of: 'chroma', share: 0.95 },
  { of: 'mean-chroma' },
  { of: 'hue-concentration' },
  { of: 'hue-count', share: 0.06 },
  { of: 'accent-share' },
  { of: 'accent-chroma' },
];
