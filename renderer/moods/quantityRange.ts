import type { MoodQuantity } from '../../shared/domain/moodRule.ts';

/** The slider of a quantity: from 0 to `max` in steps. */
export function quantityRange(quantity: MoodQuantity): { readonly max: number; readonly step: number } {
  switch (quantity.of) {
    case 'chroma':
    case 'mean-chroma':
    case 'accent-chroma':
      return { max: 0.3, step: 0.001 };
    case 'accent-share':
      return { max: 0.1, step: 0.001 };
    case 'hue-count':
      return { max: 12, step: 1 };
    case 'cover':
      return { max: 1, step: 0.005 };
    default:
      return { max: 1, step: 0.01 };
  }
}
