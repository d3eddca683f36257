import { describe, expect, it } from 'vitest';
import { remainingTime } from './remainingTime.ts';

describe('remainingTime', () => {
  it('goes on at the pace so far', () => {
    expect(remainingTime(10, 30, 5000)).toBeCloseTo(15);
  });

  it('says nothing while too little was done', () => {
    expect(remainingTime(0, 30, 5000)).toBeNull();
    expect(remainingTime(10, 30, 200)).toBeNull();
    expect(remainingTime(1, 10_000, 5000)).toBeNull();
  });

  it('is nothing when nothing is left', () => {
    expect(remainingTime(0, 0, 0)).toBe(0);
  });
});
