import { describe, expect, it } from 'vitest';
import { nameColourKorean } from '../../shared/colour/nameColourKorean.ts';
import { oklabOfRgb, oklchOfOklab, rgbOfHex } from '../../shared/colour/oklab.ts';
import { hasKoreanColour } from './koreanColours.ts';

const paletteOf = (hex: string) => {
  const oklch = oklchOfOklab(oklabOfRgb(...rgbOfHex(hex)));
  return [{ hex, oklch, share: 1, name: '' }];
};

describe('hasKoreanColour', () => {
  it.each([
    ['#e01020', '빨간색', '파란색'],
    ['#1a50d0', '파란색', '빨간색'],
    ['#f0d020', '노란색', '검은색'],
    ['#208030', '초록색', '흰색'],
    ['#fefefe', '흰색', '검은색'],
    ['#000000', '검은색', '하얀색'],
    ['#5c5c5c', '회색', '남색'],
  ])('finds %s by %s as people write it, not by %s', (hex, word, other) => {
    const palette = paletteOf(hex);
    expect(hasKoreanColour(palette, word), nameColourKorean(palette[0]?.oklch ?? [0, 0, null])).toBe(true);
    expect(hasKoreanColour(palette, other)).toBe(false);
  });
});
