import { useLiveQuery } from 'dexie-react-hooks';
import type { BoardId, FrameId } from '../../shared/domain/ids.ts';
import { openBoard } from '../app/navigation.ts';
import { addFramesToBoard } from '../board/addFramesToBoard.ts';
import { createBoard } from '../board/boardStore.ts';
import { database } from '../database/afterimageDatabase.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { showToast } from '../ui/toasts.ts';

/** Puts the selected frames on a new board or on one that is there. */
export function BoardMenu({ frameIds }: { frameIds: readonly FrameId[] }) {
  const boards = useLiveQuery(() => database.boards.toArray()) ?? [];
  const recent = [...boards].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, 12);
  return (
    <>
      {frameIds.length === 0 || recent.length === 0 ? null : (
        <MenuButton
          label="Add to board"
          entries={recent.map((board) => ({
            id: board.id,
            label: board.title,
            onAction: () => void addToBoard(board.id, board.title, frameIds),
          }))}
        />
      )}
      <Button isDisabled={frameIds.length === 0} onPress={() => void makeBoard(frameIds)}>
        Make board
      </Button>
    </>
  );
}

async function makeBoard(frameIds: readonly FrameId[]): Promise<void> {
  const boardId = await createBoard(database);
  await addFramesToBoard(database, boardId, frameIds);
  openBoard(boardId);
}

async function addToBoard(boardId: BoardId, title: string, frameIds: readonly FrameId[]): Promise<void> {
  const placed = await addFramesToBoard(database, boardId, frameIds);
  showToast(`${placed} ${placed === 1 ? 'frame' : 'frames'} added to “${title}”`, {
    action: { label: 'Open board', run: () => openBoard(boardId) },
  });
}
