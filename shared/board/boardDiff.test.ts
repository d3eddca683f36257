import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDiff, diffItems, invertDiff, isEmptyDiff, mergeDiffs, sameContent } from './boardDiff.ts';

interface Item {
  readonly id: string;
  readonly x: number;
  readonly content: { readonly text: string };
}
const itemsArbitrary = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      x: fc.integer({ min: 0, max: 3 }),
      content: fc.record({ text: fc.constantFrom('one', 'two') }),
    }),
    { selector: (item) => item.id },
  )
  .map((items): Map<string, Item> => new Map(items.map((item) => [item.id, item])));

/** Equality of maps by content, not by order. */
const sorted = (items: ReadonlyMap<string, Item>) =>
  [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('diffItems', () => {
  it('turns one board into the other', () => {
    fc.assert(
      fc.property(itemsArbitrary, itemsArbitrary, (before, after) => {
        const diff = diffItems(before.values(), after.values());
        expect(sorted(applyDiff(before, diff))).toEqual(sorted(after));
      }),
    );
  });

  it('is empty exactly where nothing changed', () => {
    fc.assert(
      fc.property(itemsArbitrary, itemsArbitrary, (before, after) => {
        const same = sameContent(sorted(before), sorted(after));
        expect(isEmptyDiff(diffItems(before.values(), after.values()))).toBe(same);
      }),
    );
  });
});

describe('invertDiff', () => {
  it('takes any change back', () => {
    fc.assert(
      fc.property(itemsArbitrary, itemsArbitrary, (before, after) => {
        const diff = diffItems(before.values(), after.values());
        expect(sorted(applyDiff(applyDiff(before, diff), invertDiff(diff)))).toEqual(sorted(before));
        expect(invertDiff(invertDiff(diff))).toEqual(diff);
      }),
    );
  });
});

describe('mergeDiffs', () => {
  it('does in one step what both do after each other', () => {
    fc.assert(
      fc.property(itemsArbitrary, itemsArbitrary, itemsArbitrary, (first, second, third) => {
        const one = diffItems(first.values(), second.values());
        const two = diffItems(second.values(), third.values());
        const merged = mergeDiffs(one, two);
        expect(sorted(applyDiff(first, merged))).toEqual(sorted(third));
        expect(sorted(applyDiff(third, invertDiff(merged)))).toEqual(sorted(first));
      }),
    );
  });
});

describe('applyDiff', () => {
  it('keeps the identity of what is not named', () => {
    const a = { id: 'a', x: 0, content: { text: 'one' } };
    const b = { id: 'b', x: 0, content: { text: 'one' } };
    const moved = { ...b, x: 2 };
    const result = applyDiff(
      new Map([
        ['a', a],
        ['b', b],
      ]),
      { added: [], updated: [[b, moved]], removed: [] },
    );
    expect(result.get('a')).toBe(a);
    expect(result.get('b')).toBe(moved);
  });
});
