import { breakLines, type Line, type Span } from './breakLines.ts';
import { type LayoutContext, lineOps } from './pageBuilder.ts';
import type { DrawOp, TextRole } from './pageLayout.ts';
import type { TextStyle } from './printGrid.ts';

/** A paragraph that can be parted between columns and pages. */
export interface FlowParagraph {
  readonly spans: readonly Span[];
  readonly style: TextStyle;
  readonly role: TextRole;
  /** Empty space above, dropped at a column's top. */
  readonly spaceBeforePt: number;
  /** A label: stands in one column with the lines after it. */
  readonly keepWithNext: boolean;
}

/** A column that was filled, and what did not fit. */
export interface FilledColumn {
  readonly ops: readonly DrawOp[];
  /** Distance from the column's top to the foot of its last line. */
  readonly heightPt: number;
  readonly rest: readonly FlowParagraph[];
}

interface Column {
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly heightPt: number;
}

/**
 * Sets paragraphs into a column. No label is left alone at a column's foot, and of a parted paragraph at
 * least two lines stay together on either side.
 */
export function fillColumn(
  paragraphs: readonly FlowParagraph[],
  column: Column,
  context: LayoutContext,
): FilledColumn {
  const ops: DrawOp[] = [];
  let used = 0;
  for (let index = 0; index < paragraphs.length; index++) {
    const paragraph = paragraphs[index];
    if (paragraph === undefined) break;
    const { style } = paragraph;
    const above = used === 0 ? 0 : paragraph.spaceBeforePt;
    const lines = breakLines(paragraph.spans, style.sizePt, column.widthPt, context.setting);
    const room = Math.floor((column.heightPt - used - above + 0.01) / style.leadingPt);
    const fitting = fittingLines(lines.length, room);
    const following = paragraphs[index + 1];
    const orphaned =
      paragraph.keepWithNext &&
      following !== undefined &&
      fitting === lines.length &&
      !hasRoomForNext(following, column, used + above + lines.length * style.leadingPt, context);
    // At a column's top something has to be set, or it would never end.
    const count =
      orphaned && used > 0 ? 0 : used === 0 ? Math.max(fitting, Math.min(room, lines.length)) : fitting;
    if (count <= 0 && used > 0) return { ops, heightPt: used, rest: paragraphs.slice(index) };
    const set = lines.slice(0, Math.max(1, count));
    const placing = { x: column.x, y: column.y + used + above, style, role: paragraph.role };
    ops.push(...lineOps(set, { ...placing, block: context.nextBlock() }));
    used += above + set.length * style.leadingPt;
    if (set.length < lines.length) {
      const remaining = { ...paragraph, spans: spansOf(lines.slice(set.length)), spaceBeforePt: 0 };
      return { ops, heightPt: used, rest: [remaining, ...paragraphs.slice(index + 1)] };
    }
  }
  return { ops, heightPt: used, rest: [] };
}

/** How many of a paragraph's lines may be set where `room` lines fit. */
function fittingLines(lines: number, room: number): number {
  if (lines <= room) return lines;
  const keep = Math.min(room, lines - 2);
  return keep < 2 ? 0 : keep;
}

function hasRoomForNext(next: FlowParagraph, column: Column, used: number, context: LayoutContext): boolean {
  const lines = breakLines(next.spans, next.style.sizePt, column.widthPt, context.setting).length;
  const room = Math.floor((column.heightPt - used - next.spaceBeforePt + 0.01) / next.style.leadingPt);
  return fittingLines(lines, room) > 0;
}

/** The text of lines as spans again, so that the rest can be set to another width. */
function spansOf(lines: readonly Line[]): Span[] {
  const spans: Span[] = [];
  lines.forEach((line) => {
    line.runs.forEach((run) => {
      const last = spans.at(-1);
      const sameLook =
        last !== undefined &&
        last.weight === run.span.weight &&
        last.colour === run.span.colour &&
        last.url === run.span.url;
      if (sameLook) spans[spans.length - 1] = { ...last, text: last.text + run.text };
      else spans.push({ ...run.span, text: run.text });
    });
  });
  return spans;
}

/** Total height of paragraphs in one endless column. */
export function flowHeight(
  paragraphs: readonly FlowParagraph[],
  widthPt: number,
  context: LayoutContext,
): number {
  return paragraphs.reduce((height, paragraph, index) => {
    const lines = breakLines(paragraph.spans, paragraph.style.sizePt, widthPt, context.setting).length;
    return height + (index === 0 ? 0 : paragraph.spaceBeforePt) + lines * paragraph.style.leadingPt;
  }, 0);
}
