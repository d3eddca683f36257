import { breakLines, span } from './breakLines.ts';
import { figureRow } from './figureRow.ts';
import { figureSlots } from './figureSlots.ts';
import { type LayoutContext, lineOps, type PageDraft, startPage } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import type { PrintSpread } from './printDocument.ts';
import { type PrintGrid, printColour, textStyle } from './printGrid.ts';
import { headingSpans, spreadSubject, spreadTitle } from './spreadHeading.ts';
import { type PlannedRow, planPage, rowGapPt } from './spreadPlan.ts';
import {
  fillSpreadText,
  fillTextPage,
  leastTextPt,
  type SpreadTextColumns,
  spreadTextColumns,
} from './spreadTextColumns.ts';
import { type FlowParagraph, flowHeight } from './textFlow.ts';

/** Heights of pictures: where there is room, and below which the page is turned instead. */
const firstRowPt = { most: 224, least: 105 };
const laterRowPt = { most: 104, least: 64 };
const ruleGapPt = 13;
/** A last page with less than this in each of its two columns looks forgotten. */
const fewLinesPt = textStyle.body.leadingPt * 7;

/** Where a spread stands among the others. */
export interface SpreadPlace {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  /** Number of its first figure. */
  readonly firstFigure: number;
}

/**
 * The pages of one homage link: heading, the figures of both sides facing each other, then relation, note
 * and evidence in columns. Pictures give way so that one page holds it all; only what is too long for that
 * flows on to as many pages as it needs.
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
    page = startPage(`Homage ${place.number}`, first ? bookmarkOf(spread, place) : null);
    pages.push(page);
    y = addHeading(page, spread, place, !first, context);
  };

  const slots = figureSlots(spread, place.firstFigure, grid);
  let rows: readonly PlannedRow[] = slots.map((inRow, index) => {
    const { most, least } = index === 0 ? firstRowPt : laterRowPt;
    return { row: figureRow(inRow, context), mostPt: most, leastPt: least };
  });
  const overflow = rows.flatMap(({ row }) => row.overflow);
  const text = spreadTextColumns(spread, overflow, context);
  while (rows.length > 0) {
    turnPage();
    const heights = planPage(rows, 2 * ruleGapPt + text.heightPt, grid.bottom - y);
    for (const [index, heightPt] of heights.entries()) {
      const row = rows[index]?.row;
      if (row === undefined) break;
      if (index > 0) y += rowGapPt;
      page.ops.push(...row.ops(y, heightPt));
      y += row.heightPt(heightPt);
    }
    rows = rows.slice(heights.length);
  }

  let filled = textBelowFigures(text, y, context);
  if (filled === null) {
    turnPage();
    filled = fillSpreadText(text, y, grid.bottom - y, context);
  }
  page.ops.push(...filled.ops);
  while (filled.rest.length > 0) {
    turnPage();
    filled = fillTextPage(filled.rest, y, context);
    page.ops.push(...filled.ops);
  }
  return { pages, figureCount: slots.flat().length };
}

function bookmarkOf(spread: PrintSpread, { number }: SpreadPlace): string {
  const subject = spreadSubject(spread);
  return `${number}. ${spreadTitle(spread)}${subject === '' ? '' : `: ${subject}`}`;
}

/** The text under a rule below the figures; null where it is better to set it on a page of its own. */
function textBelowFigures(
  text: SpreadTextColumns,
  figuresFoot: number,
  context: LayoutContext,
): { ops: DrawOp[]; rest: FlowParagraph[] } | null {
  const { grid } = context;
  const top = figuresFoot + 2 * ruleGapPt;
  const room = grid.bottom - top;
  // The sum of the heights of what was placed may be off by a hair.
  if (room + 0.01 < Math.min(leastTextPt, text.heightPt)) return null;
  const filled = fillSpreadText(text, top, room, context);
  const left = flowHeight(filled.rest, grid.half, context) / 2;
  const wholeOnAPage = text.heightPt < (grid.bottom - grid.top) * 0.8;
  if (filled.rest.length > 0 && left < fewLinesPt && wholeOnAPage) return null;
  return { ops: [ruleOp(grid, figuresFoot + ruleGapPt), ...filled.ops], rest: filled.rest };
}

function ruleOp(grid: PrintGrid, y: number): DrawOp {
  return {
    kind: 'line',
    x1: grid.left,
    y1: y,
    x2: grid.left + grid.contentWidth,
    y2: y,
    colour: printColour.hairline,
    thickness: 0.5,
  };
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
    [...headingSpans(spread), ...(continued ? [span('  continued', grey)] : [])],
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
