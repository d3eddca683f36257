import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stacked, type StackMove, stackItems, stackOrder } from './stackItems.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const itemsArbitrary = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...ids), z: fc.integer({ min: -3, max: 9 }) }),
  { selector: (item) => item.id, minLength: 1 },
);
const chosenArbitrary = fc.uniqueArray(fc.constantFrom(...ids)).map((list) => new Set<string>(list));

function orderAfter(items: readonly Stacked[], chosen: ReadonlySet<string>, move: StackMove): string[] {
  const changed = new Map(stackItems(items, chosen, move).map((item) => [item.id, item]));
  return stackOrder(items.map((item) => changed.get(item.id) ?? item)).map((item) => item.id);
}

describe('stackItems', () => {
  it('brings the chosen to the front or the back and keeps every other order', () => {
    fc.assert(
      fc.property(itemsArbitrary, chosenArbitrary, (items, chosen) => {
        const before = stackOrder(items).map((item) => item.id);
        const inside = before.filter((id) => chosen.has(id));
        const outside = before.filter((id) => !chosen.has(id));
        expect(orderAfter(items, chosen, 'to-front')).toEqual([...outside, ...inside]);
        expect(orderAfter(items, chosen, 'to-back')).toEqual([...inside, ...outside]);
      }),
    );
  });

  it('moves one step forward, and backward takes it back for one item', () => {
    const items = ids.map((id, z) => ({ id, z }));
    expect(orderAfter(items, new Set(['b', 'd']), 'forward')).toEqual(['a', 'c', 'b', 'e', 'd', 'f']);
    expect(orderAfter(items, new Set(['b', 'c']), 'backward')).toEqual(['b', 'c', 'a', 'd', 'e', 'f']);
    expect(orderAfter(items, new Set(['f']), 'forward')).toEqual([...ids]);
  });
});
