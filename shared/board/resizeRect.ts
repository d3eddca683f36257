import type { BoardPoint, BoardRect } from './edgePath.ts';

/** The eight handles, by compass. */
export type ResizeHandle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';

export interface ResizeRule {
  /** Keeps the shape (pictures). */
  readonly keepAspect: boolean;
  readonly minWidth: number;
  readonly minHeight: number;
}

/**
 * Drags a handle by `delta` board units; the opposite side stays. With a kept shape, a corner follows the
 * larger of both movements and a side grows the other direction evenly about its middle.
 */
export function resizeRect(
  rect: BoardRect,
  handle: ResizeHandle,
  delta: BoardPoint,
  rule: ResizeRule,
): BoardRect {
  const moveX = handle.includes('e') ? 1 : handle.includes('w') ? -1 : 0;
  const moveY = handle.includes('s') ? 1 : handle.includes('n') ? -1 : 0;
  let width = Math.max(rule.minWidth, rect.width + moveX * delta.x);
  let height = Math.max(rule.minHeight, rect.height + moveY * delta.y);
  if (rule.keepAspect) {
    const scaleX = width / rect.width;
    const scaleY = height / rect.height;
    const wanted = moveX === 0 ? scaleY : moveY === 0 ? scaleX : Math.max(scaleX, scaleY);
    const scale = Math.max(wanted, rule.minWidth / rect.width, rule.minHeight / rect.height);
    width = rect.width * scale;
    height = rect.height * scale;
  }
  return {
    x: fixedStart(rect.x, rect.width, width, moveX),
    y: fixedStart(rect.y, rect.height, height, moveY),
    width,
    height,
  };
}

/** Where the side begins so that the far side (or, for 0, the middle) stays. */
function fixedStart(start: number, was: number, is: number, move: number): number {
  if (move === 1) return start;
  return move === -1 ? start + was - is : start + (was - is) / 2;
}

/** Scales items inside one selection as its rectangle goes from `from` to `to`. */
export function scaleWithin<T extends BoardRect>(item: T, from: BoardRect, to: BoardRect): T {
  const scaleX = to.width / from.width;
  const scaleY = to.height / from.height;
  return {
    ...item,
    x: to.x + (item.x - from.x) * scaleX,
    y: to.y + (item.y - from.y) * scaleY,
    width: item.width * scaleX,
    height: item.height * scaleY,
  };
}
