import type { LayoutContext } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import type { PrintSpread } from './printDocument.ts';
import { halfX, type PrintGrid, quarterX, textStyle } from './printGrid.ts';
import { type SpreadSection, sectionLabel, spreadColumns } from './spreadText.ts';
import { type FlowParagraph, fillColumn, flowHeight } from './textFlow.ts';

interface TextColumn {
  readonly sections: readonly SpreadSection[];
  readonly x: number;
  readonly widthPt: number;
}

/** The text of a spread in the columns it starts in. */
export interface SpreadTextColumns {
  readonly columns: readonly TextColumn[];
  /** Height of the longest column. */
  readonly heightPt: number;
}

/** The evidence has the widest column unless the one before it is longer by more than this. */
const worthWideningPt = 4 * textStyle.body.leadingPt;

/**
 * Relation, note and evidence in three columns. One of the last two is twice as wide as the others: the
 * evidence, or the note where that makes the text much shorter.
 * @param overflow captions that are printed in full below the evidence
 */
export function spreadTextColumns(
  spread: PrintSpread,
  overflow: readonly { number: number; text: string }[],
  context: LayoutContext,
): SpreadTextColumns {
  const [relation, note, evidence] = spreadColumns(spread, overflow);
  const { grid } = context;
  const evidenceWide = arranged([relation, note, evidence], boxesWhere(grid, 'evidence'), context);
  const noteWide = arranged([relation, note, evidence], boxesWhere(grid, 'note'), context);
  return evidenceWide.heightPt - noteWide.heightPt > worthWideningPt ? noteWide : evidenceWide;
}

function boxesWhere(grid: PrintGrid, wide: 'evidence' | 'note') {
  const { quarter, half } = grid;
  return wide === 'evidence'
    ? [
        { x: quarterX(grid, 0), widthPt: quarter },
        { x: quarterX(grid, 1), widthPt: quarter },
        { x: halfX(grid, 1), widthPt: half },
      ]
    : [
        { x: quarterX(grid, 0), widthPt: quarter },
        { x: quarterX(grid, 1), widthPt: half },
        { x: quarterX(grid, 3), widthPt: quarter },
      ];
}

function arranged(
  sections: readonly (readonly SpreadSection[])[],
  boxes: readonly { x: number; widthPt: number }[],
  context: LayoutContext,
): SpreadTextColumns {
  const columns = boxes.map((box, index) => ({ ...box, sections: sections[index] ?? [] }));
  const heights = columns.map((column) => flowHeight(flowOf(column.sections), column.widthPt, context));
  return { columns, heightPt: Math.max(...heights) };
}

/** Sets the columns; what does not fit comes back, each under a label that says it goes on. */
export function fillSpreadText(
  text: SpreadTextColumns,
  y: number,
  heightPt: number,
  context: LayoutContext,
): { ops: DrawOp[]; rest: FlowParagraph[] } {
  const filled = text.columns.map(({ sections, x, widthPt }) => {
    const { ops, rest } = fillColumn(flowOf(sections), { x, y, widthPt, heightPt }, context);
    return { ops, rest: continued(sections, rest) };
  });
  return { ops: filled.flatMap(({ ops }) => ops), rest: filled.flatMap(({ rest }) => rest) };
}

/** Fills a page of two columns, evenly where all fits. */
export function fillTextPage(
  paragraphs: readonly FlowParagraph[],
  y: number,
  context: LayoutContext,
): { ops: DrawOp[]; rest: FlowParagraph[] } {
  const { grid } = context;
  const room = grid.bottom - y;
  const fill = (heightPt: number) => {
    const left = fillColumn(paragraphs, { x: halfX(grid, 0), y, widthPt: grid.half, heightPt }, context);
    const right = fillColumn(left.rest, { x: halfX(grid, 1), y, widthPt: grid.half, heightPt }, context);
    return { ops: [...left.ops, ...right.ops], rest: [...right.rest] };
  };
  let best = fill(room);
  if (best.rest.length > 0) return best;
  let low = leastTextPt;
  let high = room;
  while (high - low > textStyle.body.leadingPt) {
    const middle = (low + high) / 2;
    const attempt = fill(middle);
    if (attempt.rest.length === 0) {
      best = attempt;
      high = middle;
    } else low = middle;
  }
  return best;
}

/** A section starts on a page only with its label and a few lines. */
export const leastTextPt = textStyle.body.leadingPt * 5;

function flowOf(sections: readonly SpreadSection[]): FlowParagraph[] {
  return sections.flatMap(({ label, paragraphs }) => [sectionLabel(label), ...paragraphs]);
}

function continued(
  sections: readonly SpreadSection[],
  rest: readonly FlowParagraph[],
): readonly FlowParagraph[] {
  const [next] = rest;
  if (next === undefined || next.role === 'subheading') return rest;
  // The section that was parted is the last one whose label was set.
  const labels = sections.map(({ label }) => label);
  const later = rest.filter((paragraph) => paragraph.role === 'subheading').length;
  const current = labels[labels.length - 1 - later] ?? '';
  return [sectionLabel(`${current}, continued`), { ...next, spaceBeforePt: 0 }, ...rest.slice(1)];
}
