import { describe, expect, it } from 'vitest';
import { nameColourKorean } from '../../shared/colour/nameColourKorean.ts';
import { oklabOfRgb, oklchOfOklab, rgbOfHex } from '../../shared/colour/oklab.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, stillFile, work } from '../database/testing/records.ts';
import { frameEntry } from './libraryEntries.ts';

const row = mergeAnalysedFrame(
  analysedFrame(stillFile(1, 'still.png'), 0),
  undefined,
  work('stills').id,
  '2026-01-01T00:00:00.000Z',
);
/** A frame of one colour, as the library holds it. */
const entryOf = (hex: string) => {
  const oklch = oklchOfOklab(oklabOfRgb(...rgbOfHex(hex)));
  return frameEntry({ ...row, palette: [{ hex, oklch, share: 1, name: '' }] });
};

describe('Korean words for colours', () => {
  it.each([
    ['#e01020', '빨간색', '파란색'],
    ['#1a50d0', '파란색', '빨간색'],
    ['#f0d020', '노란색', '검은색'],
    ['#208030', '초록색', '흰색'],
    ['#fefefe', '흰색', '검은색'],
    ['#000000', '검은색', '하얀색'],
    ['#5c5c5c', '회색', '남색'],
  ])('find %s by %s as people write it, not by %s', (hex, word, other) => {
    const entry = entryOf(hex);
    expect(entry.hasColourName(word), nameColourKorean(entry.palette[0]?.oklch ?? [0, 0, null])).toBe(true);
    expect(entry.hasColourName(other)).toBe(false);
  });
});
