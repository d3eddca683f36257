import type { Swatch } from '../domain/frame.ts';
import { breakLinesAtMost, type Line, span } from './breakLines.ts';
import { type LayoutContext, lineOps } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import { printColour, textStyle } from './printGrid.ts';

const chipHeightPt = 15;
const gapPt = 6.5;
const minWidthPt = 39;
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

/** Sets a palette; many swatches in a narrow column take several rows. */
export function paletteBlock(
  palette: readonly Swatch[],
  widthPt: number,
  context: LayoutContext,
): PaletteBlock {
  if (palette.length === 0) return { heightPt: 0, ops: () => [] };
  const perRowAtMost = Math.max(1, Math.floor((widthPt + gapPt) / (minWidthPt + gapPt)));
  const rowCount = Math.ceil(palette.length / perRowAtMost);
  // Rows of one kind of chip, so that neighbouring palettes stand alike.
  const perRow = rowCount > 1 ? perRowAtMost : palette.length;
  // A short palette keeps the chips of five, so that the chips of both sides are alike.
  const chipWidth =
    (widthPt - (Math.max(perRow, Math.min(5, perRowAtMost)) - 1) * gapPt) /
    Math.max(perRow, Math.min(5, perRowAtMost));
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
        // A near-white chip would vanish on the paper without its outline.
        const pale = entry.swatch.oklch[0] > 0.93;
        drawn.push(
          {
            kind: 'rect',
            x: left,
            y: top,
            width: chipWidth,
            height: chipHeightPt,
            fill: entry.swatch.hex,
            stroke: pale ? printColour.hairline : null,
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
