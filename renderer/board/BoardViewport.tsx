import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BoardItemId } from '../../shared/domain/ids.ts';
import { attachPointer } from './attachPointer.ts';
import { BoardItemView, placeOf } from './BoardItemView.tsx';
import styles from './BoardViewport.module.css';
import { fitItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { EdgeLabels, EdgeLines } from './EdgeLayer.tsx';
import { focusItem, tabOrder } from './runBoardCommand.ts';
import { SelectionOverlay } from './SelectionOverlay.tsx';
import { TextEditor } from './TextEditor.tsx';
import { ThumbnailCanvas } from './ThumbnailCanvas.tsx';
import { useBoardSession, useBoardState } from './useBoardSession.ts';
import { type Culling, isDrawn, useCulling } from './useCulling.ts';
import { useGradually } from './useGradually.ts';

/** The board itself: an endless ground with items under one transform. */
export function BoardViewport() {
  const session = useBoardSession();
  const viewport = useRef<HTMLDivElement>(null);
  const world = useRef<HTMLDivElement>(null);
  const culling = useCulling(session);
  const { drawn, settled } = useDrawnItems(session, culling);
  const isCanvasShown = useCanvasShown(culling, settled);
  const tool = useBoardState((state) => state.tool);
  const hasTabStop = useBoardState((state) => state.focusId !== null);
  const announcement = useBoardState((state) => state.announcement);
  useFollowedView(session, viewport, world);
  useFirstView(session);

  return (
    <div
      ref={viewport}
      className={styles['viewport']}
      data-board
      data-tool={tool}
      data-mode={culling.mode}
      tabIndex={-1}
    >
      <ThumbnailCanvas isShown={isCanvasShown} />
      <div ref={world} className={styles['world']}>
        {culling.mode === 'items' ? <EdgeLines culling={culling} /> : null}
        <div
          role="listbox"
          aria-multiselectable
          aria-label="Board items"
          tabIndex={hasTabStop ? -1 : 0}
          className={styles['items']}
          onFocus={(event) => {
            if (event.target !== event.currentTarget) return;
            const [first] = tabOrder(session);
            if (first !== undefined) focusItem(session, first);
          }}
        >
          {[...drawn].map((id) => (
            <BoardItemView key={id} id={id} scale={culling.scale} />
          ))}
          <EdgeLabels culling={culling} />
        </div>
        <TextEditor scale={culling.scale} />
      </div>
      <SelectionOverlay />
      <output className="visually-hidden">{announcement}</output>
    </div>
  );
}

/** What to draw in detail: items near the view; the focused one always, so that the keyboard never loses it. */
function useDrawnItems(
  session: BoardSession,
  culling: Culling,
): { drawn: ReadonlySet<BoardItemId>; settled: boolean } {
  const items = useBoardState((state) => state.items);
  const focusId = useBoardState((state) => state.focusId);
  const wanted = useMemo(() => {
    const near = [...items.values()].filter(
      (item) =>
        item.content.kind !== 'link' &&
        (item.id === focusId ||
          // What is being moved may have left its place far behind.
          (culling.mode === 'items' && isDrawn(session.rectOf(item), culling))),
    );
    return near.map((item) => item.id);
  }, [session, items, focusId, culling]);
  return useGradually(wanted);
}

/** The canvas stays until every item is there in detail. */
function useCanvasShown(culling: Culling, settled: boolean): boolean {
  const [isShown, setShown] = useState(false);
  if (culling.mode === 'thumbnails' && !isShown) setShown(true);
  if (culling.mode === 'items' && settled && isShown) setShown(false);
  return isShown;
}

/** Keeps the view's size, moves the world with the camera and items with a gesture, and takes the pointer. */
function useFollowedView(
  session: BoardSession,
  viewport: React.RefObject<HTMLDivElement | null>,
  world: React.RefObject<HTMLDivElement | null>,
): void {
  useLayoutEffect(() => {
    const view = viewport.current;
    if (view === null) return undefined;
    const measure = (): void => {
      session.setView({ width: view.clientWidth, height: view.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(view);
    return () => observer.disconnect();
  }, [session, viewport]);

  useEffect(() => {
    const view = viewport.current;
    return view === null ? undefined : attachPointer(session, view);
  }, [session, viewport]);

  useLayoutEffect(() => {
    let moved: ReadonlySet<BoardItemId> = new Set();
    const place = (): void => {
      if (viewport.current === null || world.current === null) return;
      placeWorld(session, viewport.current, world.current);
      moved = placeMoving(session, moved);
    };
    place();
    return session.onFrame(place);
  }, [session, viewport, world]);
}

function placeWorld({ camera, view }: BoardSession, ground: HTMLElement, world: HTMLElement): void {
  const left = view.width / 2 - camera.x * camera.zoom;
  const top = view.height / 2 - camera.y * camera.zoom;
  world.style.transform = `translate(${left}px, ${top}px) scale(${camera.zoom})`;
  placeDots(ground, camera.zoom, left, top);
}

/** Dots every 24 board units, thinned out by doubling so that they stay 16 to 32 px apart. */
function placeDots(view: HTMLElement, zoom: number, left: number, top: number): void {
  const step = 24 * zoom * 2 ** Math.max(0, Math.ceil(Math.log2(16 / (24 * zoom))));
  view.style.backgroundSize = `${step}px ${step}px`;
  view.style.backgroundPosition = `${left}px ${top}px`;
}

/** Moves the items of a running gesture, and back those that were let go. */
function placeMoving(session: BoardSession, before: ReadonlySet<BoardItemId>): ReadonlySet<BoardItemId> {
  const moving = new Set(session.live?.keys() ?? []);
  for (const id of moving.size > 0 ? moving : before) {
    const item = session.state.items.get(id);
    const element = session.elements.get(id);
    if (item === undefined || element === undefined) continue;
    const { x, y, width, height } = session.rectOf(item);
    element.style.transform = placeOf(x, y);
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }
  return moving;
}

/** Opens the board where it was left, or shows all of it. */
function useFirstView(session: BoardSession): void {
  const loaded = useBoardState((state) => state.loaded);
  useEffect(() => {
    if (!loaded) return undefined;
    let left = false;
    void session.savedCamera().then((camera) => {
      if (left) return;
      if (camera === undefined) fitItems(session);
      else session.setCamera({ x: camera.x, y: camera.y, zoom: camera.zoom });
    });
    return () => {
      left = true;
    };
  }, [session, loaded]);
}
