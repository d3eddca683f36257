import { breakLinesAtMost, span } from './breakLines.ts';
import { hanFallbackOf } from './hanLanguage.ts';
import { layoutCover } from './layoutCover.ts';
import { layoutCredits } from './layoutCredits.ts';
import { layoutOverview } from './layoutOverview.ts';
import { layoutSpread } from './layoutSpread.ts';
import { finishPage, type LayoutContext, lineOps, type PageDraft } from './pageBuilder.ts';
import type { PageLayout, TextMeasure } from './pageLayout.ts';
import type { PrintDocument } from './printDocument.ts';
import { baselineOffset, printColour, printGrid, textStyle } from './printGrid.ts';

/**
 * Lays a whole document out: cover with contents, the board as an overview, one spread a homage link, credits.
 * Pure: the same document and measure give the same pages, whether they go to a PDF or to the window.
 */
export function layoutDocument(document: PrintDocument, measure: TextMeasure): PageLayout[] {
  let block = 0;
  const context: LayoutContext = {
    grid: printGrid(document.pageFormat),
    setting: { measure, hanFallback: hanFallbackOf(document.language) },
    nextBlock: () => block++,
  };
  const overview = layoutOverview(document, context);
  const spreads: PageDraft[][] = [];
  let firstFigure = 1;
  document.spreads.forEach((spread, index) => {
    const place = { number: index + 1, count: document.spreads.length, firstFigure };
    const laidOut = layoutSpread(spread, place, context);
    spreads.push(laidOut.pages);
    firstFigure += laidOut.figureCount;
  });
  // The cover names pages, so it comes last though it stands first; the overview is one page after it.
  const front = layoutCover(
    document,
    ({ number }, frontPages) =>
      frontPages + 1 + spreads.slice(0, number - 1).reduce((sum, pages) => sum + pages.length, 0),
    context,
  );
  const credits = layoutCredits(document, context);
  const pages = [...front, overview, ...spreads.flat(), ...credits];
  pages.forEach((page, index) => {
    if (index > 0) addFooter(page, document.title, index + 1, context);
  });
  return pages.map((page) => finishPage(page, context.grid));
}

function addFooter(page: PageDraft, title: string, pageNumber: number, context: LayoutContext): void {
  const { grid, setting } = context;
  const style = textStyle.body;
  const set = (text: string) =>
    breakLinesAtMost(
      [span(text, { colour: printColour.grey })],
      style.sizePt,
      grid.contentWidth - 60,
      1,
      setting,
    ).lines;
  const shared = {
    y: grid.footerBaseline - baselineOffset(style),
    style,
    role: 'artifact' as const,
    block: context.nextBlock(),
  };
  page.ops.push(
    ...lineOps(set(title), { ...shared, x: grid.left }),
    ...lineOps(set(`${pageNumber}`), { ...shared, x: grid.left + grid.contentWidth, align: 'right' }),
  );
}
