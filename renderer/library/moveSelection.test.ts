import { describe, expect, it } from 'vitest';
import { choose, type ListSelection } from './moveSelection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const nothing: ListSelection<string> = { selected: [], cursor: null, anchor: null };

describe('choose', () => {
  it('replaces what was chosen', () => {
    const first = choose(nothing, 'b', 'replace', order);
    expect(choose(first, 'd', 'replace', order)).toEqual({ selected: ['d'], cursor: 'd', anchor: 'd' });
  });
  it('adds and takes away beside what is there, the latest last', () => {
    const two = choose(choose(nothing, 'd', 'replace', order), 'b', 'toggle', order);
    expect(two.selected).toEqual(['d', 'b']);
    expect(choose(two, 'd', 'toggle', order).selected).toEqual(['b']);
  });
  it('extends from where the range began, in both directions', () => {
    const begun = choose(nothing, 'c', 'replace', order);
    expect(choose(begun, 'e', 'extend', order).selected).toEqual(['c', 'd', 'e']);
    const back = choose(choose(begun, 'e', 'extend', order), 'a', 'extend', order);
    expect(back.selected).toEqual(['c', 'b', 'a']);
    expect(back.anchor).toBe('c');
  });
  it('begins a new range when the old beginning is not shown any more', () => {
    const hidden = { selected: ['x'], cursor: 'x', anchor: 'x' };
    expect(choose(hidden, 'b', 'extend', order)).toEqual({ selected: ['b'], cursor: 'b', anchor: 'b' });
  });
});
