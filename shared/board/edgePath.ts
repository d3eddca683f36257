/** An upright rectangle in board units. */
export interface BoardRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BoardPoint {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve in board units with the point its label sits on (t = .5). */
export interface EdgePath {
  readonly start: BoardPoint;
  readonly control1: BoardPoint;
  readonly control2: BoardPoint;
  readonly end: BoardPoint;
  readonly labelAt: BoardPoint;
}

/**
 * The curve of a homage link between two items: it leaves the facing sides at their middles and bends half
 * way, horizontally when the items stand beside each other, vertically when they stand above each other.
 */
export function edgePath(from: BoardRect, to: BoardRect): EdgePath {
  const gapX = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width));
  const gapY = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height));
  const horizontal = gapX >= 0 || gapX >= gapY;
  const forward = horizontal ? to.x >= from.x : to.y >= from.y;
  const start = sideMiddle(from, horizontal, forward);
  const end = sideMiddle(to, horizontal, !forward);
  const control1 = horizontal
    ? { x: (start.x + end.x) / 2, y: start.y }
    : { x: start.x, y: (start.y + end.y) / 2 };
  const control2 = horizontal
    ? { x: (start.x + end.x) / 2, y: end.y }
    : { x: end.x, y: (start.y + end.y) / 2 };
  return { start, control1, control2, end, labelAt: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
}

function sideMiddle(rect: BoardRect, horizontal: boolean, far: boolean): BoardPoint {
  return horizontal
    ? { x: far ? rect.x + rect.width : rect.x, y: rect.y + rect.height / 2 }
    : { x: rect.x + rect.width / 2, y: far ? rect.y + rect.height : rect.y };
}
