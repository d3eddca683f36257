import { frameStrip } from '../board/itemSize.ts';
import { breakLines, breakLinesAtMost, type Span, span } from './breakLines.ts';
import { type LayoutContext, lineOps } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import { pictureInShape } from './pictureInShape.ts';
import type { PrintBoardItem } from './printDocument.ts';
import { printColour, type TextStyle } from './printGrid.ts';

/** How board units become points. */
export interface BoardScale {
  readonly factor: number;
  x(boardX: number): number;
  y(boardY: number): number;
}

/** Text is never printed smaller; what then has no room in its item is left out. */
const leastTextPt = 5;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface SizedText {
  readonly spans: readonly Span[];
  /** Size on the board, in board units. */
  readonly boardSize: number;
  readonly largestPt: number;
  readonly maxLines: number;
}

/** Draws one board item at the overview's scale. */
export function boardItemOps(item: PrintBoardItem, scale: BoardScale, context: LayoutContext): DrawOp[] {
  const box = {
    x: scale.x(item.x),
    y: scale.y(item.y),
    width: item.width * scale.factor,
    height: item.height * scale.factor,
  };
  const ops = contentOps(item, box, scale.factor, context);
  if (item.rotation % 360 === 0) return ops;
  const group: DrawOp = {
    kind: 'group',
    rotation: item.rotation,
    originX: box.x + box.width / 2,
    originY: box.y + box.height / 2,
    ops,
  };
  return [group];
}

type Content<K extends PrintBoardItem['content']['kind']> = Extract<PrintBoardItem['content'], { kind: K }>;

function contentOps(item: PrintBoardItem, box: Box, factor: number, context: LayoutContext): DrawOp[] {
  const { content } = item;
  if (content.kind === 'frame') return frameOps(content, box, factor, context);
  if (content.kind === 'palette') return paletteOps(content, box, factor, context);
  if (content.kind === 'card') return cardOps(content, box, factor, context);
  const padded = inset(box, Math.max(2, 10 * factor));
  if (content.kind === 'note') {
    const text = { spans: [span(content.text)], boardSize: 12.5, largestPt: 9, maxLines: 200 };
    const sheet: DrawOp = { kind: 'rect', ...box, fill: printColour.panel, stroke: null };
    return [sheet, ...textStackOps([text], padded, [0], factor, context)];
  }
  const heading = {
    spans: [span(content.text, { weight: 'semibold' })],
    boardSize: Math.max(9, item.height * 0.6),
    largestPt: 40,
    maxLines: 3,
  };
  return textStackOps([heading], box, [0], factor, context);
}

/** The picture fills the item's rectangle, its palette strip hangs below, as on the board in the window. */
function frameOps(content: Content<'frame'>, box: Box, factor: number, context: LayoutContext): DrawOp[] {
  const { picture, palette, altText, timecode } = content;
  const strip = {
    x: box.x,
    y: box.y + box.height + frameStrip.gap * factor,
    width: box.width,
    height: frameStrip.height * factor,
  };
  return [
    { kind: 'image', picture: pictureInShape(picture, box.width / box.height), ...box, altText },
    ...(timecode === null ? [] : timecodeOps(timecode, box, factor, context)),
    ...paletteStripOps(palette, strip),
  ];
}

/** The timecode on the picture; left out where it would be too small or too wide. */
function timecodeOps(timecode: string, box: Box, factor: number, context: LayoutContext): DrawOp[] {
  const sizePt = 11 * factor;
  if (sizePt < leastTextPt) return [];
  const style = { sizePt, leadingPt: sizePt * 1.35 };
  const [line] = breakLines(
    [span(timecode, { colour: printColour.paper })],
    sizePt,
    box.width,
    context.setting,
  );
  const plate = { width: (line?.width ?? 0) + sizePt * 0.8, height: style.leadingPt };
  if (line === undefined || plate.width > box.width * 0.7 || plate.height > box.height * 0.3) return [];
  const at = { x: box.x + sizePt * 0.5, y: box.y + box.height - plate.height - sizePt * 0.5 };
  return [
    { kind: 'rect', ...at, ...plate, fill: printColour.ink, stroke: null },
    ...lineOps([line], {
      x: at.x + sizePt * 0.4,
      y: at.y,
      style,
      role: 'paragraph',
      block: context.nextBlock(),
    }),
  ];
}

