import { visibleRect } from '../../shared/board/boardView.ts';
import { rectsOverlap } from '../../shared/board/boundsOf.ts';
import { edgePath } from '../../shared/board/edgePath.ts';
import { frameStrip } from '../../shared/board/itemSize.ts';
import { stackOrder } from '../../shared/board/stackItems.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import { pictureInShape } from '../../shared/print/pictureInShape.ts';
import { shownPicture } from '../ui/pictureBars.ts';
import type { BoardContent, BoardSession } from './boardSession.ts';
import { sessionEdges } from './sessionEdges.ts';
import type { ThumbnailStore } from './thumbnailStore.ts';

/** The colours of the canvas, taken from the style sheet. */
export interface ThumbnailColours {
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
}

const ordered = new WeakMap<ReadonlyMap<string, BoardItem>, readonly BoardItem[]>();

/** Draws all of the board that is in view with small pictures; text is only hinted at. */
export function drawThumbnails(
  context: CanvasRenderingContext2D,
  session: BoardSession,
  thumbnails: ThumbnailStore,
  colours: ThumbnailColours,
): void {
  const { camera, view } = session;
  const { items, selection } = session.state;
  const content = session.content.getState();
  const ratio = window.devicePixelRatio;
  const scale = camera.zoom * ratio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const left = (view.width / 2) * ratio - camera.x * scale;
  const top = (view.height / 2) * ratio - camera.y * scale;
  context.setTransform(scale, 0, 0, scale, left, top);
  const seen = visibleRect(camera, view);

  context.lineWidth = 1.2 / camera.zoom;
  for (const edge of sessionEdges(items, content.links)) {
    context.strokeStyle = selection.has(edge.item.id) ? colours.accent : colours.quiet;
    context.beginPath();
    for (const { from, to } of edge.pairs) {
      const path = edgePath(session.rectOf(from), session.rectOf(to));
      context.moveTo(path.start.x, path.start.y);
      context.bezierCurveTo(
        path.control1.x,
        path.control1.y,
        path.control2.x,
        path.control2.y,
        path.end.x,
        path.end.y,
      );
    }
    context.stroke();
  }

  // Thousands of strips thinner than this are work that nobody sees.
  const stripsSeen = frameStrip.height * camera.zoom >= 1.2;
  const order = ordered.get(items) ?? stackOrder(items.values());
  ordered.set(items, order);
  for (const item of order) {
    const rect = session.rectOf(item);
    if (item.content.kind === 'link' || !rectsOverlap(rect, seen)) continue;
    drawItem(context, rect === item ? item : { ...item, ...rect }, content, thumbnails, colours, stripsSeen);
    if (selection.has(item.id)) {
      context.strokeStyle = colours.text;
      context.lineWidth = 2 / camera.zoom;
      context.strokeRect(rect.x, rect.y, rect.width, rect.height);
    }
  }
}

function drawItem(
  context: CanvasRenderingContext2D,
  item: BoardItem,
  content: BoardContent,
  thumbnails: ThumbnailStore,
  colours: ThumbnailColours,
  stripsSeen: boolean,
): void {
  const { x, y, width, height } = item;
  const shown = item.content;
  if (shown.kind === 'heading') {
    context.fillStyle = colours.text;
    context.font = `600 ${height * 0.6}px Pretendard, sans-serif`;
    context.textBaseline = 'middle';
    context.fillText(shown.text, x, y + height / 2, width);
    return;
  }
  if (shown.kind === 'swatches') {
    drawStrip(context, shown.palette, x, y, width, height);
    return;
  }
  const frame =
    shown.kind === 'frame' || shown.kind === 'palette' ? content.frames.get(shown.frameId) : undefined;
  const bitmap = frame === undefined || shown.kind === 'palette' ? null : thumbnails.get(frame.picture.hash);
  if (bitmap === null) {
    context.fillStyle = colours.raised;
    context.fillRect(x, y, width, height);
  }
  if (shown.kind === 'frame' || shown.kind === 'palette') {
    if (frame === undefined) return;
    if (shown.kind === 'palette') {
      drawStrip(context, frame.palette, x, y, width, height);
      return;
    }
    const whole = shownPicture(frame.picture, shown.showBars === true);
    const { area } = pictureInShape(whole, width / height);
    if (bitmap !== null) {
      const part = bitmap.width / frame.picture.width;
      const sourceWidth = Math.max(1, area.width * part);
      const sourceHeight = Math.max(1, area.height * part);
      context.drawImage(bitmap, area.x * part, area.y * part, sourceWidth, sourceHeight, x, y, width, height);
    }
    if (stripsSeen) {
      drawStrip(context, frame.palette, x, y + height + frameStrip.gap, width, frameStrip.height);
    }
    return;
  }
  // Cards and notes: lines of text as bars.
  context.fillStyle = colours.line;
  const lines = Math.max(1, Math.min(6, Math.floor(height / 26)));
  for (let line = 0; line < lines; line += 1) {
    const share = line === lines - 1 ? 0.55 : 0.8;
    context.fillRect(x + 12, y + 14 + line * 20, Math.max(4, (width - 24) * share), 8);
  }
}

function drawStrip(
  context: CanvasRenderingContext2D,
  palette: readonly { hex: string; share: number }[],
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const total = palette.reduce((sum, swatch) => sum + Math.max(swatch.share, 0.02), 0);
  let at = x;
  for (const swatch of palette) {
    const part = (Math.max(swatch.share, 0.02) / total) * width;
    context.fillStyle = swatch.hex;
    context.fillRect(at, y, part, height);
    at += part;
  }
}
