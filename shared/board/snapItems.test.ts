import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapItems } from './snapItems.ts';

const rectArbitrary = fc.record({
  x: fc.integer({ min: -200, max: 200 }),
  y: fc.integer({ min: -200, max: 200 }),
  width: fc.integer({ min: 10, max: 100 }),
  height: fc.integer({ min: 10, max: 100 }),
});

describe('snapItems', () => {
  it('never moves farther than the tolerance, and after snapping sits on a line', () => {
    fc.assert(
      fc.property(rectArbitrary, fc.array(rectArbitrary, { maxLength: 8 }), (moving, standing) => {
        const snap = snapItems(moving, standing, 6);
        expect(Math.abs(snap.dx)).toBeLessThanOrEqual(6);
        expect(Math.abs(snap.dy)).toBeLessThanOrEqual(6);
        const moved = { ...moving, x: moving.x + snap.dx, y: moving.y + snap.dy };
        for (const guide of snap.guides) {
          const lines =
            guide.axis === 'x'
              ? [moved.x, moved.x + moved.width / 2, moved.x + moved.width]
              : [moved.y, moved.y + moved.height / 2, moved.y + moved.height];
          expect(Math.min(...lines.map((line) => Math.abs(line - guide.at)))).toBeLessThan(1e-9);
        }
        const again = snapItems(moved, standing, 6);
        expect(Math.abs(again.dx)).toBeLessThan(1e-9);
        expect(Math.abs(again.dy)).toBeLessThan(1e-9);
      }),
    );
  });

  it('snaps to the nearest edge on each axis and draws its guide over both items', () => {
    const snap = snapItems(
      { x: 103, y: 300, width: 50, height: 50 },
      [
        { x: 100, y: 0, width: 80, height: 40 },
        { x: 90, y: 900, width: 15, height: 40 },
      ],
      6,
    );
    expect(snap.dx).toBe(2);
    expect(snap.dy).toBe(0);
    expect(snap.guides).toEqual([{ axis: 'x', at: 105, from: 300, to: 940 }]);
  });

  it('does not snap to what is farther away', () => {
    expect(
      snapItems({ x: 0, y: 0, width: 10, height: 10 }, [{ x: 500, y: 500, width: 33, height: 33 }], 6),
    ).toEqual({ dx: 0, dy: 0, guides: [] });
  });
});
