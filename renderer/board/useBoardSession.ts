import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { BoardId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { type BoardContent, BoardSession, type BoardState } from './boardSession.ts';

/** The open board, for everything drawn inside it. */
export const BoardSessionContext = createContext<BoardSession | null>(null);

export function useBoardSession(): BoardSession {
  const session = useContext(BoardSessionContext);
  if (session === null) throw new Error('Not inside an open board');
  return session;
}

/** Opens a board for as long as the component is shown; give the component the board's id as its key. */
export function useOpenBoard(database: AfterimageDatabase, boardId: BoardId): BoardSession {
  const [session] = useState(() => new BoardSession(database, boardId));
  useEffect(() => {
    session.start();
    const leave = (): void => session.stop();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [session]);
  return session;
}

/** A part of the board's state; draws anew only when that part changes. */
export function useBoardState<T>(selector: (state: BoardState) => T): T {
  return useStore(useBoardSession().store, selector);
}

/** A part of the records that items show. */
export function useBoardContent<T>(selector: (content: BoardContent) => T): T {
  return useStore(useBoardSession().content, selector);
}

/** A value of the live fields (camera, gesture), read once a frame; must be a primitive. */
export function useLive<T extends string | number | boolean>(read: (session: BoardSession) => T): T {
  const session = useBoardSession();
  return useSyncExternalStore(
    (changed) => session.onFrame(changed),
    () => read(session),
  );
}
