import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { giveUpWhenStuck, noteStep } from './giveUpWhenStuck.ts';

const soon = { patienceSec: 5, secondMs: 10 };

describe('giveUpWhenStuck', () => {
  it('ends work that never comes back, by name, and tells it to stop', async () => {
    let told: AbortSignal | null = null;
    const never = (signal: AbortSignal): Promise<never> => {
      told = signal;
      return new Promise(() => undefined);
    };
    const failure = await giveUpWhenStuck('film.mp4', never, soon).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(AppFailure);
    expect(failure).toMatchObject({ appError: { code: 'no-progress', details: { fileName: 'film.mp4' } } });
    expect(told).toMatchObject({ aborted: true });
  });

  it('waits as long as steps are made', async () => {
    let stepsLeft = 30;
    const slow = (): Promise<string> =>
      new Promise((resolve) => {
        const timer = setInterval(() => {
          noteStep();
          stepsLeft -= 1;
          if (stepsLeft > 0) return;
          clearInterval(timer);
          resolve('done');
        }, 5);
      });
    // Thirty steps take longer than the patience of five.
    expect(await giveUpWhenStuck('film.mp4', slow, { patienceSec: 5, secondMs: 20 })).toBe('done');
    expect(stepsLeft).toBe(0);
  });

  it('passes on what the work throws', async () => {
    const work = (): Promise<never> => Promise.reject(new AppFailure('file-empty'));
    await expect(giveUpWhenStuck('film.mp4', work, soon)).rejects.toMatchObject({
      appError: { code: 'file-empty' },
    });
  });
});
