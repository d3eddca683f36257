import type { BoardRect } from './edgePath.ts';

/**
 * Items as they are read: line by line from the top, each line from the left. An item belongs to the line of
 * the topmost item left over when its middle lies within that item's height.
 */
export function readingOrder<T extends BoardRect>(items: Iterable<T>): T[] {
  let rest = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  const result: T[] = [];
  while (rest.length > 0) {
    const first = rest[0] as T;
    const inLine = (item: T): boolean => item === first || item.y + item.height / 2 < first.y + first.height;
    result.push(...rest.filter(inLine).sort((a, b) => a.x - b.x || a.y - b.y));
    rest = rest.filter((item) => !inLine(item));
  }
  return result;
}
