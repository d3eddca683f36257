import { describe, expect, it, vi } from 'vitest';
import { LatestOnly, type Outcome } from './latestOnly.ts';

function asker() {
  const asked: { question: number; answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const told: [number, Outcome<string>][] = [];
  const latest = new LatestOnly<number, string>(
    (question) =>
      new Promise((answer, fail) => {
        asked.push({ question, answer, fail });
      }),
    (question, outcome) => told.push([question, outcome]),
  );
  return { asked, told, latest };
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('LatestOnly', () => {
  it('asks the first at once and, of those that come meanwhile, only the last', async () => {
    const { asked, told, latest } = asker();
    for (const question of [1, 2, 3, 4]) latest.put(question);
    expect(asked.map(({ question }) => question)).toEqual([1]);
    asked[0]?.answer('one');
    await settled();
    expect(asked.map(({ question }) => question)).toEqual([1, 4]);
    asked[1]?.answer('four');
    await settled();
    expect(told.map(([question]) => question)).toEqual([1, 4]);
  });

  it('gives up what takes long for a later question, not what is soon answered', async () => {
    vi.useFakeTimers();
    try {
      const told: number[] = [];
      const givenUp: number[] = [];
      const lengthMs: Record<number, number> = { 1: 100, 2: 100, 3: 60_000, 4: 100 };
      const latest = new LatestOnly<number, number>(
        (question, signal) =>
          new Promise((resolve, reject) => {
            setTimeout(() => resolve(question), lengthMs[question]);
            signal.addEventListener('abort', () => {
              givenUp.push(question);
              reject(new Error('given up'));
            });
          }),
        (question) => told.push(question),
      );
      latest.put(1);
      latest.put(2);
      await vi.advanceTimersByTimeAsync(150);
      latest.put(3);
      await vi.advanceTimersByTimeAsync(5000);
      expect(told).toEqual([1, 2]);
      latest.put(4);
      await vi.advanceTimersByTimeAsync(200);
      expect(told).toEqual([1, 2, 4]);
      expect(givenUp).toEqual([3]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells a failure, and asks on after it', async () => {
    const { asked, told, latest } = asker();
    latest.put(1);
    asked[0]?.fail(new Error('the worker ended'));
    await settled();
    expect(told).toEqual([[1, { ok: false, reason: 'the worker ended' }]]);
    latest.put(2);
    asked[1]?.answer('two');
    await settled();
    expect(told.at(-1)).toEqual([2, { ok: true, answer: 'two' }]);
  });

  it('tells nothing of what was cancelled', async () => {
    const { asked, told, latest } = asker();
    latest.put(1);
    latest.put(2);
    latest.cancel();
    asked[0]?.answer('one');
    await settled();
    expect(told).toEqual([]);
    expect(asked).toHaveLength(1);
    latest.put(3);
    asked[1]?.answer('three');
    await settled();
    expect(told.map(([question]) => question)).toEqual([3]);
  });
});
