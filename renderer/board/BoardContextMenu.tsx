import { type RefObject, useEffect, useState } from 'react';
import { screenToBoard } from '../../shared/board/boardView.ts';
import type { BoardPoint } from '../../shared/board/edgePath.ts';
import { ContextMenu, type ContextMenuCall } from '../ui/ContextMenu.tsx';
import { isForeign, itemUnder } from './attachPointer.ts';
import { type BoardMenuTools, groundEntries, selectionEntries } from './boardMenuEntries.ts';
import type { BoardSession } from './boardSession.ts';
import { endWriting } from './boardWriting.ts';
import { useBoardSession } from './useBoardSession.ts';

/** The board's menu: by right click where the pointer is, by Shift+F10 or the menu key at the focused item. */
export function BoardContextMenu({
  ground,
  ...tools
}: BoardMenuTools & { ground: RefObject<HTMLElement | null> }) {
  const session = useBoardSession();
  const [call, setCall] = useState<ContextMenuCall | null>(null);
  const { onAdd, onLayOut, onExport } = tools;

  useEffect(() => {
    const element = ground.current;
    if (element === null) return undefined;
    const open = (event: MouseEvent): void => {
      if (isForeign(event.target)) return;
      event.preventDefault();
      endWriting(session);
      // The keyboard's call comes without a pointer's button.
      const point = event.button === 2 || event.ctrlKey ? pointIn(element, event) : focusedPoint(session);
      const hit = selectUnder(session, event, point);
      const at = screenToBoard(session.camera, session.view, point);
      setCall({
        ...point,
        entries: hit ? selectionEntries(session) : groundEntries(session, at, { onAdd, onLayOut, onExport }),
      });
    };
    element.addEventListener('contextmenu', open);
    return () => element.removeEventListener('contextmenu', open);
  });

  return <ContextMenu label="Board" call={call} onClose={() => setCall(null)} />;
}

function pointIn(element: HTMLElement, event: MouseEvent): BoardPoint {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** The middle of the focused item as far as it is in view, else of the view. */
function focusedPoint({ view, elements, state }: BoardSession): BoardPoint {
  const element = state.focusId === null ? undefined : elements.get(state.focusId);
  const ground = element?.closest('[data-board]')?.getBoundingClientRect();
  if (element === undefined || ground === undefined) return { x: view.width / 2, y: view.height / 2 };
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    x: Math.max(0, Math.min(view.width, left + width / 2 - ground.left)),
    y: Math.max(0, Math.min(view.height, top + height / 2 - ground.top)),
  };
}

/** Selects what the menu is called on, unless it is selected; nothing on the empty ground. */
function selectUnder(session: BoardSession, event: MouseEvent, point: BoardPoint): boolean {
  const { selection, focusId, items } = session.state;
  const byKeyboard = event.button !== 2 && !event.ctrlKey;
  const focused = focusId === null ? null : (items.get(focusId) ?? null);
  const hasFocus = event.target instanceof Element && event.target.closest('[data-item-id]') !== null;
  const item = byKeyboard ? (hasFocus ? focused : null) : itemUnder(session, event.target, point);
  if (item === null) {
    if (!byKeyboard) session.select([]);
    return false;
  }
  if (!selection.has(item.id)) session.select([item.id], item.id);
  session.elements.get(item.id)?.focus({ preventScroll: true });
  return true;
}
