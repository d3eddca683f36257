import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { galleryTarget } from './galleryTarget.ts';
import { boxAspectOf, itemAcross, justifyRows, rowOf } from './justifyRows.ts';

const gap = 12;
const gallery = fc.record({
  aspects: fc.array(fc.double({ min: 0.3, max: 4, noNaN: true }), { minLength: 1, maxLength: 80 }),
  width: fc.integer({ min: 200, max: 2500 }),
  height: fc.integer({ min: 64, max: 320 }),
});

describe('justifyRows', () => {
  it('places every picture once, in order, uncropped, and never wider than the room', () => {
    fc.assert(
      fc.property(gallery, ({ aspects, width, height }) => {
        const rows = justifyRows(aspects, width, height, gap);
        expect(rows.flatMap((row) => aspects.slice(row.start, row.end))).toEqual(aspects);
        for (const row of rows) {
          const used = row.widthsPx.reduce((sum, each) => sum + each, 0) + gap * (row.widthsPx.length - 1);
          expect(used).toBeLessThanOrEqual(width + 0.01);
          row.widthsPx.forEach((each, column) => {
            expect(each / row.heightPx).toBeCloseTo(boxAspectOf(aspects[row.start + column] ?? 1), 6);
          });
        }
      }),
    );
  });

  it('fills every row but the last', () => {
    fc.assert(
      fc.property(gallery, ({ aspects, width, height }) => {
        for (const row of justifyRows(aspects, width, height, gap).slice(0, -1)) {
          const used = row.widthsPx.reduce((sum, each) => sum + each, 0) + gap * (row.widthsPx.length - 1);
          expect(used).toBeCloseTo(width, 3);
        }
      }),
    );
  });

  it('keeps to the wanted height where the pictures are alike', () => {
    const rows = justifyRows(
      Array.from({ length: 100 }, () => 16 / 9),
      1200,
      120,
      gap,
    );
    for (const row of rows) expect(Math.abs(Math.log(row.heightPx / 120))).toBeLessThan(Math.log(1.2));
  });
});

describe('moving in the gallery', () => {
  const rows = justifyRows(
    Array.from({ length: 20 }, (_, index) => (index % 3 === 0 ? 2.39 : 1.5)),
    900,
    110,
    gap,
  );

  it('finds the row of each item', () => {
    for (let item = 0; item < 20; item += 1) {
      const row = rows[rowOf(rows, item)];
      expect(item).toBeGreaterThanOrEqual(row?.start ?? 99);
      expect(item).toBeLessThan(row?.end ?? 0);
    }
  });

  it('goes down one row and stays on the same item at the edge', () => {
    const below = itemAcross(rows, 0, 1, gap);
    expect(rowOf(rows, below)).toBe(1);
    expect(itemAcross(rows, 0, -1, gap)).toBe(0);
  });

  it('answers to the keys that move and to no other', () => {
    const go = (key: string, at: number): number | null => galleryTarget(key, at, rows, 20, 2, gap);
    expect(go('ArrowRight', 3)).toBe(4);
    expect(go('ArrowRight', 19)).toBe(19);
    expect(go('ArrowLeft', 0)).toBe(0);
    expect(go('Home', 7)).toBe(0);
    expect(go('End', 7)).toBe(19);
    expect(go('ArrowDown', -1)).toBe(0);
    expect(rowOf(rows, go('PageDown', 0) ?? 0)).toBe(2);
    expect(go('x', 3)).toBeNull();
    expect(galleryTarget('End', -1, [], 0, 2, gap)).toBeNull();
  });
});
