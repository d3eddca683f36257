import { describe, expect, it } from 'vitest';
import { edgePan } from './edgePan.ts';

const view = { width: 1000, height: 600 };
const middle = { x: 500, y: 300 };

describe('edgePan', () => {
  it('rests away from the edges', () => {
    expect(edgePan({ x: 60, y: 540 }, middle, view)).toEqual({ x: 0, y: 0 });
  });

  it('pulls towards the edge that is near, and to both in a corner', () => {
    expect(edgePan({ x: 10, y: 300 }, middle, view).x).toBeLessThan(0);
    expect(edgePan({ x: 990, y: 300 }, middle, view)).toMatchObject({ y: 0 });
    const corner = edgePan({ x: 995, y: 598 }, middle, view);
    expect(corner.x).toBeGreaterThan(0);
    expect(corner.y).toBeGreaterThan(corner.x);
  });

  it('pulls faster further out, up to a bound', () => {
    const speeds = [5, 0, -20, -200, -2000].map((x) => -edgePan({ x, y: 300 }, middle, view).x);
    expect(speeds).toEqual([...speeds].sort((a, b) => a - b));
    expect(speeds[3]).toBe(speeds[4]);
  });

  it('pulls nothing where the drag began at the edge, until it goes further out', () => {
    const start = { x: 8, y: 300 };
    expect(edgePan(start, start, view)).toEqual({ x: 0, y: 0 });
    expect(edgePan({ x: 20, y: 300 }, start, view)).toEqual({ x: 0, y: 0 });
    expect(edgePan({ x: 2, y: 300 }, start, view).x).toBeLessThan(0);
  });
});
