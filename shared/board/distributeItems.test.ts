import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alignment, alignItems } from './alignItems.ts';
import { boundsOf } from './boundsOf.ts';
import { distributeItems } from './distributeItems.ts';

const rectArbitrary = fc.record({
  x: fc.integer({ min: -1000, max: 1000 }),
  y: fc.integer({ min: -1000, max: 1000 }),
  width: fc.integer({ min: 1, max: 500 }),
  height: fc.integer({ min: 1, max: 500 }),
});
const rectsArbitrary = fc.array(rectArbitrary, { minLength: 1, maxLength: 12 });
const alignments: Alignment[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom'];

describe('alignItems', () => {
  it('puts the named side or middle of every item on one line, inside the old bounds', () => {
    const lineOf = {
      left: (r: { x: number }) => r.x,
      centre: (r: { x: number; width: number }) => r.x + r.width / 2,
      right: (r: { x: number; width: number }) => r.x + r.width,
      top: (r: { y: number }) => r.y,
      middle: (r: { y: number; height: number }) => r.y + r.height / 2,
      bottom: (r: { y: number; height: number }) => r.y + r.height,
    };
    fc.assert(
      fc.property(rectsArbitrary, fc.constantFrom(...alignments), (rects, alignment) => {
        const aligned = alignItems(rects, alignment);
        const lines = aligned.map((rect) => lineOf[alignment](rect));
        expect(Math.max(...lines) - Math.min(...lines)).toBeLessThan(1e-6);
        expect(aligned.map(({ width, height }) => ({ width, height }))).toEqual(
          rects.map(({ width, height }) => ({ width, height })),
        );
        const before = boundsOf(rects);
        const after = boundsOf(aligned);
        expect(after?.width ?? 0).toBeLessThanOrEqual((before?.width ?? 0) + 1e-6);
        expect(after?.height ?? 0).toBeLessThanOrEqual((before?.height ?? 0) + 1e-6);
        // Aligning again changes nothing any more.
        for (const [index, rect] of alignItems(aligned, alignment).entries()) {
          expect(rect.x).toBeCloseTo(aligned[index]?.x ?? Number.NaN, 6);
          expect(rect.y).toBeCloseTo(aligned[index]?.y ?? Number.NaN, 6);
        }
      }),
    );
  });
});

describe('distributeItems', () => {
  it('makes the gaps equal and leaves the outermost where they are', () => {
    fc.assert(
      fc.property(
        fc.array(rectArbitrary, { minLength: 3, maxLength: 10 }),
        fc.constantFrom('horizontal' as const, 'vertical' as const),
        (rects, direction) => {
          const [start, size] =
            direction === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
          const byCentre = rects
            .map((rect, index) => ({ index, centre: rect[start] + rect[size] / 2 }))
            .sort((a, b) => a.centre - b.centre);
          const placed = distributeItems(rects, direction);
          const ordered = byCentre.map(({ index }) => placed[index]).filter((rect) => rect !== undefined);
          const gaps = ordered
            .slice(1)
            .map((rect, at) => rect[start] - ((ordered[at]?.[start] ?? 0) + (ordered[at]?.[size] ?? 0)));
          expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(1e-6);
          expect(ordered[0]).toEqual(rects[byCentre[0]?.index ?? -1]);
          expect(ordered.at(-1)).toEqual(rects[byCentre.at(-1)?.index ?? -1]);
        },
      ),
    );
  });

  it('leaves two items alone', () => {
    const two = [
      { x: 0, y: 0, width: 1, height: 1 },
      { x: 9, y: 0, width: 1, height: 1 },
    ];
    expect(distributeItems(two, 'horizontal')).toEqual(two);
  });
});
