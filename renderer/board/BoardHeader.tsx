import { ChevronDown, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Board } from '../../shared/domain/board.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { latestOnBoard, noteEdit, useLibraryHistory } from '../app/libraryHistory.ts';
import { openBoard, useNavigation } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import styles from './BoardHeader.module.css';
import { createBoard, duplicateBoard, removeBoard, renameBoard } from './boardStore.ts';
import { redoStep, undoStep } from './undoStep.ts';
import { useBoardSession, useBoardState } from './useBoardSession.ts';
import { ZoomMenu } from './ZoomMenu.tsx';

/** Title, switching between boards, and what can be done with the whole board. */
export function BoardHeader({
  board,
  boards,
  onLayOut,
  onExport,
}: {
  board: Board;
  boards: readonly Board[];
  onLayOut: () => void;
  onExport: () => void;
}) {
  const session = useBoardSession();
  const editToUndo = useLibraryHistory((state) => latestOnBoard('done', state));
  const editToRedo = useLibraryHistory((state) => latestOnBoard('undone', state));
  const boardUndoLabel = useBoardState((state) => state.undoLabel);
  const boardRedoLabel = useBoardState((state) => state.redoLabel);
  const undoAt = useBoardState((state) => state.undoAt);
  const redoAt = useBoardState((state) => state.redoAt);
  const undoLabel = editToUndo !== null && editToUndo.at > undoAt ? editToUndo.label : boardUndoLabel;
  const redoLabel = editToRedo !== null && editToRedo.at > redoAt ? editToRedo.label : boardRedoLabel;
  const title = useRef<HTMLInputElement>(null);
  return (
    <HeaderSlot>
      <h1 className="section-title">Board</h1>
      <BoardTitle key={`${board.id} ${board.title}`} board={board} field={title} />
      <MenuButton
        label="Boards"
        variant="quiet"
        entries={[
          ...boards.map((each) => ({
            id: each.id,
            label: each.title,
            ...(each.id === board.id ? { detail: 'open' } : {}),
            onAction: () => openBoard(each.id),
          })),
          {
            id: 'new',
            label: 'New board',
            startsGroup: true,
            onAction: () => void createBoard(database).then(openBoard),
          },
          { id: 'rename', label: 'Rename', onAction: () => setTimeout(() => title.current?.select(), 50) },
          { id: 'duplicate', label: 'Duplicate', onAction: () => void copyBoard(board.id) },
          { id: 'delete', label: 'Delete', onAction: () => void deleteBoard(board) },
        ]}
      >
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
      <span className={styles['space']} />
      <Button
        variant="quiet"
        aria-label={undoLabel === null ? 'Undo' : `Undo: ${undoLabel}`}
        isDisabled={undoLabel === null}
        onPress={() => void undoStep(session)}
      >
        <Undo2 size={14} aria-hidden />
      </Button>
      <Button
        variant="quiet"
        aria-label={redoLabel === null ? 'Redo' : `Redo: ${redoLabel}`}
        isDisabled={redoLabel === null}
        onPress={() => void redoStep(session)}
      >
        <Redo2 size={14} aria-hidden />
      </Button>
      <ZoomMenu />
      <Button onPress={onLayOut}>Lay out homages</Button>
      <Button variant="primary" onPress={onExport}>
        Export PDF…
      </Button>
    </HeaderSlot>
  );
}

/** The board's title, written in place. */
function BoardTitle({ board, field }: { board: Board; field: React.RefObject<HTMLInputElement | null> }) {
  const [text, setText] = useState(board.title);
  const save = (): void => {
    if (text.trim() === '') setText(board.title);
    else if (text.trim() !== board.title) void renameBoard(database, board.id, text);
  };
  useEffect(() => {
    document.title = `${board.title} – Afterimage`;
    return () => {
      document.title = 'Afterimage';
    };
  }, [board.title]);
  return (
    <input
      ref={field}
      className={styles['title']}
      aria-label="Board title"
      title={text}
      maxLength={300}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') setText(board.title);
        if (event.key === 'Enter' || event.key === 'Escape') {
          const input = event.currentTarget;
          // After React has taken the text back, so that leaving the field does not save it.
          setTimeout(() => input.blur(), 0);
        }
      }}
    />
  );
}

async function copyBoard(boardId: BoardId): Promise<void> {
  const copy = await duplicateBoard(database, boardId);
  if (copy !== null) openBoard(copy);
}

async function deleteBoard({ id, title }: Board): Promise<void> {
  const change = await removeBoard(database, id);
  useNavigation.setState({ boardId: null });
  noteEdit(`Deleted “${title}”`, change, { onUndone: () => useNavigation.setState({ boardId: id }) });
}
