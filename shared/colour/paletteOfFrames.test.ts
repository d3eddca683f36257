import { describe, expect, it } from 'vitest';
import type { Swatch } from '../domain/frame.ts';
import { oklabOfRgb, oklchOfOklab, rgbOfHex } from './oklab.ts';
import { type PaletteFrame, paletteOfFrames } from './paletteOfFrames.ts';

const plain = (hex: string): Swatch[] => [
  { hex, oklch: oklchOfOklab(oklabOfRgb(...rgbOfHex(hex))), share: 1, name: '' },
];
const frame = (hex: string, shotNumber: number | null, shotSec: number | null): PaletteFrame => ({
  mediaId: 'm',
  palette: plain(hex),
  shotNumber,
  shotSec,
});
const said = (frames: readonly PaletteFrame[]) =>
  paletteOfFrames(frames).map(({ hex, share }) => [hex, Number(share.toFixed(6))]);

describe('paletteOfFrames', () => {
  it('weighs a frame by the length of its shot, which frames of one shot share', () => {
    expect(
      said([frame('#a01818', 1, 6), frame('#a01818', 1, 6), frame('#a01818', 1, 6), frame('#18206a', 2, 2)]),
    ).toEqual([
      ['#a01818', 0.75],
      ['#18206a', 0.25],
    ]);
  });

  it('counts a still as a shot of mean length', () => {
    expect(said([frame('#a01818', 1, 3), frame('#18206a', 2, 1), frame('#f0e0b0', null, null)])).toEqual([
      ['#a01818', 0.5],
      ['#f0e0b0', Number((1 / 3).toFixed(6))],
      ['#18206a', Number((1 / 6).toFixed(6))],
    ]);
  });

  it('says of one frame what the frame says, and nothing of none', () => {
    const only = frame('#a01818', 1, 6);
    expect(paletteOfFrames([only])).toBe(only.palette);
    expect(paletteOfFrames([])).toEqual([]);
  });

  it('is the same of a whole film as of an even part of it', () => {
    const film = Array.from({ length: 20_000 }, (_, at) =>
      frame(at % 4 === 0 ? '#18206a' : '#a01818', at, 2),
    );
    const pooled = paletteOfFrames(film);
    expect(pooled.map(({ hex }) => hex)).toEqual(['#a01818', '#18206a']);
    // A quarter of the frames, though they come in a rhythm.
    expect(pooled[1]?.share).toBeGreaterThan(0.23);
    expect(pooled[1]?.share).toBeLessThan(0.27);
  });
});
