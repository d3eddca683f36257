import { panBy, screenToBoard } from '../../shared/board/boardView.ts';
import type { BoardPoint } from '../../shared/board/edgePath.ts';
import type { ResizeHandle } from '../../shared/board/resizeRect.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import { type BoardItemId, boardItemIdSchema } from '../../shared/domain/ids.ts';
import { addText } from './addText.ts';
import { isPlaced, zoomBy } from './boardCommands.ts';
import { type Gesture, marqueeGesture, moveGesture, panGesture, resizeGesture } from './boardGestures.ts';
import type { BoardSession } from './boardSession.ts';
import { endWriting, startWriting } from './boardWriting.ts';
import { edgePan } from './edgePan.ts';
import { itemAt } from './hitTest.ts';
import { isTyping } from './meansBoard.ts';

/** Movement under this many px is a click. */
const dragPx = 3;

interface Press {
  readonly pointerId: number;
  readonly start: BoardPoint;
  /** Made at the first real movement. */
  readonly begin: () => Gesture | null;
  /** Done when the pointer never really moved. */
  readonly click: () => void;
  /** The view follows to where the gesture is carried over its edge. */
  readonly pullsView: boolean;
  gesture: Gesture | null;
  last: PointerEvent | null;
}

/**
 * Gives the view its pointer: pan, marquee, move, resize, wheel and pinch. Movements are handled once a frame.
 * @returns a function that takes all listeners away again
 */
export function attachPointer(session: BoardSession, viewport: HTMLElement): () => void {
  let press: Press | null = null;
  let spaceHeld = false;
  let request = 0;
  const stopping = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void => viewport.addEventListener(type, listener, { signal: stopping.signal, passive: false });

  const pointOf = (event: MouseEvent): BoardPoint => {
    const box = viewport.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  let steppedAtMs = 0;
  const step = (): void => advance(true);
  const advance = (mayPull: boolean): void => {
    request = 0;
    const sinceSec = Math.min(0.05, (performance.now() - steppedAtMs) / 1000);
    steppedAtMs = performance.now();
    const event = press?.last;
    if (press === null || event === null || event === undefined) return;
    const point = pointOf(event);
    if (press.gesture === null) {
      if (Math.hypot(point.x - press.start.x, point.y - press.start.y) < dragPx) return;
      press.gesture = press.begin();
      viewport.dataset['busy'] = 'true';
    }
    const pull = mayPull && press.pullsView ? edgePan(point, press.start, session.view) : { x: 0, y: 0 };
    const isPulled = press.gesture !== null && (pull.x !== 0 || pull.y !== 0);
    if (isPulled) session.setCamera(panBy(session.camera, -pull.x * sinceSec, -pull.y * sinceSec));
    press.gesture?.move(point, {
      shift: event.shiftKey,
      free: event.altKey || event.ctrlKey || event.metaKey,
    });
    // A pointer that rests at the edge goes on pulling.
    if (isPulled && request === 0) request = requestAnimationFrame(step);
  };

  const finish = (how: 'end' | 'cancel'): void => {
    const ended = press;
    if (ended === null) return;
    if (how === 'end') advance(false);
    press = null;
    cancelAnimationFrame(request);
    request = 0;
    delete viewport.dataset['busy'];
    if (ended.gesture !== null) ended.gesture[how]();
    else if (how === 'end') ended.click();
  };

  listen('pointerdown', (event) => {
    if (press !== null || isForeign(event.target)) return;
    const made = pressFor(session, event, pointOf(event), spaceHeld);
    if (made === null) return;
    press = made;
    viewport.setPointerCapture(event.pointerId);
    // Words selected elsewhere are let go, as by any press; the default that would do it is prevented below.
    document.getSelection()?.removeAllRanges();
    if (document.activeElement?.closest('[data-item-id]') == null) viewport.focus({ preventScroll: true });
    // Keeps the focus where the press put it, and middle-click scrolling away.
    event.preventDefault();
  });
  listen('pointermove', (event) => {
    if (press?.pointerId !== event.pointerId) return;
    press.last = event;
    if (request === 0) request = requestAnimationFrame(step);
  });
  listen('pointerup', (event) => {
    if (press?.pointerId !== event.pointerId) return;
    press.last = event;
    finish('end');
  });
  listen('pointercancel', () => finish('cancel'));
  listen('dblclick', (event) => {
    const item = isForeign(event.target) ? null : itemUnder(session, event.target, pointOf(event));
    if (item !== null) startWriting(session, item.id);
  });
  listen('wheel', (event) => {
    if (isForeign(event.target)) return;
    event.preventDefault();
    turnWheel(session, event, pointOf(event));
  });

  const holdSpace = (held: boolean): void => {
    spaceHeld = held;
    viewport.dataset['hand'] = String(held);
  };
  const onKey = (event: KeyboardEvent): void => {
    // Let go wherever the focus has gone meanwhile.
    if (event.code === 'Space' && event.type === 'keyup') holdSpace(false);
    if (event.code === 'Space' && !isTyping(event.target)) {
      if (event.type === 'keydown') holdSpace(true);
      if (
        !(event.target instanceof HTMLElement) ||
        event.target.closest('button,[role="menuitem"]') === null
      ) {
        event.preventDefault();
      }
    }
    if (event.key === 'Escape' && event.type === 'keydown' && press !== null) {
      event.stopPropagation();
      finish('cancel');
    }
  };
  window.addEventListener('keydown', onKey, { signal: stopping.signal, capture: true });
  window.addEventListener('keyup', onKey, { signal: stopping.signal, capture: true });
  const onBlur = (): void => {
    finish('cancel');
    // The key goes up in another window.
    holdSpace(false);
  };
  window.addEventListener('blur', onBlur, { signal: stopping.signal });
  return () => {
    finish('cancel');
    cancelAnimationFrame(request);
    stopping.abort();
  };
}

/** Tool bars, menus and text being written lie over the board but are not part of it. */
export function isForeign(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-over-board]') !== null;
}

