import type { BoardPoint } from '../../shared/board/edgePath.ts';
import type { BoardSize } from '../../shared/board/itemSize.ts';

/** CSS px from an edge of the view in which a drag pulls the board along. */
const zonePx = 32;
const pxPerSec = 700;
/** Outside the view it grows no further than this many times. */
const fastest = 2;

/**
 * How fast a drag near the view's edge pulls the view along, the faster the further out. A drag that began inside
 * the zone pulls only once it goes further out than it began.
 * @param point where the pointer is, CSS px in the view
 * @param start where the drag began
 * @returns CSS px a second; positive looks further right and down
 */
export function edgePan(point: BoardPoint, start: BoardPoint, view: BoardSize): BoardPoint {
  return {
    x: speed(view.width - point.x, view.width - start.x) - speed(point.x, start.x),
    y: speed(view.height - point.y, view.height - start.y) - speed(point.y, start.y),
  };
}

/** @param away px from one edge, negative outside */
function speed(away: number, awayAtStart: number): number {
  const zone = Math.max(1, Math.min(zonePx, awayAtStart));
  return Math.min(fastest, Math.max(0, (zone - away) / zonePx)) * pxPerSec;
}
