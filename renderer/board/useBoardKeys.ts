import { useEffect } from 'react';
import type { BoardSession } from './boardSession.ts';
import { type BoardCommand, boardShortcut } from './boardShortcut.ts';
import { meansBoard } from './meansBoard.ts';
import { runBoardCommand } from './runBoardCommand.ts';

/** Commands that work wherever the focus is, as long as nobody is typing or in a menu or dialog. */
const everywhere: ReadonlySet<BoardCommand['name']> = new Set([
  'undo',
  'redo',
  'fit',
  'fit-selection',
  'zoom-in',
  'zoom-out',
  'zoom-100',
  'select-all',
  'duplicate',
]);

/** The board's keys. Those that change what is selected work only while the focus is on the board or nowhere. */
export function useBoardKeys(session: BoardSession): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !meansBoard(event.target)) return;
      const command = boardShortcut(event);
      if (command === null) return;
      if (!everywhere.has(command.name) && !isOnBoard(event.target)) return;
      if (runBoardCommand(session, command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session]);
}

function isOnBoard(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('[data-board]') !== null);
}
