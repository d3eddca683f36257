import { describe, expect, it } from 'vitest';
import {
  fasterBackwards,
  fasterForwards,
  markedSpan,
  markIn,
  markOut,
  noMarks,
  rateText,
} from './transport.ts';

const pressed = (times: number, from: number, press: (rate: number) => number): number[] => {
  const rates = [from];
  for (let count = 0; count < times; count += 1) rates.push(press(rates.at(-1) ?? 0));
  return rates.slice(1);
};

describe('J and L', () => {
  it('double the speed up to eight', () => {
    expect(pressed(5, 0, fasterForwards)).toEqual([1, 2, 4, 8, 8]);
    expect(pressed(5, 0, fasterBackwards)).toEqual([-1, -2, -4, -8, -8]);
  });

  it('turn round to normal speed at once', () => {
    expect(fasterForwards(-4)).toBe(1);
    expect(fasterBackwards(8)).toBe(-1);
  });

  it('say their speed', () => {
    expect([0, 1, 4, -1, -8].map(rateText)).toEqual(['', '', '4×', '−1×', '−8×']);
  });
});

describe('in and out marks', () => {
  it('take in the frame that they are set on', () => {
    expect(markOut(markIn(noMarks, 10), 10)).toEqual({ inFrame: 10, outFrame: 11 });
    expect(markedSpan(markOut(markIn(noMarks, 10), 19), 50)).toEqual({ inFrame: 10, outFrame: 20 });
  });

  it('drop the other one where it would be on the wrong side', () => {
    const marks = markOut(markIn(noMarks, 10), 19);
    expect(markIn(marks, 30)).toEqual({ inFrame: 30, outFrame: null });
    expect(markOut(marks, 5)).toEqual({ inFrame: null, outFrame: 6 });
  });

  it('reach to the ends of the video on an open side', () => {
    expect(markedSpan(markIn(noMarks, 10), 50)).toEqual({ inFrame: 10, outFrame: 50 });
    expect(markedSpan(markOut(noMarks, 10), 50)).toEqual({ inFrame: 0, outFrame: 11 });
    expect(markedSpan(noMarks, 50)).toBeNull();
  });
});
