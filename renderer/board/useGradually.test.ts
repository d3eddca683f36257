import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepTowards } from './useGradually.ts';

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });

describe('stepTowards', () => {
  it('arrives at what is wanted, never changing more than it may in one step', () => {
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: 1, max: 50 }), (from, wanted, most) => {
        let drawn: ReadonlySet<number> = new Set(from);
        const goal = [...wanted].sort((a, b) => a - b);
        for (let step = 0; step <= from.length + wanted.length + 1; step += 1) {
          const next = stepTowards(drawn, wanted, most);
          if (next === drawn) break;
          const changed = [...next].filter((id) => !drawn.has(id)).length;
          const gone = [...drawn].filter((id) => !next.has(id)).length;
          expect(changed + gone).toBeLessThanOrEqual(most);
          drawn = next;
        }
        expect([...drawn].sort((a, b) => a - b)).toEqual(goal);
        expect(stepTowards(drawn, wanted, most)).toBe(drawn);
      }),
    );
  });
});
