import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayGeometry, readDisplayMatrix } from './displayGeometry.ts';

/** A display matrix that mirrors (if told) and then turns clockwise, y down. */
function matrixOf(degrees: number, mirrored: boolean): Buffer {
  const angle = (degrees * Math.PI) / 180;
  const flip = mirrored ? -1 : 1;
  const parts = [
    flip * Math.cos(angle),
    flip * Math.sin(angle),
    0,
    -Math.sin(angle),
    Math.cos(angle),
    0,
    0,
    0,
  ];
  const matrix = Buffer.alloc(36);
  for (const [index, part] of parts.entries()) matrix.writeInt32LE(Math.round(part * 65536), index * 4);
  matrix.writeInt32LE(1 << 30, 32);
  return matrix;
}

describe('readDisplayMatrix', () => {
  it('reads every quarter turn, mirrored or not', () => {
    for (const rotation of [0, 90, 180, 270]) {
      for (const mirrored of [false, true]) {
        expect(readDisplayMatrix(matrixOf(rotation, mirrored))).toEqual({ rotation, mirrored });
      }
    }
  });

  it('takes a missing, short or empty matrix as upright', () => {
    for (const matrix of [null, Buffer.alloc(4), Buffer.alloc(36)]) {
      expect(readDisplayMatrix(matrix)).toEqual({ rotation: 0, mirrored: false });
    }
  });
});

describe('displayGeometry', () => {
  it('widens by the pixel aspect and then turns', () => {
    const geometry = displayGeometry(720, 576, { num: 64, den: 45 }, { rotation: 90, mirrored: false });
    expect(geometry).toMatchObject({
      squareWidth: 1024,
      squareHeight: 576,
      displayWidth: 576,
      displayHeight: 1024,
    });
  });

  it('never gives an empty picture, whatever the header says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer(), fc.integer(), (width, num, den) => {
        const { displayWidth, displayHeight } = displayGeometry(
          width,
          5,
          { num, den },
          { rotation: 0, mirrored: false },
        );
        expect(displayWidth).toBeGreaterThanOrEqual(1);
        expect(displayWidth).toBeLessThanOrEqual(width * 20);
        expect(displayHeight).toBe(5);
      }),
    );
  });
});