function pressFor(
  session: BoardSession,
  event: PointerEvent,
  point: BoardPoint,
  spaceHeld: boolean,
): Press | null {
  const base = { pointerId: event.pointerId, start: point, pullsView: true, gesture: null, last: null };
  const { tool } = session.state;
  if (event.button === 1 || (event.button === 0 && (spaceHeld || tool === 'hand'))) {
    return { ...base, pullsView: false, begin: () => panGesture(session, point), click: () => undefined };
  }
  if (event.button !== 0) return null;
  endWriting(session);
  if (tool === 'note' || tool === 'heading') {
    const at = screenToBoard(session.camera, session.view, point);
    return { ...base, begin: () => null, click: () => addText(session, tool, at) };
  }
  const handle = event.target instanceof HTMLElement ? event.target.dataset['handle'] : undefined;
  if (handle !== undefined) {
    return {
      ...base,
      begin: () => resizeGesture(session, handle as ResizeHandle, point),
      click: () => undefined,
    };
  }
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  const item = itemUnder(session, event.target, point);
  if (item === null) {
    const begin = (): Gesture => marqueeGesture(session, point, adds);
    return { ...base, begin, click: () => (adds ? undefined : session.select([])) };
  }
  return { ...base, ...pressOnItem(session, item, point, adds) };
}

function pressOnItem(
  session: BoardSession,
  item: BoardItem,
  point: BoardPoint,
  adds: boolean,
): Pick<Press, 'begin' | 'click'> {
  const before = session.state.selection;
  const wasSelected = before.has(item.id);
  if (!wasSelected) session.select(adds ? [...before, item.id] : [item.id], item.id);
  session.elements.get(item.id)?.focus({ preventScroll: true });
  return {
    begin: () => (isPlaced(item) ? moveGesture(session, point) : null),
    click: () => {
      if (!wasSelected) return;
      const others: BoardItemId[] = [...before].filter((id) => id !== item.id);
      session.select(adds ? others : [item.id], item.id);
    },
  };
}

/** @param point CSS px in the view */
export function itemUnder(
  session: BoardSession,
  target: EventTarget | null,
  point: BoardPoint,
): BoardItem | null {
  const { items } = session.state;
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-item-id]') : null;
  const id = boardItemIdSchema.safeParse(element?.dataset['itemId']);
  if (id.success) return items.get(id.data) ?? null;
  // Zoomed far out, items are drawn on one canvas and found by place.
  return itemAt(items.values(), screenToBoard(session.camera, session.view, point));
}

function turnWheel(session: BoardSession, event: WheelEvent, point: BoardPoint): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
  const dx = event.deltaX * unit;
  const dy = event.deltaY * unit;
  if (event.ctrlKey || event.metaKey) {
    // A pinch comes as many small steps, a wheel's notch as one large one.
    const speed = Math.abs(dy) < 50 ? 0.01 : 0.0025;
    zoomBy(session, Math.exp(-Math.max(-240, Math.min(240, dy)) * speed), point);
    return;
  }
  const turned = event.shiftKey && dx === 0;
  session.setCamera(panBy(session.camera, turned ? -dy : -dx, turned ? 0 : -dy));
}
