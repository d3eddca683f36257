import { describe, expect, it } from 'vitest';
import { fileSizeText, rateText } from './factTexts.ts';
import { measureScale, measureText } from './measureScale.ts';

describe('facts in words', () => {
  it.each([
    [0, '0 bytes'],
    [812, '812 bytes'],
    [3_400_000, '3.4 MB'],
    [41_200_000_000, '41 GB'],
  ])('%d bytes read %s', (size, text) => expect(fileSizeText(size)).toBe(text));

  it('writes whole rates whole and others to three places', () => {
    expect(rateText({ num: 25, den: 1 })).toBe('25 fps');
    expect(rateText({ num: 24_000, den: 1001 })).toBe('23.976 fps');
  });
});

describe('measures', () => {
  const share = {
    quantity: 'colour between red and orange',
    value: 0.78,
    comparison: '>=',
    threshold: 0.5,
  } as const;
  it('stand on a scale with their threshold', () => {
    expect(measureScale(share)).toEqual({ value: 0.78, marks: [0.5] });
  });
  it('have two marks for a range and never leave the scale', () => {
    const hues = {
      quantity: 'hues',
      value: 7,
      comparison: 'between',
      threshold: 2,
      thresholdHigh: 5,
    } as const;
    const { value, marks } = measureScale(hues);
    expect(marks).toHaveLength(2);
    for (const place of [value, ...marks]) expect(place).toBeLessThanOrEqual(1);
    expect(measureText(hues)).toContain('between 2.00 and 5.00');
  });
  it('say value and need in words', () => {
    expect(measureText(share)).toBe('colour between red and orange: 0.78, needs at least 0.50');
    expect(measureText(share, { of: 'mass', window: 0 })).toBe(
      'colour between red and orange: 78\u00a0%, needs at least 50\u00a0%',
    );
  });
  it('tell a value from a threshold that is near', () => {
    const light = { quantity: 'light', value: 0.031, comparison: '>=', threshold: 0.035 } as const;
    expect(measureText(light, { of: 'cover', window: 0 })).toBe(
      'light: 3.1\u00a0%, needs at least 3.5\u00a0%',
    );
    expect(measureText(light, { of: 'mean-chroma' })).toBe('light: 0.031, needs at least 0.035');
    const hues = { quantity: 'hues', value: 0.982, comparison: '<=', threshold: 0.985 } as const;
    expect(measureText(hues, { of: 'hue-concentration' })).toBe('hues: 0.982, needs at most 0.985');
  });
});
