import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { Board } from '../../shared/domain/board.ts';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { redoLibraryEdit, undoLibraryEdit } from '../app/libraryHistory.ts';
import { openBoard, useNavigation } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './BoardSection.module.css';
import { createBoard } from './boardStore.ts';
import { layOutHomages } from './layOutBoard.ts';
import { OpenBoard } from './OpenBoard.tsx';

const lastBoardKey = 'lastBoardId';

/** Boards: the one that was open last, or how to make the first. */
export function BoardSection() {
  const wanted = useNavigation((state) => state.boardId);
  const stored = useLiveQuery(async () => ({
    boards: await database.boards.toArray(),
    lastBoardId: (await database.settings.get(lastBoardKey))?.value,
  }));
  const boards = [...(stored?.boards ?? [])].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const open =
    boards.find((board) => board.id === wanted) ??
    boards.find((board) => board.id === stored?.lastBoardId) ??
    boards[0];
  const openId = open?.id;
  useEffect(() => {
    if (openId !== undefined) void database.settings.put({ key: lastBoardKey, value: openId });
  }, [openId]);

  if (stored === undefined) return null;
  if (open === undefined) return <NoBoard />;
  return <OpenBoard key={open.id} board={open} boards={byTitle(boards)} />;
}

function byTitle(boards: readonly Board[]): Board[] {
  return [...boards].sort((a, b) => a.title.localeCompare(b.title) || a.id.localeCompare(b.id));
}

function NoBoard() {
  const linkCount = useLiveQuery(() => database.links.count()) ?? 0;
  const [busy, setBusy] = useState(false);
  // The board that was deleted last may be wanted back.
  useEffect(
    () =>
      window.afterimage.onMenuCommand((command) => {
        if (command === 'undo') void undoLibraryEdit();
        if (command === 'redo') void redoLibraryEdit();
      }),
    [],
  );
  const make = async (layOut: boolean): Promise<void> => {
    setBusy(true);
    try {
      const boardId = await createBoard(database, layOut ? 'Homages' : undefined);
      if (layOut) await layOutHomages(database, boardId);
      openBoard(boardId);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles['none']}>
      <HeaderSlot>
        <h1 className="section-title">Board</h1>
      </HeaderSlot>
      <EmptyState
        title="No board yet"
        actions={
          <>
            <Button isDisabled={busy} onPress={() => void make(false)}>
              New board
            </Button>
            <Button isDisabled={busy || linkCount === 0} onPress={() => void make(true)}>
              Lay out all homages
            </Button>
          </>
        }
      >
        A board is an endless ground for frames, palettes, notes and homage links. Begin with an empty one, or
        have every homage link of the library laid out: the music video on the left, its films on the right.
      </EmptyState>
    </div>
  );
}
