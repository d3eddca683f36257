import type { BoardRect } from './edgePath.ts';

/** The smallest rectangle around all of them, or null of none. */
export function boundsOf(rects: Iterable<BoardRect>): BoardRect | null {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const rect of rects) {
    left = Math.min(left, rect.x);
    top = Math.min(top, rect.y);
    right = Math.max(right, rect.x + rect.width);
    bottom = Math.max(bottom, rect.y + rect.height);
  }
  return right >= left ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/** True where two rectangles share an area (touching sides do not count). */
export function rectsOverlap(a: BoardRect, b: BoardRect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The same rectangle, larger by `margin` on every side. */
export function growRect(rect: BoardRect, margin: number): BoardRect {
  return {
    x: rect.x - margin,
    y: rect.y - margin,
    width: rect.width + 2 * margin,
    height: rect.height + 2 * margin,
  };
}
