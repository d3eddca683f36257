import { describe, expect, it } from 'vitest';
import type { Shot } from '../../shared/domain/frame.ts';
import { colourFields, colourTimeline } from './colourTimeline.ts';

const shot = (index: number, startSec: number, endSec: number): Shot => ({
  index,
  startFrame: startSec * 24,
  endFrame: endSec * 24,
  startSec,
  endSec,
  transition: index === 0 ? 'start' : 'cut',
});
const swatch = (hex: string, share: number, lightness: number) => ({
  hex,
  share,
  name: hex,
  oklch: [lightness, 0.1, 20] as [number, number, number],
});

describe('colourTimeline', () => {
  it('takes the palettes of the shots while the colours over time are not measured', () => {
    const palettes = [[swatch('#112233', 0.8, 0.2), swatch('#ff0000', 0.2, 0.6)], undefined];
    const stretches = colourTimeline(null, [shot(0, 0, 2), shot(1, 2, 8)], ({ index }) => palettes[index]);
    expect(stretches).toHaveLength(1);
    expect(stretches[0]).toMatchObject({ startSec: 0, endSec: 2 });
    expect(stretches[0]?.colours.map(({ hex }) => hex)).toEqual(['#ff0000', '#112233']);
  });
});

describe('colourFields', () => {
  it('fills the time of a stretch from top to bottom by share', () => {
    const colours = [
      { hex: '#ff0000', share: 0.6 },
      { hex: '#112233', share: 0.2 },
    ];
    const fields = colourFields([{ startSec: 2, endSec: 4, colours }], 8);
    expect(fields.map(({ left, width }) => [left, width])).toEqual([
      [0.25, 0.25],
      [0.25, 0.25],
    ]);
    expect(fields[0]?.height).toBeCloseTo(0.75);
    expect(fields[1]?.top).toBeCloseTo(0.75);
    expect((fields[1]?.top ?? 0) + (fields[1]?.height ?? 0)).toBeCloseTo(1);
  });

  it('draws nothing past the end, nor of a video without a length', () => {
    const colours = [{ hex: '#ff0000', share: 1 }];
    expect(colourFields([{ startSec: 9, endSec: 12, colours }], 8)).toEqual([]);
    expect(colourFields([{ startSec: 0, endSec: 1, colours }], 0)).toEqual([]);
  });
});
