import { type RefObject, useEffect } from 'react';
import { screenToBoard } from '../../shared/board/boardView.ts';
import type { BoardSession } from './boardSession.ts';
import { type BoardChoice, placeChoice } from './placeChoice.ts';

/** The choice that is being dragged onto the board. */
export const draggedChoice: { current: BoardChoice | null } = { current: null };

/** Lets choices of the picker be dropped on the board; every one can also be placed by pressing it. */
export function useDropChoice(session: BoardSession, ground: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ground.current;
    if (element === null) return undefined;
    const stopping = new AbortController();
    const { signal } = stopping;
    const over = (event: DragEvent): void => {
      if (draggedChoice.current !== null) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const choice = draggedChoice.current;
      if (choice === null) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const point = { x: event.clientX - box.left, y: event.clientY - box.top };
      void placeChoice(session, choice, screenToBoard(session.camera, session.view, point));
    };
    element.addEventListener('dragover', over, { signal });
    element.addEventListener('drop', drop, { signal });
    return () => stopping.abort();
  }, [session, ground]);
}
