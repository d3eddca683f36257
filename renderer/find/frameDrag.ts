import type { PointerEvent } from 'react';
import { create } from 'zustand';
import type { FrameId } from '../../shared/domain/ids.ts';
import { searchByLook, searchByPalette } from './findActions.ts';

/** What a frame dropped on the search field is searched by. */
export type DropChoice = 'palette' | 'look';

interface FrameDrag {
  /** Null while no frame is being dragged. */
  frameId: FrameId | null;
  /** Of the pointer, CSS px of the window. */
  x: number;
  y: number;
  over: DropChoice | null;
}

export const useFrameDrag = create<FrameDrag>(() => ({ frameId: null, x: 0, y: 0, over: null }));

/** How far the pointer moves before a press is a drag, CSS px. */
const startPx = 6;

/** Begins to drag a frame once the pointer has moved; the search field takes it. Escape lets it go. */
export function followFrameDrag(event: PointerEvent, frameId: FrameId | null): void {
  if (frameId === null || event.button !== 0 || event.pointerType === 'touch') return;
  const from = { x: event.clientX, y: event.clientY };
  const controller = new AbortController();
  const { signal } = controller;
  const end = (): void => {
    controller.abort();
    useFrameDrag.setState({ frameId: null, over: null });
  };
  const move = ({ clientX: x, clientY: y }: globalThis.PointerEvent): void => {
    const isDragging = useFrameDrag.getState().frameId !== null;
    if (!isDragging && Math.hypot(x - from.x, y - from.y) < startPx) return;
    useFrameDrag.setState({ frameId, x, y, over: choiceAt(x, y) });
  };
  const drop = ({ clientX: x, clientY: y }: globalThis.PointerEvent): void => {
    const isDragging = useFrameDrag.getState().frameId !== null;
    const choice = isDragging ? choiceAt(x, y) : null;
    end();
    if (choice === 'palette') searchByPalette(frameId);
    if (choice === 'look') searchByLook(frameId);
  };
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', drop, { signal });
  window.addEventListener('pointercancel', end, { signal });
  window.addEventListener('blur', end, { signal });
  window.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape' || useFrameDrag.getState().frameId === null) return;
      key.stopPropagation();
      end();
    },
    { signal, capture: true },
  );
}

function choiceAt(x: number, y: number): DropChoice | null {
  const zone = document.elementFromPoint(x, y)?.closest('[data-search-by]');
  const choice = zone?.getAttribute('data-search-by');
  return choice === 'palette' || choice === 'look' ? choice : null;
}
