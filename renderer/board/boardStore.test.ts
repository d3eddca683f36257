import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { createBoard, duplicateBoard, removeBoard, renameBoard } from './boardStore.ts';
import { boardItem } from './testing/boardRecords.ts';

describe('boardStore', () => {
  let database: AfterimageDatabase;
  beforeEach(() => {
    database = new AfterimageDatabase(`boards-${crypto.randomUUID()}`);
  });
  afterEach(async () => {
    await database.delete();
  });

  it('makes boards with titles of their own', async () => {
    await createBoard(database);
    await createBoard(database);
    await createBoard(database, '  왕가위 ');
    const titles = (await database.boards.toArray()).map((board) => board.title);
    expect(titles.sort()).toEqual(['Untitled board', 'Untitled board 2', '왕가위']);
  });

  it('renames, but not to nothing', async () => {
    const id = await createBoard(database, 'First');
    await renameBoard(database, id, '  Second ');
    expect((await database.boards.get(id))?.title).toBe('Second');
    await renameBoard(database, id, '   ');
    expect((await database.boards.get(id))?.title).toBe('Second');
  });

  it('duplicates a board with its items under new ids, and its view', async () => {
    const id = await createBoard(database, 'Night');
    const note = boardItem(id, 'note', { kind: 'note', text: 'rain' }, { x: 7, z: 3 });
    await database.boardItems.add(note);
    await database.boardCameras.put({ boardId: id, x: 1, y: 2, zoom: 0.5 });
    const copy = await duplicateBoard(database, id);
    expect(copy).not.toBeNull();
    if (copy === null) return;
    expect((await database.boards.get(copy))?.title).toBe('Night copy');
    const items = await database.boardItems.where('boardId').equals(copy).toArray();
    expect(items).toEqual([{ ...note, id: items[0]?.id, boardId: copy }]);
    expect(items[0]?.id).not.toBe(note.id);
    expect(await database.boardCameras.get(copy)).toEqual({ boardId: copy, x: 1, y: 2, zoom: 0.5 });
    expect(await database.boardItems.where('boardId').equals(id).count()).toBe(1);
  });

  it('removes a board whole and puts it back exactly', async () => {
    const id = await createBoard(database, 'Day');
    const other = await createBoard(database, 'Other');
    await database.boardItems.bulkAdd([
      boardItem(id, 'a', { kind: 'heading', text: 'Day' }),
      boardItem(other, 'b', { kind: 'heading', text: 'Other' }),
    ]);
    await database.boardCameras.put({ boardId: id, x: 0, y: 0, zoom: 1 });
    const before = [await database.boards.get(id), await database.boardItems.toArray()];
    const removed = await removeBoard(database, id);
    expect(await database.boards.get(id)).toBeUndefined();
    expect((await database.boardItems.toArray()).map((item) => item.id)).toEqual(['b']);
    expect(await database.boardCameras.count()).toBe(0);
    await removed.undo();
    expect([await database.boards.get(id), await database.boardItems.toArray()]).toEqual(before);
    expect(await database.boardCameras.count()).toBe(1);
  });
});
