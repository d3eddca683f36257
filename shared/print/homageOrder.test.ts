import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homageOrder, type PlacedHomage } from './homageOrder.ts';

interface NamedHomage extends PlacedHomage {
  readonly name: string;
}

/** A homage of a video whose pair stands at a place, the film's item 300 to the right of the video's. */
function homage(groupId: string, name: string, x: number, y: number, toY = y): NamedHomage {
  const size = { width: 240, height: 100 };
  return { groupId, name, place: { from: { x, y, ...size }, to: { x: x + 300, y: toY, ...size } } };
}

const namesInOrder = (homages: readonly NamedHomage[]): string[] =>
  homageOrder(homages).map(({ name }) => name);

describe('homageOrder', () => {
  it('reads a board of two columns column by column, each video whole', () => {
    const left = [homage('a', 'a1', 0, 0), homage('a', 'a2', 0, 150), homage('b', 'b1', 0, 400)];
    const right = [homage('c', 'c1', 900, -50), homage('c', 'c2', 900, 140), homage('d', 'd1', 900, 390)];
    const expected = ['a1', 'a2', 'b1', 'c1', 'c2', 'd1'];
    expect(namesInOrder([...left, ...right])).toEqual(expected);
    expect(namesInOrder([...right, ...left].toReversed())).toEqual(expected);
  });

  it('counts groups that overlap a little as one column, read from the top', () => {
    expect(namesInOrder([homage('low', 'low', -100, 500), homage('high', 'high', 100, 0)])).toEqual([
      'high',
      'low',
    ]);
  });

  it('follows the other ends where homages leave the same item', () => {
    expect(namesInOrder([homage('a', 'lower', 0, 0, 300), homage('a', 'upper', 0, 0, -20)])).toEqual([
      'upper',
      'lower',
    ]);
  });

  it('puts what is not drawn last of its video, and videos that are nowhere last of all', () => {
    const undrawn = (groupId: string, name: string): NamedHomage => ({ groupId, name, place: null });
    expect(
      namesInOrder([
        undrawn('nowhere', 'n1'),
        undrawn('a', 'a2'),
        homage('b', 'b1', 0, 200),
        homage('a', 'a1', 0, 0),
        undrawn('nowhere', 'n2'),
      ]),
    ).toEqual(['a1', 'a2', 'b1', 'n1', 'n2']);
  });

  it('loses none and parts no video, wherever the items stand', () => {
    const place = fc.option(
      fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) }),
    );
    const homages = fc.array(fc.record({ groupId: fc.constantFrom('a', 'b', 'c', 'd'), place }));
    fc.assert(
      fc.property(homages, (made) => {
        const placed = made.map(({ groupId, place: at }, index) =>
          at === null ? { groupId, name: `${index}`, place: null } : homage(groupId, `${index}`, at.x, at.y),
        );
        const ordered = homageOrder(placed);
        expect(new Set(ordered)).toEqual(new Set(placed));
        expect(ordered).toHaveLength(placed.length);
        const changes = ordered.filter(({ groupId }, index) => groupId !== ordered[index - 1]?.groupId);
        expect(changes).toHaveLength(new Set(placed.map(({ groupId }) => groupId)).size);
      }),
    );
  });
});
