import { breakLines, span } from './breakLines.ts';
import { type LayoutContext, lineOps, type PageDraft, startPage } from './pageBuilder.ts';
import type { PrintDocument } from './printDocument.ts';
import { halfX, printColour, textStyle } from './printGrid.ts';
import { bodyParagraph, shortDate } from './spreadText.ts';
import { type FlowParagraph, fillColumn } from './textFlow.ts';

/** The last pages: works and pictures credited, how the document was made. */
export function layoutCredits(document: PrintDocument, context: LayoutContext): PageDraft[] {
  const { grid } = context;
  const colophon = `Laid out with Afterimage on ${shortDate(document.createdOn)}. Set in Pretendard and Noto Sans.`;
  let rest: readonly FlowParagraph[] = [
    ...document.credits.map((credit, index) => bodyParagraph([span(credit)], index === 0 ? 0 : 4)),
    bodyParagraph([span(colophon, { colour: printColour.grey })], 13),
  ];
  const pages: PageDraft[] = [];
  while (rest.length > 0) {
    const page = startPage('Credits', pages.length === 0 ? 'Credits' : null);
    const y = addPageHeading(page, pages.length === 0 ? 'Credits' : 'Credits, continued', '', context);
    for (let column = 0; column < 2 && rest.length > 0; column++) {
      const box = { x: halfX(grid, column), y, widthPt: grid.half, heightPt: grid.bottom - y };
      const filled = fillColumn(rest, box, context);
      page.ops.push(...filled.ops);
      rest = filled.rest;
    }
    pages.push(page);
  }
  return pages;
}

/**
 * A page's heading with a remark at the right.
 * @returns the top of what comes below
 */
export function addPageHeading(
  page: PageDraft,
  title: string,
  remark: string,
  context: LayoutContext,
): number {
  const { grid, setting } = context;
  const style = textStyle.heading;
  const y = grid.top - 4;
  const heading = breakLines([span(title, { weight: 'semibold' })], style.sizePt, grid.half, setting);
  page.ops.push(...lineOps(heading, { x: grid.left, y, style, role: 'heading', block: context.nextBlock() }));
  if (remark !== '') {
    const lines = breakLines(
      [span(remark, { colour: printColour.grey })],
      textStyle.body.sizePt,
      grid.half,
      setting,
    );
    page.ops.push(
      ...lineOps(lines, {
        x: grid.left + grid.contentWidth,
        y:
          y +
          (style.leadingPt - textStyle.body.leadingPt) / 2 +
          (style.sizePt - textStyle.body.sizePt) * 0.354,
        style: textStyle.body,
        role: 'paragraph',
        block: context.nextBlock(),
        align: 'right',
      }),
    );
  }
  return y + heading.length * style.leadingPt + 13;
}
