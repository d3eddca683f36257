import type { BoardDiff } from '../../shared/board/boardDiff.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';

/** Writes one change to a board, whole or not at all, and notes when the board was last changed. */
export async function saveBoardDiff(
  database: AfterimageDatabase,
  boardId: BoardId,
  diff: BoardDiff<BoardItem>,
): Promise<void> {
  await database.transaction('rw', database.boardItems, database.boards, async () => {
    await database.boardItems.bulkDelete(diff.removed.map((item) => item.id));
    await database.boardItems.bulkPut([...diff.added, ...diff.updated.map(([, to]) => to)]);
    await database.boards.update(boardId, { updatedAt: new Date().toISOString() });
  });
}
