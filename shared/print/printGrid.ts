import type { PrintDocument } from './printDocument.ts';

/** Where things stand on a page, in points. */
export interface PrintGrid {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly contentWidth: number;
  /** Lower edge of what flows; the footer is below. */
  readonly bottom: number;
  readonly footerBaseline: number;
  readonly gutter: number;
  /** Width of one of two columns. */
  readonly half: number;
  /** Width of one of four columns. */
  readonly quarter: number;
}

const pageSizes: Record<PrintDocument['pageFormat'], { width: number; height: number }> = {
  'a4-landscape': { width: 841.89, height: 595.28 },
  'letter-landscape': { width: 792, height: 612 },
};

const margin = 39;
const gutter = 16.5;

/** The grid of a page format: two columns (one a side of the link), each of two. */
export function printGrid(format: PrintDocument['pageFormat']): PrintGrid {
  const { width, height } = pageSizes[format];
  const contentWidth = width - 2 * margin;
  const half = (contentWidth - gutter) / 2;
  return {
    width,
    height,
    left: margin,
    top: margin,
    contentWidth,
    bottom: height - 60,
    footerBaseline: height - 36,
    gutter,
    half,
    quarter: (half - gutter) / 2,
  };
}

/** Left edge of one of four columns. */
export function quarterX(grid: PrintGrid, index: number): number {
  return grid.left + index * (grid.quarter + grid.gutter);
}

/** Left edge of one of two columns. */
export function halfX(grid: PrintGrid, index: number): number {
  return grid.left + index * (grid.half + grid.gutter);
}

export interface TextStyle {
  readonly sizePt: number;
  readonly leadingPt: number;
}

/** The few sizes in use; text that flows in columns stands on a 13 pt baseline grid. */
export const textStyle = {
  display: { sizePt: 30, leadingPt: 37 },
  displaySmall: { sizePt: 19, leadingPt: 25 },
  subtitle: { sizePt: 12, leadingPt: 17 },
  heading: { sizePt: 16, leadingPt: 21 },
  headingSmall: { sizePt: 11, leadingPt: 15 },
  body: { sizePt: 9, leadingPt: 13 },
  label: { sizePt: 7.5, leadingPt: 13 },
  swatch: { sizePt: 7, leadingPt: 9 },
} as const satisfies Record<string, TextStyle>;

/** Greys of no hue; blue only where a link can be followed. All text is at least 4.5:1 on white. */
export const printColour = {
  ink: '#1a1a1a',
  grey: '#6b6b6b',
  hairline: '#d4d4d4',
  edge: '#8c8c8c',
  link: '#1f4f99',
  paper: '#ffffff',
  panel: '#f2f2f2',
} as const;

/** Distance from the top of a line to its baseline: the capitals stand in the middle of the leading. */
export function baselineOffset(style: TextStyle): number {
  return style.leadingPt / 2 + style.sizePt * 0.354;
}
