import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rectsOverlap } from './boundsOf.ts';
import { gridFrames } from './gridFrames.ts';
import { frameStripSpace } from './itemSize.ts';

const shapeArbitrary = fc.record({
  width: fc.integer({ min: 1, max: 4000 }),
  height: fc.integer({ min: 1, max: 4000 }),
});

describe('gridFrames', () => {
  it('places every picture at its own shape, none over another', () => {
    fc.assert(
      fc.property(fc.array(shapeArbitrary, { maxLength: 30 }), (shapes) => {
        const rects = gridFrames(shapes, { x: 10, y: 20 });
        expect(rects).toHaveLength(shapes.length);
        rects.forEach((rect, index) => {
          const shape = shapes[index] ?? { width: 0, height: 0 };
          expect(rect.width / rect.height / (shape.width / shape.height)).toBeCloseTo(1, 6);
          expect(rect.x).toBeGreaterThanOrEqual(10);
          expect(rect.y).toBeGreaterThanOrEqual(20);
          const withStrip = { ...rect, height: rect.height + frameStripSpace };
          for (const other of rects.slice(index + 1)) expect(rectsOverlap(withStrip, other)).toBe(false);
        });
      }),
    );
  });
});
