/** What has a place in the stacking order; larger is nearer. */
export interface Stacked {
  readonly id: string;
  readonly z: number;
}

export type StackMove = 'forward' | 'to-front' | 'backward' | 'to-back';

/** Farthest first; equal `z` is ordered by id so that the order never depends on chance. */
export function stackOrder<T extends Stacked>(items: Iterable<T>): T[] {
  return [...items].sort((a, b) => a.z - b.z || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * Moves the chosen items in the stacking order, keeping the order among them.
 * @returns only the items whose `z` changes, with whole-numbered `z` by rank
 */
export function stackItems<T extends Stacked>(
  items: Iterable<T>,
  chosen: ReadonlySet<string>,
  move: StackMove,
): T[] {
  const before = stackOrder(items);
  return reorder(before, chosen, move).flatMap((item, rank) =>
    item.z === rank ? [] : [{ ...item, z: rank }],
  );
}

function reorder<T extends Stacked>(order: readonly T[], chosen: ReadonlySet<string>, move: StackMove): T[] {
  const inside = order.filter((item) => chosen.has(item.id));
  const outside = order.filter((item) => !chosen.has(item.id));
  const orders: Record<StackMove, () => T[]> = {
    'to-front': () => [...outside, ...inside],
    'to-back': () => [...inside, ...outside],
    forward: () => swapUp(order, chosen),
    backward: () => swapUp([...order].reverse(), chosen).reverse(),
  };
  return orders[move]();
}

/** Every chosen item passes the next one that is not chosen. */
function swapUp<T extends Stacked>(order: readonly T[], chosen: ReadonlySet<string>): T[] {
  const result = [...order];
  for (let index = result.length - 2; index >= 0; index -= 1) {
    const item = result[index] as T;
    const above = result[index + 1] as T;
    if (chosen.has(item.id) && !chosen.has(above.id)) {
      result[index] = above;
      result[index + 1] = item;
    }
  }
  return result;
}
