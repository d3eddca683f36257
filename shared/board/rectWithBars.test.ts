import { describe, expect, it } from 'vitest';
import { rectWithBars } from './rectWithBars.ts';

const letterboxed = { width: 640, height: 360, area: { x: 0, y: 44, width: 640, height: 272 } };
const pillarboxed = { width: 640, height: 360, area: { x: 80, y: 0, width: 480, height: 360 } };
const uneven = { width: 640, height: 360, area: { x: 12, y: 30, width: 600, height: 300 } };

describe('rectWithBars', () => {
  it('lets letterbox bars grow above and below the picture', () => {
    const rect = { x: 100, y: 50, width: 320, height: 136 };
    expect(rectWithBars(rect, letterboxed, true)).toEqual({ x: 100, y: 28, width: 320, height: 180 });
  });

  it('lets pillarbox bars grow at its sides', () => {
    const rect = { x: 100, y: 50, width: 240, height: 180 };
    expect(rectWithBars(rect, pillarboxed, true)).toEqual({ x: 60, y: 50, width: 320, height: 180 });
  });

  it.each([letterboxed, pillarboxed, uneven])('brings back the very place when they go again', (picture) => {
    const rect = { x: -17, y: 3.5, width: picture.area.width / 3, height: picture.area.height / 3 };
    const there = rectWithBars(rect, picture, true);
    expect(there.width / there.height).toBeCloseTo(picture.width / picture.height, 9);
    const back = rectWithBars(there, picture, false);
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(back[key]).toBeCloseTo(rect[key], 9);
  });
});
