import { describe, expect, it } from 'vitest';
import { makeKeepAwake } from './keepAwake.ts';

function openBench() {
  const active = new Set<number>();
  let next = 1;
  const keepAwake = makeKeepAwake({
    start: () => {
      active.add(next);
      next += 1;
      return next - 1;
    },
    stop: (id) => active.delete(id),
  });
  const end = (id: string): void => keepAwake.hear({ type: 'reply', id, result: { ok: true, value: null } });
  return { keepAwake, active, end };
}

describe('keepAwake', () => {
  it('holds off sleep from the first import to the end of the last', () => {
    const { keepAwake, active, end } = openBench();
    keepAwake.begin('importMedia', 'a');
    keepAwake.begin('importMedia', 'b');
    expect(active.size).toBe(1);
    end('a');
    expect(active.size).toBe(1);
    keepAwake.hear({ type: 'event', id: 'b', event: {} });
    expect(active.size).toBe(1);
    end('b');
    expect(active.size).toBe(0);
  });

  it('lets the machine sleep while nothing is imported', () => {
    const { keepAwake, active, end } = openBench();
    keepAwake.begin('probe', 'a');
    expect(active.size).toBe(0);
    end('a');
    keepAwake.begin('importMedia', 'b');
    end('b');
    keepAwake.begin('importMedia', 'c');
    expect(active.size).toBe(1);
  });
});
