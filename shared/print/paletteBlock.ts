import type { Swatch } from '../domain/frame.ts';
import { breakLinesAtMost, type Line, span } from './breakLines.ts';
import { type LayoutContext, lineOps } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import { printColour, textStyle } from './printGrid.ts';

const chipHeightPt = 15;
const gapPt = 5;
/** Eight chips stand in one row of half a page, also of Letter. */
const minWidthPt = 36;
const maxNameLines = 4;
const rowGapPt = 6;

interface NamedSwatch {
  readonly swatch: Swatch;
  readonly name: readonly Line[];
  readonly hex: readonly Line[];
}

interface SwatchRow {
  readonly swatches: readonly NamedSwatch[];
  readonly nameLines: number;
}

/** A palette set into a width: equal chips, each with its name and hex below. */
export interface PaletteBlock {
  readonly heightPt: number;
  ops(x: number, y: number): DrawOp[];
}

/** Below this width names would break apart under their chips: the palette becomes a list. */
const narrowPt = 260;
const listLeadingPt = 10.5;
const dotPt = 7;

/** Sets a palette: a row of chips, or a list where the column is narrow. */
export function paletteBlock(
  palette: readonly Swatch[],
  widthPt: number,
  context: LayoutContext,
): PaletteBlock {
  if (palette.length === 0) return { heightPt: 0, ops: () => [] };
  return widthPt < narrowPt ? listBlock(palette, widthPt, context) : chipBlock(palette, widthPt, context);
}

function chipOutline(swatch: Swatch): string | null {
  // A near-white chip would vanish on the paper without its outline.
  return swatch.oklch[0] > 0.93 ? printColour.hairline : null;
}

/** One line a colour: a dot, its name, its hex at the right. */
function listBlock(palette: readonly Swatch[], widthPt: number, context: LayoutContext): PaletteBlock {
  const style = { sizePt: textStyle.swatch.sizePt, leadingPt: listLeadingPt };
  const set = (text: string, colour: string, maxWidthPt: number): readonly Line[] =>
    breakLinesAtMost([span(text, { colour })], style.sizePt, maxWidthPt, 1, context.setting).lines;
  const ops = (x: number, y: number): DrawOp[] =>
    palette.flatMap((swatch, index): DrawOp[] => {
      const top = y + index * listLeadingPt;
      const hex = set(swatch.hex.toUpperCase(), printColour.grey, widthPt);
      const nameX = x + dotPt + 5;
      const name = set(swatch.name, printColour.ink, widthPt - dotPt - 10 - (hex[0]?.width ?? 0));
      const placing = { y: top, style, role: 'paragraph' as const, block: context.nextBlock() };
      return [
        {
          kind: 'rect',
          x,
          y: top + (listLeadingPt - dotPt) / 2,
          width: dotPt,
          height: dotPt,
          fill: swatch.hex,
          stroke: chipOutline(swatch),
        },
        ...lineOps(name, { ...placing, x: nameX }),
        ...lineOps(hex, { ...placing, x: x + widthPt, align: 'right' }),
      ];
    });
  return { heightPt: palette.length * listLeadingPt, ops };
}

function chipBlock(palette: readonly Swatch[], widthPt: number, context: LayoutContext): PaletteBlock {
  const perRowAtMost = Math.max(1, Math.floor((widthPt + gapPt) / (minWidthPt + gapPt)));
  const rowCount = Math.ceil(palette.length / perRowAtMost);
  // No chip is left alone in a last row.
  const perRow = Math.ceil(palette.length / rowCount);
  // A short palette keeps the chips of five, so that the chips of both sides are alike.
  const chipsAcross = Math.max(perRow, Math.min(5, perRowAtMost));
  const chipWidth = (widthPt - (chipsAcross - 1) * gapPt) / chipsAcross;
  const set = (text: string, colour: string, maxLines: number): readonly Line[] =>
    breakLinesAtMost([span(text, { colour })], textStyle.swatch.sizePt, chipWidth, maxLines, context.setting)
      .lines;

  const rows: SwatchRow[] = [];
  for (let start = 0; start < palette.length; start += perRow) {
    const swatches = palette.slice(start, start + perRow).map((swatch) => ({
      swatch,
      name: set(swatch.name, printColour.ink, maxNameLines),
      hex: set(swatch.hex.toUpperCase(), printColour.grey, 1),
    }));
    rows.push({ swatches, nameLines: Math.max(...swatches.map((entry) => entry.name.length)) });
  }
  const { leadingPt } = textStyle.swatch;
  const rowHeight = (row: SwatchRow): number => chipHeightPt + 4 + (row.nameLines + 1) * leadingPt;
  const heightPt = rows.reduce((sum, row) => sum + rowHeight(row), 0) + (rows.length - 1) * rowGapPt;

  const ops = (x: number, y: number): DrawOp[] => {
    const drawn: DrawOp[] = [];
    let top = y;
    for (const row of rows) {
      row.swatches.forEach((entry, index) => {
        const left = x + index * (chipWidth + gapPt);
        const block = context.nextBlock();
        const text = { x: left, style: textStyle.swatch, role: 'paragraph' as const, block };
        drawn.push(
          {
            kind: 'rect',
            x: left,
            y: top,
            width: chipWidth,
            height: chipHeightPt,
            fill: entry.swatch.hex,
            stroke: chipOutline(entry.swatch),
          },
          ...lineOps(entry.name, { ...text, y: top + chipHeightPt + 4 }),
          ...lineOps(entry.hex, { ...text, y: top + chipHeightPt + 4 + entry.name.length * leadingPt }),
        );
      });
      top += rowHeight(row) + rowGapPt;
    }
    return drawn;
  };
  return { heightPt, ops };
}
