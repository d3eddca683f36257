import { boundsOf } from './boundsOf.ts';
import type { BoardRect } from './edgePath.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/**
 * Aligns items to a side or the middle of the rectangle around all of them.
 * @returns the items in the same order, moved
 */
export function alignItems<T extends BoardRect>(items: readonly T[], alignment: Alignment): T[] {
  const bounds = boundsOf(items);
  if (bounds === null) return [];
  return items.map((item) => ({ ...item, ...alignedCorner[alignment](item, bounds) }));
}

const alignedCorner: Record<Alignment, (item: BoardRect, bounds: BoardRect) => Partial<BoardRect>> = {
  left: (_item, bounds) => ({ x: bounds.x }),
  centre: (item, bounds) => ({ x: bounds.x + (bounds.width - item.width) / 2 }),
  right: (item, bounds) => ({ x: bounds.x + bounds.width - item.width }),
  top: (_item, bounds) => ({ y: bounds.y }),
  middle: (item, bounds) => ({ y: bounds.y + (bounds.height - item.height) / 2 }),
  bottom: (item, bounds) => ({ y: bounds.y + bounds.height - item.height }),
};
