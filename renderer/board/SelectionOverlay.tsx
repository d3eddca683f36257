import { useEffect, useRef } from 'react';
import { boardRectToScreen } from '../../shared/board/boardView.ts';
import { boundsOf } from '../../shared/board/boundsOf.ts';
import type { BoardRect } from '../../shared/board/edgePath.ts';
import type { ResizeHandle } from '../../shared/board/resizeRect.ts';
import { isPlaced, selectedItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import styles from './SelectionOverlay.module.css';
import { useBoardSession } from './useBoardSession.ts';

const handles: readonly ResizeHandle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
/** A page of guides is never more than two: one for each axis. */
const guideAxes = ['x', 'y'] as const;

/** What a gesture shows over the board, in screen px: handles, marquee, guides. Drawn without React. */
export function SelectionOverlay() {
  const session = useBoardSession();
  const frame = useRef<HTMLDivElement>(null);
  const marquee = useRef<HTMLDivElement>(null);
  const guides = useRef<(HTMLDivElement | null)[]>([]);

  useEffect(() => {
    const draw = (): void => {
      if (frame.current !== null) placeFrame(session, frame.current);
      if (marquee.current !== null) placeBox(session, marquee.current, session.marquee);
      guideAxes.forEach((axis, index) => {
        const line = guides.current[index];
        const guide = session.guides.find((each) => each.axis === axis);
        if (line === null || line === undefined) return;
        const rect =
          guide === undefined
            ? null
            : axis === 'x'
              ? { x: guide.at, y: guide.from, width: 0, height: guide.to - guide.from }
              : { x: guide.from, y: guide.at, width: guide.to - guide.from, height: 0 };
        placeBox(session, line, rect);
      });
    };
    draw();
    return session.onFrame(draw);
  }, [session]);

  return (
    <div className={styles['overlay']}>
      <div ref={marquee} className={styles['marquee']} hidden />
      {guideAxes.map((axis, index) => (
        <div
          key={axis}
          ref={(element) => {
            guides.current[index] = element;
          }}
          className={styles['guide']}
          data-axis={axis}
          hidden
        />
      ))}
      <div ref={frame} className={styles['frame']} hidden>
        {handles.map((handle) => (
          <div key={handle} className={styles['handle']} data-handle={handle} />
        ))}
      </div>
    </div>
  );
}

function placeBox(session: BoardSession, element: HTMLElement, rect: BoardRect | null): void {
  element.hidden = rect === null;
  if (rect === null) return;
  const { x, y, width, height } = boardRectToScreen(session.camera, session.view, rect);
  element.style.transform = `translate(${x}px, ${y}px)`;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
}

/** The rectangle around the selection with its handles; none while it is being moved. */
function placeFrame(session: BoardSession, element: HTMLElement): void {
  const items = selectedItems(session).filter(isPlaced);
  const isMoved = session.live !== null && session.guides.length > 0;
  const bounds =
    isMoved || session.state.editingId !== null ? null : boundsOf(items.map((item) => session.rectOf(item)));
  placeBox(session, element, bounds);
  const size = bounds === null ? 0 : Math.max(bounds.width, bounds.height) * session.camera.zoom;
  element.dataset['several'] = String(items.length > 1);
  // Pictures and groups are pulled by their corners; too small on screen, there is no room for handles.
  const cornersOnly = items.length > 1 || items[0]?.content.kind === 'frame' || size < 110;
  element.dataset['handles'] = size < 28 ? 'none' : cornersOnly ? 'corners' : 'all';
}
