import { type GalleryRow, itemAcross } from './justifyRows.ts';

/**
 * Where a key takes the cursor of a gallery.
 * @param at where it is, -1 for nowhere
 * @param pageRows rows that fit in the window
 * @returns the item to go to; null when the key is not one that moves
 */
export function galleryTarget(
  key: string,
  at: number,
  rows: readonly GalleryRow[],
  count: number,
  pageRows: number,
  gapPx: number,
): number | null {
  if (count === 0) return null;
  const isMove = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
  if (!isMove.includes(key)) return null;
  if (key === 'End') return count - 1;
  if (at < 0 || key === 'Home') return 0;
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1);
  const step = key.startsWith('Page') ? pageRows : 1;
  return itemAcross(rows, at, key.endsWith('Up') ? -step : step, gapPx);
}
