import { breakLines, type Line, type Span, span } from './breakLines.ts';
import { type ContentsEntry, type ContentsStyle, setContents } from './contentsEntries.ts';
import { coverBand } from './coverBand.ts';
import { addPageHeading } from './layoutCredits.ts';
import { type LayoutContext, lineOps, type PageDraft, startPage } from './pageBuilder.ts';
import type { PrintDocument } from './printDocument.ts';
import { halfX, printColour, textStyle } from './printGrid.ts';
import { shortDate } from './spreadText.ts';

/** Index of a homage's first page, given the number of pages that cover and contents take. */
type FirstPageOf = (entry: ContentsEntry, frontPages: number) => number;

const entryGapPt = 13;
const bandGapPt = { above: 30, below: 22 };

/**
 * The cover: title on the left, the homages with their first pictures on the right, as large as their number
 * allows. Contents that are too long for it follow on pages of their own.
 */
export function layoutCover(
  document: PrintDocument,
  firstPageOf: FirstPageOf,
  context: LayoutContext,
): PageDraft[] {
  const { grid } = context;
  const cover = startPage('Cover', document.title === '' ? 'Cover' : document.title);
  const titleFoot = addTitle(cover, document, context);
  const factsTop = addFacts(cover, document, titleFoot, context);
  const entries = document.spreads.map((spread, index) => ({ spread, number: index + 1 }));
  if (entries.length === 0) return [cover];

  const top = grid.top;
  const room = grid.footerBaseline + 3 - top;
  const styles: readonly ContentsStyle[] = [
    { kind: 'stacked', roomPt: (room - (entries.length - 1) * entryGapPt) / entries.length },
    { kind: 'beside' },
    { kind: 'words' },
  ];
  for (const style of styles) {
    const set = setContents(entries, style, context);
    if (set === null) continue;
    const height = set.reduce((sum, entry) => sum + entry.heightPt + entryGapPt, -entryGapPt);
    if (height > room + 0.01) continue;
    // Where the contents have no pictures the cover shows some.
    if (style.kind === 'words')
      addBand(cover, document, Math.max(titleFoot, top + height), factsTop, context);
    let y = top;
    for (const entry of set) {
      cover.ops.push(...entry.ops(halfX(grid, 1), y, firstPageOf(entry.entry, 1)));
      y += entry.heightPt + entryGapPt;
    }
    return [cover];
  }
  addBand(cover, document, titleFoot, factsTop, context);
  return [cover, ...contentsPages(entries, firstPageOf, context)];
}

function addBand(
  cover: PageDraft,
  document: PrintDocument,
  wordsFoot: number,
  factsTop: number,
  context: LayoutContext,
): void {
  const foot = factsTop - bandGapPt.below;
  cover.ops.push(...coverBand(document.spreads, foot, foot - wordsFoot - bandGapPt.above, context));
}

function contentsPages(
  entries: readonly ContentsEntry[],
  firstPageOf: FirstPageOf,
  context: LayoutContext,
): PageDraft[] {
  const { grid } = context;
  const set = setContents(entries, { kind: 'words' }, context) ?? [];
  const place = (pageCount: number): PageDraft[] => {
    const pages: PageDraft[] = [];
    let column = 1;
    let y = Number.POSITIVE_INFINITY;
    let top = 0;
    for (const entry of set) {
      if (y + entry.heightPt > grid.bottom) {
        column = 1 - column;
        if (column === 0) {
          const first = pages.length === 0;
          const page = startPage('Contents', first ? 'Contents' : null);
          pages.push(page);
          top = addPageHeading(page, first ? 'Contents' : 'Contents, continued', '', context);
        }
        y = top;
      }
      pages.at(-1)?.ops.push(...entry.ops(halfX(grid, column), y, firstPageOf(entry.entry, 1 + pageCount)));
      y += entry.heightPt + entryGapPt;
    }
    return pages;
  };
  // The first pass only counts: the number of these pages shifts every page number they show.
  return place(place(0).length);
}

function addTitle(cover: PageDraft, document: PrintDocument, context: LayoutContext): number {
  const { grid, setting } = context;
  const set = (text: string, sizePt: number, look: Partial<Span>): Line[] =>
    breakLines([span(text, look)], sizePt, grid.half - grid.gutter, setting);
  const large = set(document.title, textStyle.display.sizePt, { weight: 'semibold' });
  const style = large.length <= 5 ? textStyle.display : textStyle.displaySmall;
  const title = large.length <= 5 ? large : set(document.title, style.sizePt, { weight: 'semibold' });
  const y = grid.top - 8;
  cover.ops.push(...lineOps(title, { x: grid.left, y, style, role: 'title', block: context.nextBlock() }));
  let foot = y + title.length * style.leadingPt + 8;
  if (document.subtitle !== '') {
    const subtitle = set(document.subtitle, textStyle.subtitle.sizePt, { colour: printColour.grey });
    const placing = { x: grid.left, y: foot, style: textStyle.subtitle, role: 'paragraph' as const };
    cover.ops.push(...lineOps(subtitle, { ...placing, block: context.nextBlock() }));
    foot += subtitle.length * textStyle.subtitle.leadingPt;
  }
  return foot;
}

/** @returns the top of the lines at the page's foot */
function addFacts(
  cover: PageDraft,
  document: PrintDocument,
  titleFoot: number,
  context: LayoutContext,
): number {
  const { grid, setting } = context;
  const facts = [countOf(document.spreads.length, 'homage'), shortDate(document.createdOn)];
  const style = textStyle.body;
  const y = grid.footerBaseline + 3 - facts.length * style.leadingPt;
  if (titleFoot > y) return y;
  facts.forEach((fact, index) => {
    const lines = breakLines([span(fact, { colour: printColour.grey })], style.sizePt, grid.half, setting);
    const placing = { x: grid.left, y: y + index * style.leadingPt, style, role: 'paragraph' as const };
    cover.ops.push(...lineOps(lines, { ...placing, block: context.nextBlock() }));
  });
  return y;
}

/** "1 homage", "5 homages". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
