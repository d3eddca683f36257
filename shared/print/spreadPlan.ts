import type { FigureRow } from './figureRow.ts';

/** A row of figures and how far its pictures may give way. */
export interface PlannedRow {
  readonly row: FigureRow;
  /** Picture height where there is room. */
  readonly mostPt: number;
  /** Picture height below which it is better to turn the page. */
  readonly leastPt: number;
}

/** Space above a second row on a page. */
export const rowGapPt = 18;

/**
 * Decides which rows stand on a page and how high their pictures are: all of them with the text below where
 * that can be had by making pictures smaller. Else a short text keeps the last row with it, so that no page
 * holds a few lines alone, while a long text makes pages of its own.
 * @param textPt height of the text with the rule above it
 * @returns wanted picture heights of the rows on this page, at least one
 */
export function planPage(rows: readonly PlannedRow[], textPt: number, roomPt: number): number[] {
  const whole = fittingHeights(rows, roomPt - textPt);
  if (whole !== null) return whole;
  const isLongText = textPt > roomPt * 0.4;
  for (let count = isLongText ? rows.length : rows.length - 1; count > 1; count--) {
    const heights = fittingHeights(rows.slice(0, count), roomPt);
    if (heights !== null) return heights;
  }
  const first = rows.slice(0, 1);
  return fittingHeights(first, roomPt) ?? first.map((planned) => forcedHeight(planned, roomPt));
}

/** Heights that fit, every picture giving way in proportion; null where even the least do not. */
function fittingHeights(rows: readonly PlannedRow[], roomPt: number): number[] | null {
  // 0: as high as wanted, 1: as low as may be.
  const fits = (squeeze: number): boolean => totalHeight(rows, heightsAt(rows, squeeze)) <= roomPt;
  if (fits(0)) return heightsAt(rows, 0);
  if (!fits(1)) return null;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return heightsAt(rows, high);
}

function heightsAt(rows: readonly PlannedRow[], squeeze: number): number[] {
  return rows.map(({ row, mostPt, leastPt }) => {
    const most = row.pictureHeightPt(mostPt);
    return most - squeeze * Math.max(0, most - leastPt);
  });
}

function totalHeight(rows: readonly PlannedRow[], heights: readonly number[]): number {
  return rows.reduce(
    (sum, { row }, index) => sum + (index === 0 ? 0 : rowGapPt) + row.heightPt(heights[index] ?? 0),
    0,
  );
}

/** A row alone on its page whose words leave its pictures less than is asked for. */
function forcedHeight({ row, leastPt }: PlannedRow, roomPt: number): number {
  return Math.max(1, leastPt - Math.max(0, row.heightPt(leastPt) - roomPt));
}
