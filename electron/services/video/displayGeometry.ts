import type { Rational } from '../../../shared/domain/frame.ts';

/** How the coded picture must be turned to stand upright, after an optional mirroring. */
export interface Orientation {
  /** Clockwise degrees. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Mirror left-right before turning. */
  readonly mirrored: boolean;
}

/** Coded pixels at the edges that are not part of the picture (clean aperture of mov and mp4, crop of Matroska). */
export interface Cropping {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const uncropped: Cropping = { top: 0, bottom: 0, left: 0, right: 0 };

/**
 * Reads FFmpeg's frame cropping: four 32-bit integers, little-endian, top, bottom, left, right. One that would leave
 * less than half of a side is nonsense and read as none.
 */
export function readCropping(cropping: Buffer | null, width: number, height: number): Cropping {
  if (cropping === null || cropping.length < 16) return uncropped;
  const [top = 0, bottom = 0, left = 0, right = 0] = [0, 4, 8, 12].map((at) => cropping.readUInt32LE(at));
  return (left + right) * 2 > width || (top + bottom) * 2 > height ? uncropped : { top, bottom, left, right };
}

/** The size a picture is shown at, and how it gets there from its coded pixels. */
export interface DisplayGeometry extends Orientation {
  /** Coded size with pixels made square, before turning. */
  readonly squareWidth: number;
  readonly squareHeight: number;
  readonly displayWidth: number;
  readonly displayHeight: number;
}

export const upright: Orientation = { rotation: 0, mirrored: false };

/**
 * Reads FFmpeg's display matrix: nine 32-bit integers, rows {a b u; c d v; x y w}, a-d in 16.16 fixed point,
 * mapping (p, q) to (a p + c q, b p + d q) with y down, so {0 1; -1 0} turns the picture 90 degrees clockwise.
 * Angles off the quarter turns go to the nearest one.
 */
export function readDisplayMatrix(matrix: Buffer | null): Orientation {
  if (matrix === null || matrix.length < 36) return upright;
  const at = (index: number): number => matrix.readInt32LE(index * 4) / 65536;
  const [a, b, c, d] = [at(0), at(1), at(3), at(4)];
  const determinant = a * d - b * c;
  if (determinant === 0) return upright;
  const mirrored = determinant < 0;
  // Undo the mirroring (of x) first: what is left of the first column is the turn.
  const degrees = (Math.atan2(mirrored ? -b : b, mirrored ? -a : a) * 180) / Math.PI;
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return { rotation: ([0, 90, 180, 270] as const)[quarter] ?? 0, mirrored };
}

/**
 * Works out the display size. Width is scaled by the pixel aspect and height kept, as players do.
 * @param pixelAspect width to height of one pixel; 0 or absurd (beyond 1:20) counts as square
 */
export function displayGeometry(
  width: number,
  height: number,
  pixelAspect: Rational,
  orientation: Orientation,
): DisplayGeometry {
  const aspect = sanePixelAspect(pixelAspect);
  const squareWidth = Math.max(1, Math.round((width * aspect.num) / aspect.den));
  const turned = orientation.rotation === 90 || orientation.rotation === 270;
  return {
    ...orientation,
    squareWidth,
    squareHeight: height,
    displayWidth: turned ? height : squareWidth,
    displayHeight: turned ? squareWidth : height,
  };
}

/** The pixel aspect with nonsense read as square. */
export function sanePixelAspect({ num, den }: Rational): Rational {
  const ratio = num / den;
  return num > 0 && den > 0 && ratio >= 0.05 && ratio <= 20 ? { num, den } : { num: 1, den: 1 };
}
