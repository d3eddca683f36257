import { useEffect } from 'react';
import { isTyping } from './attachPointer.ts';
import { canPaste } from './boardClipboard.ts';
import type { BoardSession } from './boardSession.ts';
import { type BoardCommand, boardShortcut } from './boardShortcut.ts';
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
  'paste',
  'select-all',
  'copy',
  'cut',
  'duplicate',
]);

/** The board's keys. Those that change what is selected work only while the focus is on the board or nowhere. */
export function useBoardKeys(session: BoardSession): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || isInLayer(event.target)) return;
      const command = boardShortcut(event);
      if (command === null || (command.name === 'paste' && !canPaste())) return;
      if (!everywhere.has(command.name) && !isOnBoard(event.target)) return;
      if (runBoardCommand(session, command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session]);
}

function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"],[role="menu"]') !== null;
}

function isOnBoard(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('[data-board]') !== null);
}
