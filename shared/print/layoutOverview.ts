import { frameStripSpace } from '../board/itemSize.ts';
import { type BoardScale, boardItemOps } from './boardItemOps.ts';
import { breakLines, breakLinesAtMost, span } from './breakLines.ts';
import { countOf } from './layoutCover.ts';
import { addPageHeading } from './layoutCredits.ts';
import { type LayoutContext, lineOps, type PageDraft, startPage } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import type { PrintBoardEdge, PrintBoardItem, PrintDocument } from './printDocument.ts';
import { printColour, textStyle } from './printGrid.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Board units never grow beyond this: a board of one card does not fill the page. */
const largestFactor = 1;
const labelPaddingPt = 2;
const labelTextPt = { largest: 7.5, least: 5 };

/** The whole board on one page: every item, the links between them with their labels. */
export function layoutOverview(document: PrintDocument, context: LayoutContext): PageDraft {
  const { grid, setting } = context;
  const { items, edges } = document.board;
  const page = startPage('Board', 'The board');
  const frames = items.filter((item) => item.content.kind === 'frame').length;
  const remark = [
    ...(frames > 0 ? [countOf(frames, 'frame')] : []),
    // A homage of several figures a side is drawn as several edges.
    ...(document.spreads.length > 0 ? [countOf(document.spreads.length, 'homage')] : []),
  ].join(', ');
  const top = addPageHeading(page, 'The board', remark, context);
  const area = { x: grid.left, y: top, width: grid.contentWidth, height: grid.bottom - top };
  if (items.length === 0) {
    const lines = breakLines(
      [span('Nothing has been placed on this board.', { colour: printColour.grey })],
      textStyle.body.sizePt,
      grid.half,
      setting,
    );
    page.ops.push(
      ...lineOps(lines, {
        x: area.x,
        y: area.y,
        style: textStyle.body,
        role: 'paragraph',
        block: context.nextBlock(),
      }),
    );
    return page;
  }
  const scale = fitBoard(items, edges, area);
  const stacked = items.toSorted((a, b) => a.z - b.z);
  page.ops.push(...edges.map((edge) => curveOp(edge, scale)));
  page.ops.push(...stacked.flatMap((item) => boardItemOps(item, scale, context)));
  page.ops.push(...edgeLabelOps(edges, items, scale, area, context));
  return page;
}

/** Corners of an item after its turn about its middle. */
function itemBounds(item: PrintBoardItem): Box {
  const angle = (item.rotation * Math.PI) / 180;
  const cos = Math.abs(Math.cos(angle));
  const sin = Math.abs(Math.sin(angle));
  // A frame's palette strip hangs below its rectangle.
  const strip = item.content.kind === 'frame' ? frameStripSpace : 0;
  const width = item.width * cos + item.height * sin + 2 * strip * sin;
  const height = item.width * sin + item.height * cos + 2 * strip;
  return {
    x: item.x + item.width / 2 - width / 2,
    y: item.y + item.height / 2 - height / 2,
    width,
    height,
  };
}

function fitBoard(items: readonly PrintBoardItem[], edges: readonly PrintBoardEdge[], area: Box): BoardScale {
  const boxes = items.map(itemBounds);
  const points = edges.flatMap((edge) => [edge.start, edge.control1, edge.control2, edge.end]);
  // A control point's curve stays within the hull of the four, so these bounds are safe.
  const xs = [...boxes.flatMap((box) => [box.x, box.x + box.width]), ...points.map((point) => point.x)];
  const ys = [...boxes.flatMap((box) => [box.y, box.y + box.height]), ...points.map((point) => point.y)];
  const bounds = { left: least(xs), top: least(ys), right: greatest(xs), bottom: greatest(ys) };
  const width = Math.max(1, bounds.right - bounds.left);
  const height = Math.max(1, bounds.bottom - bounds.top);
  const factor = Math.min(largestFactor, area.width / width, area.height / height);
  const offsetX = area.x + (area.width - width * factor) / 2;
  const offsetY = area.y + (area.height - height * factor) / 2;
  return {
    factor,
    x: (boardX) => offsetX + (boardX - bounds.left) * factor,
    y: (boardY) => offsetY + (boardY - bounds.top) * factor,
  };
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

function curveOp(edge: PrintBoardEdge, scale: BoardScale): DrawOp {
  const at = (point: { x: number; y: number }) => ({ x: scale.x(point.x), y: scale.y(point.y) });
  return {
    kind: 'curve',
    start: at(edge.start),
    control1: at(edge.control1),
    control2: at(edge.control2),
    end: at(edge.end),
    colour: printColour.edge,
    thickness: Math.max(0.4, Math.min(1, 1.5 * scale.factor)),
  };
}

/** Labels on paper of their own at the middle of their curves; one that finds no free place is left out. */
function edgeLabelOps(
  edges: readonly PrintBoardEdge[],
  items: readonly PrintBoardItem[],
  scale: BoardScale,
  area: Box,
  context: LayoutContext,
): DrawOp[] {
  const taken: Box[] = items.map((item) => {
    const bounds = itemBounds(item);
    return {
      x: scale.x(bounds.x),
      y: scale.y(bounds.y),
      width: bounds.width * scale.factor,
      height: bounds.height * scale.factor,
    };
  });
  return edges.flatMap((edge) => {
    if (edge.label === '') return [];
    const sizePt = Math.max(labelTextPt.least, Math.min(labelTextPt.largest, 11 * scale.factor));
    const style = { sizePt, leadingPt: sizePt * 1.3 };
    const distance = Math.abs(scale.x(edge.end.x) - scale.x(edge.start.x));
    const maxWidth = Math.max(30, distance * 0.86);
    const { lines } = breakLinesAtMost(
      [span(edge.label, { colour: printColour.grey })],
      sizePt,
      maxWidth,
      3,
      context.setting,
    );
    const width = Math.max(...lines.map((line) => line.width)) + 2 * labelPaddingPt;
    const height = lines.length * style.leadingPt + 2 * labelPaddingPt;
    const centre = { x: scale.x(edge.labelAt.x), y: scale.y(edge.labelAt.y) };
    const shifts = [0, 1, -1, 2, -2].map((step) => step * (height + 1));
    const box = shifts
      .map((shift) => ({ x: centre.x - width / 2, y: centre.y + shift - height / 2, width, height }))
      .find((candidate) => isInside(candidate, area) && !taken.some((other) => overlaps(candidate, other)));
    if (box === undefined) return [];
    taken.push(box);
    return [
      { kind: 'rect' as const, ...box, fill: printColour.paper, stroke: null },
      ...lineOps(lines, {
        x: box.x + width / 2,
        y: box.y + labelPaddingPt,
        style,
        role: 'paragraph',
        block: context.nextBlock(),
        align: 'centre',
      }),
    ];
  });
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
