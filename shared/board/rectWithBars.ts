import type { StoredPicture } from '../domain/frame.ts';
import type { BoardRect } from './edgePath.ts';

/**
 * The rectangle of a frame item as its bars come or go: the picture between them stays where it is, at its size.
 * @param rect of the item before, at the picture's shape
 * @param showBars whether they are to be shown; they are not in `rect` when this is true, and are when it is false
 */
export function rectWithBars(
  rect: BoardRect,
  { area, width, height }: Pick<StoredPicture, 'area' | 'width' | 'height'>,
  showBars: boolean,
): BoardRect {
  // Board units a pixel.
  const across = rect.width / (showBars ? area.width : width);
  const down = rect.height / (showBars ? area.height : height);
  const side = showBars ? -1 : 1;
  return {
    x: rect.x + side * area.x * across,
    y: rect.y + side * area.y * down,
    width: (showBars ? width : area.width) * across,
    height: (showBars ? height : area.height) * down,
  };
}
