import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/contract/appError.ts';
import { useToasts } from '../ui/toasts.ts';
import { tellRejections } from './tellRejections.ts';

describe('tellRejections', () => {
  const target = new EventTarget();
  const reject = (reason: unknown): void => {
    target.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));
  };
  const texts = (): string[] => useToasts.getState().toasts.map(({ text }) => text);
  let stop: () => void;
  beforeEach(() => {
    useToasts.setState({ toasts: [] });
    stop = tellRejections(target);
  });
  afterEach(() => stop());

  it('says in words what failed', () => {
    reject(new DOMException('', 'QuotaExceededError'));
    reject(new AppFailure('file-empty', { fileName: 'a.mp4' }));
    reject(new TypeError('x is undefined'));
    expect(texts()).toEqual([
      expect.stringContaining('The disk is full'),
      expect.stringContaining('a.mp4 is empty'),
      expect.stringContaining('Something went wrong'),
    ]);
    expect(useToasts.getState().toasts.every(({ tone }) => tone === 'error')).toBe(true);
  });

  it('does not pile up one sentence', () => {
    for (let time = 0; time < 4; time += 1) reject(new DOMException('', 'QuotaExceededError'));
    expect(texts()).toHaveLength(1);
  });
});
