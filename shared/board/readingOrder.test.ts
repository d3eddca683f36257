import { describe, expect, it } from 'vitest';
import { readingOrder } from './readingOrder.ts';

describe('readingOrder', () => {
  it('reads line by line, each from the left, whatever order items come in', () => {
    const at = (name: string, x: number, y: number, height = 100) => ({ name, x, y, width: 100, height });
    const card = at('card', 0, 8, 76);
    const left = at('left', 200, 0);
    const right = at('right', 700, 4);
    const second = at('second', 0, 180);
    const third = at('third', 300, 200);
    const names = readingOrder([third, right, second, left, card]).map((item) => item.name);
    expect(names).toEqual(['card', 'left', 'right', 'second', 'third']);
  });
});
