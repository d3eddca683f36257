import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatClock } from './formatClock.ts';
import { formatTimecode } from './formatTimecode.ts';
import { parseTimecode } from './parseTimecode.ts';

const rates = [
  { num: 24, den: 1 },
  { num: 24000, den: 1001 },
  { num: 25, den: 1 },
  { num: 30000, den: 1001 },
  { num: 60, den: 1 },
  { num: 120, den: 1 },
];

describe('formatTimecode', () => {
  it('counts frames at the nominal rate', () => {
    expect(formatTimecode(0, { num: 24, den: 1 })).toBe('00:00:00:00');
    expect(formatTimecode(23, { num: 24000, den: 1001 })).toBe('00:00:00:23');
    expect(formatTimecode(24, { num: 24000, den: 1001 })).toBe('00:00:01:00');
    expect(formatTimecode(25 * 3600 + 7, { num: 25, den: 1 })).toBe('01:00:00:07');
  });

  it('reads back as the same frame at every rate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rates), fc.integer({ min: 0, max: 5_000_000 }), (rate, frame) => {
        expect(parseTimecode(formatTimecode(frame, rate), rate)).toBe(frame);
      }),
    );
  });
});

describe('parseTimecode', () => {
  const rate = { num: 24, den: 1 };

  it('takes short forms from the right', () => {
    expect(parseTimecode('10', rate)).toBe(10);
    expect(parseTimecode('1:02:10', rate)).toBe((60 + 2) * 24 + 10);
    expect(parseTimecode(' 00:00:02;00 ', rate)).toBe(48);
  });

  it('refuses what is no timecode', () => {
    for (const text of ['', 'x', '00:00:00:24', '00:60:00:00', '1.5', '-1', '1:2:3:4:5']) {
      expect(parseTimecode(text, rate)).toBeNull();
    }
  });
});

describe('formatClock', () => {
  it('writes hours only where there are any', () => {
    expect(formatClock(7.9)).toBe('0:07');
    expect(formatClock(185)).toBe('3:05');
    expect(formatClock(3729)).toBe('1:02:09');
    expect(formatClock(Number.NaN)).toBe('0:00');
  });
});
