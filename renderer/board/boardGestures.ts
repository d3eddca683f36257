import { panBy, screenToBoard, visibleRect } from '../../shared/board/boardView.ts';
import { boundsOf } from '../../shared/board/boundsOf.ts';
import type { BoardPoint, BoardRect } from '../../shared/board/edgePath.ts';
import { type ResizeHandle, resizeRect, scaleWithin } from '../../shared/board/resizeRect.ts';
import { snapItems } from '../../shared/board/snapItems.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardItemId } from '../../shared/domain/ids.ts';
import { commitUpdates, countItems, isPlaced, selectedItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { itemsWithin } from './hitTest.ts';

/** A pointer held down: told of every movement, then ended or given up. */
export interface Gesture {
  /** @param point CSS px in the view */
  move(point: BoardPoint, keys: { shift: boolean; free: boolean }): void;
  end(): void;
  cancel(): void;
}

const snapPx = 6;
const smallest = 24;

/** Moves the view with the hand. */
export function panGesture(session: BoardSession, start: BoardPoint): Gesture {
  const before = session.camera;
  return {
    move: (point) => session.setCamera(panBy(before, point.x - start.x, point.y - start.y)),
    end: () => undefined,
    cancel: () => session.setCamera(before),
  };
}

/** Draws a rectangle and selects what it touches. */
export function marqueeGesture(session: BoardSession, start: BoardPoint, keep: boolean): Gesture {
  const before = session.state.selection;
  const from = screenToBoard(session.camera, session.view, start);
  const stop = (): void => {
    session.marquee = null;
    session.invalidate();
  };
  return {
    move: (point) => {
      const to = screenToBoard(session.camera, session.view, point);
      session.marquee = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      };
      const inside = itemsWithin(session.state.items.values(), session.marquee).map((item) => item.id);
      const selection = new Set(keep ? [...before, ...inside] : inside);
      const now = session.state.selection;
      if (selection.size !== now.size || [...selection].some((id) => !now.has(id))) session.select(selection);
      session.invalidate();
    },
    end: () => {
      stop();
      const count = session.state.selection.size;
      if (count > 0) session.announce(`${countItems(count)} selected`);
    },
    cancel: () => {
      stop();
      session.select(before);
    },
  };
}

/** Moves the selection; it snaps to what stands in view unless held free, Shift keeps to one direction. */
export function moveGesture(session: BoardSession, start: BoardPoint): Gesture {
  const items = selectedItems(session).filter(isPlaced);
  const bounds = boundsOf(items);
  const own = new Set(items.map((item) => item.id));
  const findStanding = (): BoardItem[] => {
    const seen = itemsWithin(session.state.items.values(), visibleRect(session.camera, session.view));
    return seen.filter((item) => !own.has(item.id));
  };
  let standing = findStanding();
  let seenBy = session.camera;
  const from = screenToBoard(session.camera, session.view, start);
  return {
    move: (point, { shift, free }) => {
      if (bounds === null) return;
      const to = screenToBoard(session.camera, session.view, point);
      let dx = to.x - from.x;
      let dy = to.y - from.y;
      if (shift && Math.abs(dx) < Math.abs(dy)) dx = 0;
      else if (shift) dy = 0;
      session.guides = [];
      // At the view's edge other items come into view.
      if (seenBy !== session.camera) {
        standing = findStanding();
        seenBy = session.camera;
      }
      if (!free) {
        const moving = { ...bounds, x: bounds.x + dx, y: bounds.y + dy };
        const snap = snapItems(moving, standing, snapPx / session.camera.zoom);
        // In one direction only that direction may snap.
        const snapX = !shift || dx !== 0;
        const snapY = !shift || dy !== 0;
        if (snapX) dx += snap.dx;
        if (snapY) dy += snap.dy;
        session.guides = snap.guides.filter((guide) => (guide.axis === 'x' ? snapX : snapY));
      }
      setLive(session, items, (item) => ({
        x: item.x + dx,
        y: item.y + dy,
        width: item.width,
        height: item.height,
      }));
    },
    end: () => commitLive(session, items, `Move ${countItems(items.length)}`),
    cancel: () => dropLive(session),
  };
}

/** Drags a handle of the selection's rectangle. Pictures and groups keep their shape. */
export function resizeGesture(session: BoardSession, handle: ResizeHandle, start: BoardPoint): Gesture {
  const items = selectedItems(session).filter(isPlaced);
  const bounds = boundsOf(items);
  const keepsShape = items.length > 1 || items[0]?.content.kind === 'frame';
  const from = screenToBoard(session.camera, session.view, start);
  return {
    move: (point, { shift }) => {
      if (bounds === null) return;
      const to = screenToBoard(session.camera, session.view, point);
      const rule = { keepAspect: keepsShape || shift, minWidth: smallest, minHeight: smallest };
      const next = resizeRect(bounds, handle, { x: to.x - from.x, y: to.y - from.y }, rule);
      setLive(session, items, (item) => {
        const { x, y, width, height } = scaleWithin<BoardRect>(item, bounds, next);
        return { x, y, width, height };
      });
    },
    end: () => commitLive(session, items, `Resize ${countItems(items.length)}`),
    cancel: () => dropLive(session),
  };
}

function setLive(
  session: BoardSession,
  items: readonly BoardItem[],
  rectOf: (item: BoardItem) => BoardRect,
): void {
  session.live = new Map<BoardItemId, BoardRect>(items.map((item) => [item.id, rectOf(item)]));
  session.invalidate();
}

function commitLive(session: BoardSession, items: readonly BoardItem[], label: string): void {
  const { live } = session;
  dropLive(session);
  if (live === null) return;
  const changed = items.map((item) => ({ ...item, ...live.get(item.id) }));
  commitUpdates(session, changed, label);
}

function dropLive(session: BoardSession): void {
  session.live = null;
  session.guides = [];
  session.invalidate();
}