/** The colours by share; below, where there is room to read, each with its name and hex. */
function paletteOps(
  content: Content<'palette'>,
  card: Box,
  factor: number,
  context: LayoutContext,
): DrawOp[] {
  const inside = inset(card, Math.min(9 * factor, card.height * 0.15));
  const sizePt = Math.min(8, 11 * factor);
  const rowHeight = 18 * factor;
  const titled = content.title !== undefined && sizePt >= leastTextPt && inside.height > 3 * rowHeight;
  const box = titled ? { ...inside, y: inside.y + rowHeight, height: inside.height - rowHeight } : inside;
  const sheet: DrawOp[] = [
    { kind: 'rect', ...card, fill: printColour.paper, stroke: printColour.hairline },
    ...(titled
      ? lineOps(
          breakLinesAtMost(
            [span(content.title ?? '', { weight: 'semibold' })],
            sizePt,
            inside.width,
            1,
            context.setting,
          ).lines,
          {
            style: { sizePt, leadingPt: rowHeight },
            role: 'paragraph',
            block: context.nextBlock(),
            x: inside.x,
            y: inside.y,
          },
        )
      : []),
  ];
  const rowsHeight = rowHeight * content.palette.length;
  if (sizePt < leastTextPt || rowsHeight > box.height - rowHeight / 2) {
    return [...sheet, ...paletteStripOps(content.palette, box)];
  }
  const style = { sizePt, leadingPt: rowHeight };
  const top = box.y + box.height - rowsHeight;
  const strip = { ...box, height: box.height - rowsHeight - 4 * factor };
  const nameX = box.x + rowHeight;
  return [
    ...sheet,
    ...paletteStripOps(content.palette, strip),
    ...content.palette.flatMap((swatch, index): DrawOp[] => {
      const y = top + index * rowHeight;
      const dot = 10 * factor;
      const set = (text: string, colour: string, widthPt: number) =>
        breakLinesAtMost([span(text, { colour })], sizePt, widthPt, 1, context.setting).lines;
      const hex = set(swatch.hex.toUpperCase(), printColour.grey, box.width);
      const nameWidth = box.width - rowHeight - (hex[0]?.width ?? 0) - sizePt;
      const placing = { style, role: 'paragraph' as const, block: context.nextBlock() };
      return [
        {
          kind: 'rect',
          x: box.x,
          y: y + (rowHeight - dot) / 2,
          width: dot,
          height: dot,
          fill: swatch.hex,
          stroke: null,
        },
        ...(nameWidth < sizePt * 3
          ? []
          : lineOps(set(swatch.name, printColour.ink, nameWidth), { ...placing, x: nameX, y })),
        ...lineOps(hex, { ...placing, x: box.x + box.width, y, align: 'right' }),
      ];
    }),
  ];
}

function cardOps(content: Content<'card'>, box: Box, factor: number, context: LayoutContext): DrawOp[] {
  const grey = { colour: printColour.grey };
  const texts: SizedText[] = [
    { spans: [span(content.overline, grey)], boardSize: 10.5, largestPt: 8, maxLines: 1 },
    { spans: [span(content.title, { weight: 'semibold' })], boardSize: 14, largestPt: 11, maxLines: 3 },
    { spans: [span(content.line, grey)], boardSize: 12.5, largestPt: 9, maxLines: 3 },
  ];
  return [
    { kind: 'rect', ...box, fill: printColour.paper, stroke: printColour.hairline },
    ...textStackOps(texts, inset(box, Math.max(2, 10 * factor)), [1, 2, 0], factor, context),
  ];
}

function inset(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by };
}

/**
 * Sets texts under one another inside a box; when not all have room the ones that matter less give way.
 * @param importance indices of `texts`, the most important first
 */
function textStackOps(
  texts: readonly SizedText[],
  box: Box,
  importance: readonly number[],
  factor: number,
  context: LayoutContext,
): DrawOp[] {
  let room = box.height;
  const chosen = new Map<number, { lines: ReturnType<typeof breakLinesAtMost>['lines']; style: TextStyle }>();
  for (const index of importance) {
    const text = texts[index];
    if (text === undefined || text.spans.every((part) => part.text.trim() === '')) continue;
    const sizePt = Math.max(leastTextPt, Math.min(text.largestPt, text.boardSize * factor));
    const style = { sizePt, leadingPt: sizePt * 1.28 };
    const maxLines = Math.min(text.maxLines, Math.floor((room + 0.5) / style.leadingPt));
    // Fewer than some six characters a line is no longer reading.
    if (maxLines < 1 || box.width < sizePt * 3) continue;
    const { lines } = breakLinesAtMost(text.spans, sizePt, box.width, maxLines, context.setting);
    chosen.set(index, { lines, style });
    room -= lines.length * style.leadingPt;
  }
  let y = box.y;
  return texts.flatMap((_, index) => {
    const entry = chosen.get(index);
    if (entry === undefined) return [];
    const placing = {
      x: box.x,
      y,
      style: entry.style,
      role: 'paragraph' as const,
      block: context.nextBlock(),
    };
    y += entry.lines.length * entry.style.leadingPt;
    return lineOps(entry.lines, placing);
  });
}

function paletteStripOps(palette: readonly { hex: string; share: number }[], box: Box): DrawOp[] {
  if (box.height <= 0 || palette.length === 0) return [];
  // Thin shares stay visible, as in the app.
  const weights = palette.map((swatch) => Math.max(swatch.share, 0.02));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let x = box.x;
  return palette.map((swatch, index) => {
    const width = (box.width * (weights[index] ?? 0)) / total;
    const op = {
      kind: 'rect' as const,
      x,
      y: box.y,
      width,
      height: box.height,
      fill: swatch.hex,
      stroke: null,
    };
    x += width;
    return op;
  });
}
