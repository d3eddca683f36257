import type { Board } from '../../shared/domain/board.ts';
import { type BoardId, boardIdSchema, boardItemIdSchema } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { type RecordedChange, recordChange } from '../database/recordChange.ts';

const longestTitle = 300;

/**
 * Makes an empty board.
 * @param title without one it is "Untitled board", numbered when there is one already
 */
export async function createBoard(database: AfterimageDatabase, title?: string): Promise<BoardId> {
  return await database.transaction('rw', database.boards, async () => {
    const boards = await database.boards.toArray();
    const id = boardIdSchema.parse(crypto.randomUUID());
    const now = new Date().toISOString();
    const chosen = title?.trim() ?? '';
    await database.boards.add({
      id,
      title: (chosen === '' ? freeTitle('Untitled board', boards) : chosen).slice(0, longestTitle),
      createdAt: now,
      updatedAt: now,
      sample: false,
    });
    return id;
  });
}

/** Gives a board another title; an empty one is not taken. */
export async function renameBoard(
  database: AfterimageDatabase,
  boardId: BoardId,
  title: string,
): Promise<void> {
  const chosen = title.trim().slice(0, longestTitle);
  if (chosen === '') return;
  await database.boards.update(boardId, { title: chosen, updatedAt: new Date().toISOString() });
}

/** Copies a board with all its items and its view; null when it is not there. */
export async function duplicateBoard(
  database: AfterimageDatabase,
  boardId: BoardId,
): Promise<BoardId | null> {
  const { boards, boardItems, boardCameras } = database;
  return await database.transaction('rw', boards, boardItems, boardCameras, async () => {
    const board = await boards.get(boardId);
    if (board === undefined) return null;
    const id = boardIdSchema.parse(crypto.randomUUID());
    const now = new Date().toISOString();
    const title = freeTitle(`${board.title.slice(0, longestTitle - 20)} copy`, await boards.toArray());
    await boards.add({ ...board, id, title, createdAt: now, updatedAt: now, sample: false });
    const items = await boardItems.where('boardId').equals(boardId).toArray();
    await boardItems.bulkAdd(
      items.map((item) => ({ ...item, boardId: id, id: boardItemIdSchema.parse(crypto.randomUUID()) })),
    );
    const camera = await boardCameras.get(boardId);
    if (camera !== undefined) await boardCameras.put({ ...camera, boardId: id });
    return id;
  });
}

/** Removes a board with its items and its view. */
export function removeBoard(database: AfterimageDatabase, boardId: BoardId): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const itemIds = await database.boardItems.where('boardId').equals(boardId).primaryKeys();
    recorder.remove('boardItems', itemIds);
    recorder.remove('boardCameras', [boardId]);
    recorder.remove('boards', [boardId]);
  });
}

function freeTitle(wanted: string, boards: readonly Board[]): string {
  const taken = new Set(boards.map((board) => board.title));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
}
