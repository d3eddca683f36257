import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardId } from '../../shared/domain/ids.ts';
import { noteEdit, useLibraryHistory } from '../app/libraryHistory.ts';
import { useNavigation } from '../app/navigation.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { work } from '../database/testing/records.ts';
import { saveWork } from '../database/workEdits.ts';
import { addText } from './addText.ts';
import { BoardSession } from './boardSession.ts';
import { createBoard, removeBoard } from './boardStore.ts';
import { redoStep, undoStep } from './undoStep.ts';

// Frames of the window come with the display; here a task stands for one.
vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 0));
vi.stubGlobal('cancelAnimationFrame', (request: number) => clearTimeout(request));

describe('undo on a board', () => {
  let database: AfterimageDatabase;
  let boardId: BoardId;
  let session: BoardSession;
  const itemCount = async (): Promise<number> => {
    await session.saved();
    return await database.boardItems.where('boardId').equals(boardId).count();
  };

  beforeEach(async () => {
    useLibraryHistory.setState({ done: [], undone: [] });
    useNavigation.setState({ section: 'board' });
    database = new AfterimageDatabase(`undo-${crypto.randomUUID()}`);
    boardId = await createBoard(database);
    session = new BoardSession(database, boardId);
    session.view = { width: 1000, height: 800 };
    session.start();
    await vi.waitFor(() => expect(session.state.loaded).toBe(true));
    addText(session, 'note', { x: 0, y: 0 });
    await session.saved();
  });
  afterEach(async () => {
    session.stop();
    await database.delete();
  });

  it('brings back a board that was deleted after the last change here, then takes that change back', async () => {
    const other = await createBoard(database, 'Night');
    noteEdit('Deleted “Night”', await removeBoard(database, other));
    await undoStep(session);
    expect((await database.boards.get(other))?.title).toBe('Night');
    expect(await itemCount()).toBe(1);
    await undoStep(session);
    expect(await itemCount()).toBe(0);
    await redoStep(session);
    expect(await itemCount()).toBe(1);
    await redoStep(session);
    expect(await database.boards.get(other)).toBeUndefined();
  });

  it('leaves edits alone that were made in the library', async () => {
    useNavigation.setState({ section: 'library' });
    const added = work('added');
    noteEdit('Added', await saveWork(database, added));
    useNavigation.setState({ section: 'board' });
    await undoStep(session);
    expect(await itemCount()).toBe(0);
    await undoStep(session);
    expect(await database.works.get(added.id)).toEqual(added);
  });
});
