import type { BoardRect } from '../board/edgePath.ts';
import { readingOrder } from '../board/readingOrder.ts';

/** A homage link and where its first pair of items stands on the board; null where it is not drawn. */
export interface PlacedHomage {
  /** What the homage belongs to: its music video. */
  readonly groupId: string;
  readonly place: { readonly from: BoardRect; readonly to: BoardRect } | null;
}

interface Group<T> {
  readonly homages: readonly T[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/**
 * The order in which a board's homages are printed. Those of one music video stay together, in the order in
 * which the board reads. The videos follow column by column: groups that share any horizontal extent form a
 * column, columns go from left to right, and within one from the top. What is not drawn comes last of its
 * video, videos of which nothing is drawn last of all.
 */
export function homageOrder<T extends PlacedHomage>(homages: Iterable<T>): T[] {
  const byGroup = new Map<string, T[]>();
  for (const homage of homages) {
    byGroup.set(homage.groupId, [...(byGroup.get(homage.groupId) ?? []), homage]);
  }
  const groups = [...byGroup.values()].map((inGroup) => groupOf(inGroup));
  return columnsOf(groups)
    .flatMap((column) => column.toSorted((a, b) => a.top - b.top || a.left - b.left))
    .flatMap(({ homages: inGroup }) => inGroup);
}

function groupOf<T extends PlacedHomage>(homages: readonly T[]): Group<T> {
  const drawn = homages.flatMap((homage) => (homage.place === null ? [] : [{ homage, ...homage.place }]));
  const rects = drawn.flatMap(({ from, to }) => [from, to]);
  // Those that leave the same item follow the order of their other ends.
  const inOrder = readingOrder(
    drawn
      .toSorted((a, b) => a.to.y - b.to.y || a.to.x - b.to.x)
      .map(({ homage, from: { x, y, width, height } }) => ({ homage, x, y, width, height })),
  );
  return {
    homages: [...inOrder.map(({ homage }) => homage), ...homages.filter(({ place }) => place === null)],
    left: Math.min(...rects.map(({ x }) => x)),
    right: Math.max(...rects.map(({ x, width }) => x + width)),
    top: Math.min(...rects.map(({ y }) => y)),
  };
}

/** Groups without a place (their left is infinite) come after all columns. */
function columnsOf<T>(groups: readonly Group<T>[]): Group<T>[][] {
  const columns: Group<T>[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  const nowhere = groups.filter(({ left }) => left === Number.POSITIVE_INFINITY);
  const placed = groups.filter(({ left }) => left !== Number.POSITIVE_INFINITY);
  for (const group of placed.toSorted((a, b) => a.left - b.left)) {
    if (group.left < right) columns.at(-1)?.push(group);
    else columns.push([group]);
    right = Math.max(right, group.right);
  }
  return [...columns, ...nowhere.map((group) => [group])];
}
