import type { BoardPoint, BoardRect } from './edgePath.ts';
import { type BoardSize, frameItemSize, frameStripSpace, itemSize } from './itemSize.ts';

const gap = 24;

/**
 * Places pictures in rows, left to right, about as wide as a landscape page.
 * @param shapes of the pictures; only the ratio counts
 * @param corner top left of the grid
 * @returns a rectangle a picture, in the same order, none overlapping another or its palette strip
 */
export function gridFrames(shapes: readonly BoardSize[], corner: BoardPoint): BoardRect[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(shapes.length)));
  const sizes = shapes.map((shape) => frameItemSize(shape));
  const places: BoardRect[] = [];
  let top = corner.y;
  for (let start = 0; start < sizes.length; start += columns) {
    const row = sizes.slice(start, start + columns);
    row.forEach((size, column) => {
      places.push({ x: corner.x + column * (itemSize.frameBox.width + gap), y: top, ...size });
    });
    top += Math.max(...row.map((size) => size.height)) + frameStripSpace + gap;
  }
  return places;
}
