import type { BoardRect } from './edgePath.ts';

/**
 * Spaces items evenly: the outermost two stay, the gaps between neighbours become equal (negative where
 * they must overlap). Fewer than three items stay as they are.
 * @returns the items in the same order, moved
 */
export function distributeItems<T extends BoardRect>(
  items: readonly T[],
  direction: 'horizontal' | 'vertical',
): T[] {
  if (items.length < 3) return [...items];
  const [start, size] = direction === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  // Ordered by centre, so that a small item within a large one's span finds its place.
  const ordered = [...items].sort((a, b) => a[start] + a[size] / 2 - (b[start] + b[size] / 2));
  const first = ordered[0] as T;
  const last = ordered.at(-1) as T;
  const span = last[start] + last[size] - first[start];
  const filled = ordered.reduce((sum, item) => sum + item[size], 0);
  const gap = (span - filled) / (ordered.length - 1);
  const places = new Map<T, number>();
  let next = first[start];
  for (const item of ordered) {
    places.set(item, next);
    next += item[size] + gap;
  }
  places.set(last, last[start]);
  return items.map((item) => ({ ...item, [start]: places.get(item) ?? item[start] }));
}
