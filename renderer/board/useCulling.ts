import { startTransition, useEffect, useState } from 'react';
import { visibleRect } from '../../shared/board/boardView.ts';
import { growRect, rectsOverlap } from '../../shared/board/boundsOf.ts';
import type { BoardRect } from '../../shared/board/edgePath.ts';
import type { BoardSession } from './boardSession.ts';
import { itemsWithin } from './hitTest.ts';

/** What is drawn in detail. */
export interface Culling {
  /** Items outside are not drawn; larger than the view, so that panning seldom draws anew. */
  readonly rect: BoardRect;
  /** Zoom by half powers of two: picture sizes and line widths follow it instead of every zoom step. */
  readonly scale: number;
  /** Many small items are drawn as thumbnails on one canvas. */
  readonly mode: 'items' | 'thumbnails';
}

/** Above this many items in view they become thumbnails; below the second number they come back. */
const mostItems = 280;
const comeBackItems = 220;

/** Follows the camera and says anew what to draw only when it must. */
export function useCulling(session: BoardSession): Culling {
  const [culling, setCulling] = useState<Culling>({
    rect: { x: 0, y: 0, width: 0, height: 0 },
    scale: 1,
    mode: 'items',
  });
  useEffect(() => {
    let current: Culling | null = null;
    const follow = (): void => {
      if (session.view.width === 0) return;
      const next = nextCulling(session, current);
      if (next === current) return;
      const first = current === null;
      current = next;
      // Drawing many items anew may take a while: let React do it in slices, between frames.
      if (first) setCulling(next);
      else startTransition(() => setCulling(next));
    };
    follow();
    const stopFrames = session.onFrame(follow);
    return stopFrames;
  }, [session]);
  return culling;
}

/** The same object as long as what was drawn still covers the view. */
export function nextCulling(session: BoardSession, current: Culling | null): Culling {
  const seen = visibleRect(session.camera, session.view);
  const scale = scaleStep(session.camera.zoom);
  const count = itemsWithin(session.state.items.values(), seen).length;
  const limit = current?.mode === 'thumbnails' ? comeBackItems : mostItems;
  const mode = count > limit ? 'thumbnails' : 'items';
  if (
    current !== null &&
    current.scale === scale &&
    current.mode === mode &&
    contains(current.rect, seen) &&
    current.rect.width < seen.width * 4
  ) {
    return current;
  }
  return { rect: growRect(seen, Math.max(seen.width, seen.height) * 0.2), scale, mode };
}

/** The half power of two nearest to a zoom: .25, .354, .5, .707, 1, 1.41 … */
export function scaleStep(zoom: number): number {
  return 2 ** (Math.round(Math.log2(zoom) * 2) / 2);
}

function contains(outer: BoardRect, inner: BoardRect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** True where an item is near enough to the view to be drawn. */
export function isDrawn(rect: BoardRect, culling: Culling): boolean {
  return rectsOverlap(rect, culling.rect);
}
