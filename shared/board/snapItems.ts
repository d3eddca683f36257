import type { BoardRect } from './edgePath.ts';

/** A line that shows what was snapped to: vertical at x from..to along y, or horizontal at y. */
export interface SnapGuide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snap {
  /** What to add to the moving rectangle's place. */
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly SnapGuide[];
}

/**
 * Finds the small correction that brings an edge or the centre of a moving rectangle onto an edge or centre
 * of a standing one, for each axis on its own. The nearest wins; beyond `tolerance` nothing snaps.
 * @param tolerance board units
 */
export function snapItems(moving: BoardRect, standing: readonly BoardRect[], tolerance: number): Snap {
  const x = snapAxis(moving, standing, tolerance, 'x');
  const y = snapAxis(moving, standing, tolerance, 'y');
  const moved = { ...moving, x: moving.x + (x?.shift ?? 0), y: moving.y + (y?.shift ?? 0) };
  const guides = [x, y].flatMap((found): SnapGuide[] => {
    if (found === null) return [];
    const [across, span] = found.axis === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const);
    return [
      {
        axis: found.axis,
        at: found.at,
        from: Math.min(moved[across], found.other[across]),
        to: Math.max(moved[across] + moved[span], found.other[across] + found.other[span]),
      },
    ];
  });
  return { dx: x?.shift ?? 0, dy: y?.shift ?? 0, guides };
}

interface AxisSnap {
  axis: 'x' | 'y';
  shift: number;
  at: number;
  other: BoardRect;
}

function snapAxis(
  moving: BoardRect,
  standing: readonly BoardRect[],
  tolerance: number,
  axis: 'x' | 'y',
): AxisSnap | null {
  const size = axis === 'x' ? 'width' : 'height';
  let best: AxisSnap | null = null;
  for (const other of standing) {
    for (const [own, its] of snapPairs) {
      const at = other[axis] + other[size] * its;
      const shift = at - (moving[axis] + moving[size] * own);
      if (Math.abs(shift) <= tolerance && (best === null || Math.abs(shift) < Math.abs(best.shift))) {
        best = { axis, shift, at, other };
      }
    }
  }
  return best;
}

/** Own and the other's place, as a share of the size: edges to edges, centres to centres. */
const snapPairs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [0.5, 0.5],
] as const;
