import type { BoardRect } from '../../shared/board/edgePath.ts';
import type { BoardItem, BoardItemContent } from '../../shared/domain/board.ts';
import { type BoardId, boardItemIdSchema } from '../../shared/domain/ids.ts';

/** A new item with an id of its own. */
export function newItem(boardId: BoardId, content: BoardItemContent, rect: BoardRect, z: number): BoardItem {
  const { x, y, width, height } = rect;
  const id = boardItemIdSchema.parse(crypto.randomUUID());
  return { id, boardId, x, y, width, height, rotation: 0, z, content };
}

/** The `z` that lies above all of them. */
export function topZ(items: Iterable<Pick<BoardItem, 'z'>>): number {
  let top = 0;
  for (const { z } of items) top = Math.max(top, z);
  return top + 1;
}
