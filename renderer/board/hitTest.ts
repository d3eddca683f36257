import { rectsOverlap } from '../../shared/board/boundsOf.ts';
import type { BoardPoint, BoardRect } from '../../shared/board/edgePath.ts';
import { frameStripSpace } from '../../shared/board/itemSize.ts';
import type { BoardItem } from '../../shared/domain/board.ts';

/** The nearest placed item under a board point, palette strips included. */
export function itemAt(items: Iterable<BoardItem>, point: BoardPoint): BoardItem | null {
  let found: BoardItem | null = null;
  for (const item of items) {
    if (item.content.kind === 'link') continue;
    const { x, y, width, height } = drawnRect(item);
    const inside = point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
    if (inside && (found === null || item.z >= found.z)) found = item;
  }
  return found;
}

/** Placed items that a rectangle touches. */
export function itemsWithin(items: Iterable<BoardItem>, rect: BoardRect): BoardItem[] {
  return [...items].filter((item) => item.content.kind !== 'link' && rectsOverlap(item, rect));
}

/** What an item takes up on the board: its rectangle, and below a frame its palette strip. */
export function drawnRect(item: BoardItem): BoardRect {
  return item.content.kind === 'frame' ? { ...item, height: item.height + frameStripSpace } : item;
}
