import { useEffect, useRef } from 'react';
import { drawThumbnails, type ThumbnailColours } from './drawThumbnails.ts';
import styles from './ThumbnailCanvas.module.css';
import { ThumbnailStore } from './thumbnailStore.ts';
import { useBoardSession } from './useBoardSession.ts';

/** The board zoomed far out: everything in view on one canvas, from small pictures. */
export function ThumbnailCanvas({ isShown }: { isShown: boolean }) {
  const session = useBoardSession();
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const drawn = canvas.current;
    const context = drawn?.getContext('2d') ?? null;
    if (!isShown || drawn === null || context === null) return undefined;
    const thumbnails = new ThumbnailStore(() => session.invalidate());
    const colours = readColours(drawn);
    const draw = (): void => {
      const width = Math.round(session.view.width * window.devicePixelRatio);
      const height = Math.round(session.view.height * window.devicePixelRatio);
      if (drawn.width !== width) drawn.width = width;
      if (drawn.height !== height) drawn.height = height;
      drawThumbnails(context, session, thumbnails, colours);
    };
    draw();
    const stopFrames = session.onFrame(draw);
    const stopContent = session.content.subscribe(() => session.invalidate());
    return () => {
      stopFrames();
      stopContent();
      thumbnails.dispose();
      context.clearRect(0, 0, drawn.width, drawn.height);
    };
  }, [session, isShown]);

  return <canvas ref={canvas} className={styles['canvas']} hidden={!isShown} aria-hidden />;
}

function readColours(element: HTMLElement): ThumbnailColours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    raised: token('--raised'),
    line: token('--line-strong'),
    text: token('--text'),
    quiet: token('--line-field'),
    accent: token('--accent'),
  };
}
