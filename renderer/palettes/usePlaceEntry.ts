import { useLiveQuery } from 'dexie-react-hooks';
import { useContext } from 'react';
import type { Swatch } from '../../shared/domain/frame.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import { openBoard } from '../app/navigation.ts';
import { createBoard } from '../board/boardStore.ts';
import { addSwatchesToBoard, placeSwatches } from '../board/placeSwatches.ts';
import { BoardSessionContext } from '../board/useBoardSession.ts';
import { database } from '../database/afterimageDatabase.ts';
import type { MenuEntry } from '../ui/MenuEntries.tsx';
import { showToast } from '../ui/toasts.ts';

const mostBoards = 12;

/** The menu entry that puts a palette on a board: on the open one, elsewhere on one of the boards or a new one. */
export function usePlaceEntry(palette: readonly Swatch[], title: string): MenuEntry {
  const session = useContext(BoardSessionContext);
  const boards = useLiveQuery(() => database.boards.toArray()) ?? [];
  if (session !== null) {
    return {
      id: 'place',
      label: 'Place on this board',
      onAction: () => {
        placeSwatches(session, title, palette);
        session.announce('Palette placed on the board');
      },
    };
  }
  const recent = boards.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, mostBoards);
  return {
    id: 'place',
    label: 'Place on board',
    entries: [
      ...recent.map((board) => ({
        id: board.id,
        label: board.title,
        onAction: () => void addTo(board.id, board.title, palette, title),
      })),
      { id: 'new', label: 'New board', startsGroup: true, onAction: () => void addToNew(palette, title) },
    ],
  };
}

async function addTo(
  boardId: BoardId,
  boardTitle: string,
  palette: readonly Swatch[],
  title: string,
): Promise<void> {
  await addSwatchesToBoard(database, boardId, title, palette);
  showToast(`Palette added to “${boardTitle}”`, {
    action: { label: 'Open board', run: () => openBoard(boardId) },
  });
}

async function addToNew(palette: readonly Swatch[], title: string): Promise<void> {
  const boardId = await createBoard(database);
  await addSwatchesToBoard(database, boardId, title, palette);
  openBoard(boardId);
}
