import { breakLines, span } from './breakLines.ts';
import { type FigureSlot, figureRow } from './figureRow.ts';
import { type LayoutContext, lineOps, type PageDraft, startPage } from './pageBuilder.ts';
import type { PrintFigure, PrintSpread } from './printDocument.ts';
import { halfX, type PrintGrid, printColour, quarterX, textStyle } from './printGrid.ts';
import { type SpreadSection, sectionLabel, spreadColumns } from './spreadText.ts';
import { type FlowParagraph, fillColumn, flowHeight } from './textFlow.ts';

const firstRowHeightPt = 224;
const firstRowLeastPt = 115;
const laterRowHeightPt = 104;
const rowGapPt = 18;
const ruleGapPt = 13;
/** A section starts on a page only with its label and a few lines. */
const leastTextPt = textStyle.body.leadingPt * 5;

/** Where a spread stands among the others. */
export interface SpreadPlace {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  /** Number of its first figure. */
  readonly firstFigure: number;
}

/** "Hate that… remembers 2046". */
export function spreadTitle(spread: PrintSpread): string {
  return `${spread.fromTitle} ${spread.verb} ${spread.toTitle}`;
}

/**
 * The pages of one homage link: heading, the figures of both sides facing each other, then relation, note
 * and evidence in columns, flowing on to as many pages as they need.
 */
export function layoutSpread(
  spread: PrintSpread,
  place: SpreadPlace,
  context: LayoutContext,
): { pages: PageDraft[]; figureCount: number } {
  const { grid } = context;
  const pages: PageDraft[] = [];
  let page = startPage('', null);
  let y = 0;
  const turnPage = (): void => {
    const first = pages.length === 0;
    page = startPage(`Homage ${place.number}`, first ? `${place.number}. ${spreadTitle(spread)}` : null);
    pages.push(page);
    y = addHeading(page, spread, place, !first, context);
  };
  turnPage();

  const rows = figureSlots(spread, place.firstFigure, grid);
  const overflow: { number: number; text: string }[] = [];
  rows.forEach((slots, index) => {
    const wanted = index === 0 ? firstRowHeight(rows, spread, y, context) : laterRowHeightPt;
    let row = figureRow(slots, wanted, grid.bottom - y, context);
    if (index > 0) {
      const needed = y + rowGapPt + figureRow(slots, wanted, Number.POSITIVE_INFINITY, context).heightPt;
      if (needed > grid.bottom + 0.01) turnPage();
      else y += rowGapPt;
      row = figureRow(slots, wanted, grid.bottom - y, context);
    }
    page.ops.push(...row.ops(y));
    y += row.heightPt;
    overflow.push(...row.overflow);
  });

  const columns = spreadColumns(spread, overflow);
  if (y + 2 * ruleGapPt + leastTextPt > grid.bottom) turnPage();
  else {
    y += ruleGapPt;
    page.ops.push({
      kind: 'line',
      x1: grid.left,
      y1: y,
      x2: grid.left + grid.contentWidth,
      y2: y,
      colour: printColour.hairline,
      thickness: 0.5,
    });
    y += ruleGapPt;
  }
  let rest: FlowParagraph[] = [];
  columns.forEach((sections, index) => {
    rest = [...rest, ...fillSections(page, sections, columnBox(index, grid, y), context)];
  });
  while (rest.length > 0) {
    turnPage();
    rest = fillPage(page, rest, y, context);
  }
  return { pages, figureCount: rows.flat().length };
}

/**
 * Height of the first pictures: one page for the whole homage reads best, so they give way a little to what
 * stands below, the text or a second row of figures.
 */
function firstRowHeight(
  rows: readonly FigureSlot[][],
  spread: PrintSpread,
  y: number,
  context: LayoutContext,
): number {
  const room = context.grid.bottom - y;
  const [first = [], second] = rows;
  const below =
    second === undefined
      ? textHeight(spread, context) + 2 * ruleGapPt
      : rowGapPt + figureRow(second, laterRowHeightPt, room, context).heightPt;
  const excess = figureRow(first, firstRowHeightPt, room, context).heightPt + below - room;
  // The row may be lower than wanted already, where a column is too narrow for the height.
  const lowered = pictureHeight(first) - excess;
  return excess <= 0 || lowered < firstRowLeastPt ? firstRowHeightPt : lowered;
}

/** Height at which the first pictures of a row would stand if nothing else limited them. */
function pictureHeight(slots: readonly FigureSlot[]): number {
  const limits = slots.flatMap(({ figure, widthPt }) =>
    figure.picture === null ? [] : [widthPt * (figure.picture.area.height / figure.picture.area.width)],
  );
  return Math.min(firstRowHeightPt, ...limits);
}

function columnBox(index: number, grid: PrintGrid, y: number) {
  const heightPt = grid.bottom - y;
  return index < 2
    ? { x: quarterX(grid, index), y, widthPt: grid.quarter, heightPt }
    : { x: halfX(grid, 1), y, widthPt: grid.half, heightPt };
}

