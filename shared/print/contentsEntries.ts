import { breakLines, type Span, span } from './breakLines.ts';
import { type LayoutContext, lineOps } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import { pictureInShape } from './pictureInShape.ts';
import type { PrintFigure, PrintSpread } from './printDocument.ts';
import { printColour, textStyle } from './printGrid.ts';
import { headingSpans, spreadSubject } from './spreadHeading.ts';

/** A line of the contents: a homage and its number. */
export interface ContentsEntry {
  readonly spread: PrintSpread;
  readonly number: number;
}

/** Pictures under the words as large as `roomPt` allows, small ones beside them, or none. */
export type ContentsStyle =
  | { readonly kind: 'stacked'; readonly roomPt: number }
  | { readonly kind: 'beside' }
  | { readonly kind: 'words' };

/** An entry that knows its height. */
export interface SetEntry {
  readonly entry: ContentsEntry;
  readonly heightPt: number;
  ops(x: number, y: number, toPage: number): DrawOp[];
}

const numberWidthPt = 24;
const pageNumberWidthPt = 30;
const pairGapPt = 3;
const wordsGapPt = 4;
const pictureShape = 16 / 9;
const besideHeightPt = 44;
/** Stacked pictures smaller than this stand better beside the words. */
const leastStackedPt = 56;

/**
 * Sets the contents in one column of two.
 * @returns null where the style leaves the pictures too small
 */
export function setContents(
  entries: readonly ContentsEntry[],
  style: ContentsStyle,
  context: LayoutContext,
): SetEntry[] | null {
  const { grid, setting } = context;
  const { sizePt, leadingPt } = textStyle.body;
  const beside = style.kind === 'beside' ? 2 * besideHeightPt * pictureShape + pairGapPt + 14 : 0;
  const textX = numberWidthPt + beside;
  const worded = entries.map((entry) => ({
    entry,
    lines: breakLines(entrySpans(entry.spread), sizePt, grid.half - textX - pageNumberWidthPt, setting),
  }));
  const longest = Math.max(...worded.map(({ lines }) => lines.length));
  const widest = (grid.half - numberWidthPt - pairGapPt) / 2 / pictureShape;
  const stackedHeight =
    style.kind === 'stacked' ? Math.min(widest, style.roomPt - longest * leadingPt - wordsGapPt) : 0;
  if (style.kind === 'stacked' && stackedHeight < leastStackedPt) return null;

  return worded.map(({ entry, lines }) => {
    const wordsHeight = lines.length * leadingPt;
    const pictureHeight = { stacked: stackedHeight, beside: besideHeightPt, words: 0 }[style.kind];
    const pictureY = style.kind === 'stacked' ? wordsHeight + wordsGapPt : 0;
    const heightPt = Math.max(wordsHeight, hasPicture(entry.spread) ? pictureY + pictureHeight : 0);
    const ops = (x: number, y: number, toPage: number): DrawOp[] => {
      const shared = {
        y,
        style: textStyle.body,
        role: 'paragraph' as const,
        block: context.nextBlock(),
        toPage,
      };
      const grey = { colour: printColour.grey };
      const number = breakLines([span(`${entry.number}`, grey)], sizePt, numberWidthPt, setting);
      const page = breakLines([span(`${toPage + 1}`, grey)], sizePt, pageNumberWidthPt, setting);
      return [
        ...lineOps(number, { ...shared, x }),
        ...lineOps(lines, { ...shared, x: x + textX }),
        ...lineOps(page, { ...shared, x: x + grid.half, align: 'right' }),
        ...pairOps(entry.spread, x + numberWidthPt, y + pictureY, pictureHeight),
      ];
    };
    return { entry, heightPt, ops };
  });
}

function entrySpans(spread: PrintSpread): Span[] {
  const subject = spreadSubject(spread);
  const grey = { colour: printColour.grey };
  return subject === '' ? headingSpans(spread) : [...headingSpans(spread), span(`  ${subject}`, grey)];
}

function firstFigures(spread: PrintSpread): PrintFigure[] {
  return [
    spread.from.find(({ picture }) => picture !== null),
    spread.to.find(({ picture }) => picture !== null),
  ]
    .map((figure, index) => figure ?? (index === 0 ? spread.from : spread.to)[0])
    .filter((figure) => figure !== undefined);
}

function hasPicture(spread: PrintSpread): boolean {
  return firstFigures(spread).some(({ picture }) => picture !== null);
}

/** The first pictures of both sides in boxes of one size; nothing where neither side has one. */
function pairOps(spread: PrintSpread, x: number, y: number, heightPt: number): DrawOp[] {
  if (heightPt === 0 || !hasPicture(spread)) return [];
  const width = heightPt * pictureShape;
  return firstFigures(spread).map((figure, index) =>
    thumbnailOp(figure, { x: x + index * (width + pairGapPt), y, width, height: heightPt }),
  );
}

function thumbnailOp(
  { picture }: PrintFigure,
  box: { x: number; y: number; width: number; height: number },
): DrawOp {
  if (picture === null) return { kind: 'rect', ...box, fill: printColour.panel, stroke: null };
  // Filled like a stamp: the middle of the picture in the box's shape. Described where it stands in full.
  return { kind: 'image', picture: pictureInShape(picture, pictureShape), ...box, altText: '' };
}
