import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Board } from '../../shared/domain/board.ts';
import { useNavigation } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { ExportPdfDialog } from '../export/ExportPdfDialog.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { isLayerOpen } from '../ui/isLayerOpen.ts';
import { showToast } from '../ui/toasts.ts';
import { AddPanel } from './AddPanel.tsx';
import { BoardContextMenu } from './BoardContextMenu.tsx';
import { BoardHeader } from './BoardHeader.tsx';
import { BoardInspector } from './BoardInspector.tsx';
import styles from './BoardSection.module.css';
import { BoardToolbar } from './BoardToolbar.tsx';
import { BoardViewport } from './BoardViewport.tsx';
import { fitItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { endWriting } from './boardWriting.ts';
import { layOutHomages } from './layOutBoard.ts';
import { Minimap } from './Minimap.tsx';
import { meansBoard } from './meansBoard.ts';
import { redoStep, undoStep } from './undoStep.ts';
import { useBoardClipboard } from './useBoardClipboard.ts';
import { useBoardKeys } from './useBoardKeys.ts';
import { BoardSessionContext, useOpenBoard } from './useBoardSession.ts';
import { useDrawNewLink } from './useDrawNewLink.ts';
import { useDropChoice } from './useDropChoice.ts';
import { useLoadContent } from './useLoadContent.ts';

/** One board with its tools and inspector. */
export function OpenBoard({ board, boards }: { board: Board; boards: readonly Board[] }) {
  const session = useOpenBoard(database, board.id);
  const [isAdding, setAdding] = useState(false);
  const closeAdding = useCallback(() => setAdding(false), []);
  const [isExporting, setExporting] = useState(false);
  const isEmpty = useStore(session.store, (state) => state.loaded && state.items.size === 0);
  useLoadContent(session);
  useBoardKeys(session);
  useBoardClipboard(session);
  useDrawNewLink(session);
  const ground = useRef<HTMLDivElement>(null);
  useDropChoice(session, ground);

  const exportPdf = (): void => {
    // The printed board is read from the database: what was written and done last must be there.
    endWriting(session);
    void session.saved().then(() => setExporting(true));
  };
  useMenu(session, exportPdf);
  return (
    <BoardSessionContext value={session}>
      <BoardHeader board={board} boards={boards} onLayOut={() => void layOut(session)} onExport={exportPdf} />
      <div className={styles['board']}>
        <div ref={ground} className={styles['ground']}>
          <BoardViewport />
          {isEmpty ? (
            <EmptyBoard onAdd={() => setAdding(true)} onLayOut={() => void layOut(session)} />
          ) : null}
          {isAdding ? <AddPanel onClose={closeAdding} /> : null}
          <Minimap />
          <BoardContextMenu
            ground={ground}
            onAdd={() => setAdding(true)}
            onLayOut={() => void layOut(session)}
            onExport={exportPdf}
          />
          <BoardToolbar isAdding={isAdding} onAdd={() => setAdding(!isAdding)} />
        </div>
        <BoardInspector board={board} />
      </div>
      <ExportPdfDialog boardId={board.id} isOpen={isExporting} onClose={() => setExporting(false)} />
    </BoardSessionContext>
  );
}

function EmptyBoard({ onAdd, onLayOut }: { onAdd: () => void; onLayOut: () => void }) {
  return (
    <div className={styles['hint']}>
      <EmptyState
        title="An empty board"
        actions={
          <>
            <Button onPress={onAdd}>Add from the library…</Button>
            <Button onPress={onLayOut}>Lay out all homages</Button>
          </>
        }
      >
        Add frames, works, palettes and links from the library, write notes and headings, or lay out every
        homage link at once.
      </EmptyState>
    </div>
  );
}

/** Lays out every link of the library on the board and shows the whole of it. */
async function layOut(session: BoardSession): Promise<void> {
  await session.saved();
  const count = await layOutHomages(session.database, session.boardId);
  await session.reload();
  if (count === 0) {
    showToast('There are no homage links yet. Select two frames and link them first.');
    return;
  }
  fitItems(session);
  session.announce(`${count} homage links laid out`);
}

/** The application menu's Undo, Redo and Export while the board is open. */
function useMenu(session: BoardSession, onExport: () => void): void {
  useEffect(() =>
    window.afterimage.onMenuCommand((command) => {
      if (useNavigation.getState().section !== 'board') return;
      if (command === 'exportPdf' && !isLayerOpen()) onExport();
      // In a text field the menu means the text; over a dialog it does not mean what is behind.
      if (!meansBoard(document.activeElement)) return;
      if (command === 'undo') void undoStep(session);
      if (command === 'redo') void redoStep(session);
    }),
  );
}
