import { useEffect } from 'react';
import { type CopiedItems, copySelected, cutSelected, isCopied, paste } from './boardClipboard.ts';
import type { BoardSession } from './boardSession.ts';
import { meansBoard } from './meansBoard.ts';

/** Says on the system's clipboard which copy of board items lies there. */
const boardItemsType = 'application/x-afterimage-board-items';

/**
 * Copy, cut and paste of board items through the system's clipboard: whatever was copied last, here or elsewhere, is
 * what is pasted. Files on the clipboard are left to the import.
 */
export function useBoardClipboard(session: BoardSession): void {
  useEffect(() => {
    const stopping = new AbortController();
    const listen = (type: 'copy' | 'cut' | 'paste', take: (event: ClipboardEvent) => boolean): void => {
      const listener = (event: ClipboardEvent): void => {
        if (event.defaultPrevented || !meansBoard(event.target)) return;
        if (take(event)) event.preventDefault();
      };
      window.addEventListener(type, listener, { signal: stopping.signal });
    };
    const hand = (event: ClipboardEvent, copied: CopiedItems | null): boolean => {
      if (copied === null || event.clipboardData === null) return false;
      event.clipboardData.setData(boardItemsType, copied.mark);
      event.clipboardData.setData('text/plain', copied.text);
      return true;
    };
    listen('copy', (event) => !isTextMeant() && hand(event, copySelected(session)));
    listen('cut', (event) => !isTextMeant() && hand(event, cutSelected(session)));
    listen('paste', ({ clipboardData }) => {
      if (clipboardData === null || clipboardData.files.length > 0) return false;
      if (!isCopied(clipboardData.getData(boardItemsType))) return false;
      paste(session);
      return true;
    });
    return () => stopping.abort();
  }, [session]);
}

/** True where words are selected beside the board, such as a colour's hex. */
function isTextMeant(): boolean {
  const isOnBoard = document.activeElement?.closest('[data-board]') != null;
  return !isOnBoard && document.getSelection()?.isCollapsed === false;
}
