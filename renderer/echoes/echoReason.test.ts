import { describe, expect, it } from 'vitest';
import { echoReason, echoShares, sharePercents } from './echoReason.ts';

const even = { palette: 1, layout: 1, light: 1, structure: 1 };
const hit = (palette: number, layout: number, light: number, structure: number, mirrored = false) => ({
  parts: { palette, layout, light, structure },
  mirrored,
});

describe('echoShares', () => {
  it('adds to one, by likeness and weight', () => {
    const shares = echoShares(hit(0.9, 0.3, 0.3, 0), { ...even, palette: 0.5 });
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(shares[0]?.share).toBeCloseTo(0.45 / 1.05);
    expect(shares[3]).toEqual({ part: 'structure', likeness: 0, share: 0 });
  });
  it('has no shares where nothing is alike', () => {
    expect(echoShares(hit(0, 0, 0, 0), even).map(({ share }) => share)).toEqual([0, 0, 0, 0]);
  });
});

describe('sharePercents', () => {
  it.each([
    [hit(0.47, 0.53, 0.75, 0.22), even],
    [hit(0.333, 0.333, 0.333, 0), even],
    [hit(1, 1, 1, 1), { palette: 0.35, layout: 0.6, light: 0, structure: 0.05 }],
  ])('adds to 100', (each, weights) => {
    const percents = Object.values(sharePercents(each, weights));
    expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
  });
  it('rounds what was cut off most', () => {
    expect(sharePercents(hit(0.47, 0.53, 0.75, 0.22), even)).toEqual({
      palette: 24,
      layout: 27,
      light: 38,
      structure: 11,
    });
    expect(sharePercents(hit(0, 0, 0, 0), even)).toEqual({ palette: 0, layout: 0, light: 0, structure: 0 });
  });
});

describe('echoReason', () => {
  it('names what brought most, with how alike it is', () => {
    expect(echoReason(hit(0.91, 0.84, 0.2, 0.1), even)).toBe('Mostly palette (.91) and layout (.84)');
    expect(echoReason(hit(0.4, 0.84, 0.9, 0.1), even)).toBe('Mostly light (.90) and layout (.84)');
  });
  it('follows the sliders', () => {
    expect(echoReason(hit(0.91, 0.84, 0.2, 0.7), { palette: 0.1, layout: 0, light: 0, structure: 1 })).toBe(
      'Mostly structure (.70)',
    );
    expect(echoReason(hit(0.91, 0.84, 0.2, 0.7), { palette: 1, layout: 0, light: 0, structure: 0 })).toBe(
      'By palette (.91)',
    );
  });
  it('counts all alike where all sliders are at nothing', () => {
    const none = { palette: 0, layout: 0, light: 0, structure: 0 };
    expect(echoReason(hit(0.91, 0.84, 0.2, 0.1), none)).toBe(echoReason(hit(0.91, 0.84, 0.2, 0.1), even));
  });
  it('says when all parts agree, and when the picture is turned', () => {
    expect(echoReason(hit(0.9, 0.9, 0.9, 0.9, true), even)).toBe(
      'Alike in palette (.90), layout (.90), light (.90) and structure (.90); the picture is mirrored',
    );
  });
  it('does not praise what is not alike', () => {
    expect(echoReason(hit(0.2, 0.19, 0.1, 0.1), even)).toBe('Mostly palette (.20)');
    expect(echoReason(hit(0, 0, 0, 0), even)).toBe('Hardly alike in what counts now');
  });
});
