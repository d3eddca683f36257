import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResizeHandle, resizeRect, scaleWithin } from './resizeRect.ts';

const handles: ResizeHandle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
const rectArbitrary = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 40, max: 800 }),
  height: fc.integer({ min: 40, max: 800 }),
});
const deltaArbitrary = fc.record({
  x: fc.integer({ min: -900, max: 900 }),
  y: fc.integer({ min: -900, max: 900 }),
});

describe('resizeRect', () => {
  it('keeps the opposite side, the least size and, for pictures, the shape', () => {
    fc.assert(
      fc.property(
        rectArbitrary,
        fc.constantFrom(...handles),
        deltaArbitrary,
        fc.boolean(),
        (rect, handle, delta, keepAspect) => {
          const next = resizeRect(rect, handle, delta, { keepAspect, minWidth: 24, minHeight: 24 });
          expect(next.width).toBeGreaterThanOrEqual(24 - 1e-6);
          expect(next.height).toBeGreaterThanOrEqual(24 - 1e-6);
          if (handle.includes('e')) expect(next.x).toBeCloseTo(rect.x, 6);
          if (handle.includes('w')) expect(next.x + next.width).toBeCloseTo(rect.x + rect.width, 6);
          if (handle.includes('s')) expect(next.y).toBeCloseTo(rect.y, 6);
          if (handle.includes('n')) expect(next.y + next.height).toBeCloseTo(rect.y + rect.height, 6);
          if (keepAspect) {
            expect(next.width / next.height / (rect.width / rect.height)).toBeCloseTo(1, 6);
          }
        },
      ),
    );
  });

  it('gives the same rectangle back for no movement', () => {
    fc.assert(
      fc.property(rectArbitrary, fc.constantFrom(...handles), fc.boolean(), (rect, handle, keepAspect) => {
        expect(resizeRect(rect, handle, { x: 0, y: 0 }, { keepAspect, minWidth: 24, minHeight: 24 })).toEqual(
          rect,
        );
      }),
    );
  });
});

describe('scaleWithin', () => {
  it('scales a selection and back', () => {
    fc.assert(
      fc.property(rectArbitrary, rectArbitrary, rectArbitrary, (item, from, to) => {
        const back = scaleWithin(scaleWithin(item, from, to), to, from);
        expect(back.x).toBeCloseTo(item.x, 5);
        expect(back.y).toBeCloseTo(item.y, 5);
        expect(back.width).toBeCloseTo(item.width, 5);
      }),
    );
  });
});
