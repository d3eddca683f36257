import { useEffect, useRef } from 'react';
import { visibleRect } from '../../shared/board/boardView.ts';
import { boundsOf, growRect } from '../../shared/board/boundsOf.ts';
import type { BoardRect } from '../../shared/board/edgePath.ts';
import type { BoardSession, BoardState } from './boardSession.ts';
import styles from './Minimap.module.css';
import { useBoardSession } from './useBoardSession.ts';

const width = 148;
const height = 92;

/** The whole board in small with the view's frame; press to go there. For the pointer only. */
export function Minimap() {
  const session = useBoardSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<MapView>({ items: null, left: 0, top: 0, scale: 1 });

  useEffect(() => {
    const draw = (): void => {
      const context = canvas.current?.getContext('2d') ?? null;
      if (context === null || frame.current === null) return;
      if (map.current.items !== session.state.items) map.current = drawMap(context, session.state.items);
      placeFrame(frame.current, session, map.current);
    };
    draw();
    const stopFrames = session.onFrame(draw);
    return stopFrames;
  }, [session]);

  const goTo = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { left, top, scale } = map.current;
    session.setCamera({
      ...session.camera,
      x: left + (event.clientX - box.left) / scale,
      y: top + (event.clientY - box.top) / scale,
    });
  };

  return (
    <div
      className={styles['map']}
      data-over-board
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={goTo}
    >
      <canvas ref={canvas} width={width * 2} height={height * 2} className={styles['canvas']} />
      <div ref={frame} className={styles['view']} />
    </div>
  );
}

interface MapView {
  items: BoardState['items'] | null;
  /** Board point at the map's corner. */
  left: number;
  top: number;
  /** Map px a board unit. */
  scale: number;
}

function drawMap(context: CanvasRenderingContext2D, items: BoardState['items']): MapView {
  const placed = [...items.values()].filter((item) => item.content.kind !== 'link');
  const bounds: BoardRect = growRect(boundsOf(placed) ?? { x: -500, y: -300, width: 1000, height: 600 }, 60);
  const scale = Math.min(width / bounds.width, height / bounds.height);
  const left = bounds.x + bounds.width / 2 - width / 2 / scale;
  const top = bounds.y + bounds.height / 2 - height / 2 / scale;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width * 2, height * 2);
  context.setTransform(2 * scale, 0, 0, 2 * scale, -left * 2 * scale, -top * 2 * scale);
  for (const item of placed) {
    context.fillStyle = item.content.kind === 'frame' ? '#7d7d7d' : '#4a4a4a';
    const least = 1 / scale;
    context.fillRect(item.x, item.y, Math.max(item.width, least), Math.max(item.height, least));
  }
  return { items, left, top, scale };
}

/** The view's frame, kept inside the map where the view reaches beyond it. */
function placeFrame(element: HTMLElement, session: BoardSession, { left, top, scale }: MapView): void {
  const seen = visibleRect(session.camera, session.view);
  const clampX = (x: number): number => Math.min(width - 2, Math.max(2, (x - left) * scale));
  const clampY = (y: number): number => Math.min(height - 2, Math.max(2, (y - top) * scale));
  const from = { x: clampX(seen.x), y: clampY(seen.y) };
  element.style.transform = `translate(${from.x}px, ${from.y}px)`;
  element.style.width = `${Math.max(3, clampX(seen.x + seen.width) - from.x)}px`;
  element.style.height = `${Math.max(3, clampY(seen.y + seen.height) - from.y)}px`;
}