function flowOf(sections: readonly SpreadSection[]): FlowParagraph[] {
  return sections.flatMap(({ label, paragraphs }) => [sectionLabel(label), ...paragraphs]);
}

function textHeight(spread: PrintSpread, context: LayoutContext): number {
  const { grid } = context;
  const heights = spreadColumns(spread, []).map((sections, index) =>
    flowHeight(flowOf(sections), index < 2 ? grid.quarter : grid.half, context),
  );
  return Math.max(...heights);
}

/** Sets a column; what does not fit comes back under a label that says it goes on. */
function fillSections(
  page: PageDraft,
  sections: readonly SpreadSection[],
  box: ReturnType<typeof columnBox>,
  context: LayoutContext,
): readonly FlowParagraph[] {
  const flow = flowOf(sections);
  const column = fillColumn(flow, box, context);
  page.ops.push(...column.ops);
  const { rest } = column;
  const [next] = rest;
  if (next === undefined || next.role === 'subheading') return rest;
  // The section that was parted is the last one whose label was set.
  const labels = sections.map(({ label }) => label);
  const later = rest.filter((paragraph) => paragraph.role === 'subheading').length;
  const current = labels[labels.length - 1 - later] ?? '';
  return [sectionLabel(`${current}, continued`), { ...next, spaceBeforePt: 0 }, ...rest.slice(1)];
}

/** Fills a page of two columns, evenly where all fits. */
function fillPage(
  page: PageDraft,
  paragraphs: readonly FlowParagraph[],
  y: number,
  context: LayoutContext,
): FlowParagraph[] {
  const { grid } = context;
  const room = grid.bottom - y;
  const fill = (heightPt: number) => {
    const left = fillColumn(paragraphs, { x: halfX(grid, 0), y, widthPt: grid.half, heightPt }, context);
    const right = fillColumn(left.rest, { x: halfX(grid, 1), y, widthPt: grid.half, heightPt }, context);
    return { ops: [...left.ops, ...right.ops], rest: [...right.rest] };
  };
  let best = fill(room);
  if (best.rest.length === 0) {
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
  }
  page.ops.push(...best.ops);
  return best.rest;
}

/** Figures in rows: the first of each side face each other, the others follow two a side. */
function figureSlots(spread: PrintSpread, firstNumber: number, grid: PrintGrid): FigureSlot[][] {
  let number = firstNumber;
  const slot = (figure: PrintFigure, x: number, widthPt: number): FigureSlot => ({
    figure,
    number: number++,
    x,
    widthPt,
  });
  const rows: FigureSlot[][] = [
    [...spread.from.slice(0, 1), ...spread.to.slice(0, 1)].map((figure, index) =>
      slot(figure, halfX(grid, index), grid.half),
    ),
  ];
  const from = spread.from.slice(1);
  const to = spread.to.slice(1);
  while (from.length > 0 || to.length > 0) {
    // When one side is done the other may take the whole width.
    const left = from.splice(0, to.length === 0 ? 4 : 2);
    const right = to.splice(0, left.length === 0 ? 4 : 2);
    const rightStart = left.length === 0 ? 0 : 2;
    rows.push([
      ...left.map((figure, index) => slot(figure, quarterX(grid, index), grid.quarter)),
      ...right.map((figure, index) => slot(figure, quarterX(grid, rightStart + index), grid.quarter)),
    ]);
  }
  return rows;
}

/** @returns the top of what comes below */
function addHeading(
  page: PageDraft,
  spread: PrintSpread,
  place: SpreadPlace,
  continued: boolean,
  context: LayoutContext,
): number {
  const { grid, setting } = context;
  const grey = { colour: printColour.grey };
  const style = continued || spreadTitle(spread).length > 150 ? textStyle.headingSmall : textStyle.heading;
  const lines = breakLines(
    [
      span(spread.fromTitle, { weight: 'semibold' }),
      span(` ${spread.verb} `, grey),
      span(spread.toTitle, { weight: 'semibold' }),
      ...(continued ? [span('  continued', grey)] : []),
    ],
    style.sizePt,
    grid.contentWidth - 110,
    setting,
  );
  const role = continued ? 'artifact' : 'heading';
  page.ops.push(
    ...lineOps(lines, { x: grid.left, y: grid.top - 4, style, role, block: context.nextBlock() }),
  );
  const placeLines = breakLines(
    [span(`Homage ${place.number} of ${place.count}`, grey)],
    textStyle.body.sizePt,
    110,
    setting,
  );
  page.ops.push(
    ...lineOps(placeLines, {
      x: grid.left + grid.contentWidth,
      // On the baseline of the heading's first line.
      y:
        grid.top -
        4 +
        (style.leadingPt - textStyle.body.leadingPt) / 2 +
        (style.sizePt - textStyle.body.sizePt) * 0.354,
      style: textStyle.body,
      role: continued ? 'artifact' : 'paragraph',
      block: context.nextBlock(),
      align: 'right',
    }),
  );
  return grid.top - 4 + lines.length * style.leadingPt + 13;
}
