import type { Rect } from '../../../shared/domain/frame.ts';

/**
 * The area that holds the picture areas of all pictures of one size, in whole pixels. Where it leaves out bars,
 * the line beside them goes too: scaling has blended it with them.
 * @param width of the pictures, px
 */
export function wholeArea(areas: readonly Rect[], width: number, height: number): Rect {
  const left = Math.floor(Math.min(width, ...areas.map(({ x }) => x)));
  const top = Math.floor(Math.min(height, ...areas.map(({ y }) => y)));
  const right = Math.ceil(Math.max(0, ...areas.map((area) => area.x + area.width)));
  const bottom = Math.ceil(Math.max(0, ...areas.map((area) => area.y + area.height)));
  const inset = (barred: boolean): number => (barred ? 1 : 0);
  const x = left + inset(left > 0);
  const y = top + inset(top > 0);
  const area = {
    x,
    y,
    width: Math.min(width, right) - inset(right < width) - x,
    height: Math.min(height, bottom) - inset(bottom < height) - y,
  };
  return area.width > 0 && area.height > 0 ? area : { x: 0, y: 0, width, height };
}
