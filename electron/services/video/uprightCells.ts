import type { ShotCells } from './barEvidence.ts';
import type { Cropping, Orientation } from './displayGeometry.ts';

/**
 * Turns cells of the coded picture to how it is shown: cut to its cropping, mirrored, turned.
 * @param coded size of the coded picture in pixels
 */
export function uprightCells(
  cells: ShotCells,
  { rotation, mirrored }: Orientation,
  cropping: Cropping,
  coded: { readonly width: number; readonly height: number },
): ShotCells {
  const { top, bottom, left, right } = cropping;
  if (rotation === 0 && !mirrored && top + bottom + left + right === 0) return cells;
  const isTurned = rotation === 90 || rotation === 270;
  const width = isTurned ? cells.height : cells.width;
  const height = isTurned ? cells.width : cells.height;
  const lowest = new Uint8Array(width * height);
  const highest = new Uint8Array(width * height);
  for (let y = 0, cell = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, cell += 1) {
      const across = (x + 0.5) / width;
      const down = (y + 0.5) / height;
      // Undone in the opposite order: first the turn, then the mirror, then the cut.
      const [turnedX, turnedY] = {
        0: [across, down],
        90: [down, 1 - across],
        180: [1 - across, 1 - down],
        270: [1 - down, across],
      }[rotation] as [number, number];
      const cutX = mirrored ? 1 - turnedX : turnedX;
      const codedX = (left + cutX * (coded.width - left - right)) / coded.width;
      const codedY = (top + turnedY * (coded.height - top - bottom)) / coded.height;
      const column = Math.min(cells.width - 1, Math.floor(codedX * cells.width));
      const row = Math.min(cells.height - 1, Math.floor(codedY * cells.height));
      lowest[cell] = cells.lowest[row * cells.width + column] ?? 0;
      highest[cell] = cells.highest[row * cells.width + column] ?? 0;
    }
  }
  return { width, height, lowest, highest };
}
