import type { FigureSlot } from './figureRow.ts';
import type { PrintFigure, PrintSpread } from './printDocument.ts';
import { halfX, type PrintGrid, quarterX } from './printGrid.ts';

/**
 * Figures in rows: the first of each side face each other over half the width, the others follow in quarters.
 * A figure that is alone in its half has the quarter beside it for its palette.
 * @param firstNumber number of the first figure
 */
export function figureSlots(spread: PrintSpread, firstNumber: number, grid: PrintGrid): FigureSlot[][] {
  let number = firstNumber;
  const quarter = (figure: PrintFigure, column: number, alone: boolean): FigureSlot => ({
    figure,
    number: number++,
    x: quarterX(grid, column),
    widthPt: grid.quarter,
    beside: alone ? { x: quarterX(grid, column + 1), widthPt: grid.quarter } : null,
  });
  const rows: FigureSlot[][] = [
    [...spread.from.slice(0, 1), ...spread.to.slice(0, 1)].map((figure, index) => ({
      figure,
      number: number++,
      x: halfX(grid, index),
      widthPt: grid.half,
      beside: null,
    })),
  ];
  const from = spread.from.slice(1);
  const to = spread.to.slice(1);
  while (from.length > 0 || to.length > 0) {
    const rest = from.length === 0 ? to : from;
    if ((from.length === 0 || to.length === 0) && rest.length > 1) {
      // When one side is done the other takes the whole width.
      const taken = rest.splice(0, 4);
      const alone = taken.length === 2;
      rows.push(taken.map((figure, index) => quarter(figure, alone ? index * 2 : index, alone)));
      continue;
    }
    const left = from.splice(0, 2);
    const right = to.splice(0, 2);
    rows.push([
      ...left.map((figure, index) => quarter(figure, index, left.length === 1)),
      ...right.map((figure, index) => quarter(figure, 2 + index, right.length === 1)),
    ]);
  }
  return rows;
}
