import { describe, expect, it } from 'vitest';
import { countPlaywright, type SuiteCounts, summarize } from './suiteCounts.mjs';

const counts = (passed: number, failed: number, skipped: SuiteCounts['skipped'] = []): SuiteCounts => ({
  passed,
  failed,
  skipped,
});

describe('summarize', () => {
  it('adds up all suites and leaves skipped out of the line when there is none', () => {
    const { summary, passed } = summarize([
      { name: 'unit', counts: counts(20, 0), exitCode: 0 },
      { name: 'e2e', counts: counts(3, 0), exitCode: 0 },
    ]);
    expect(summary).toBe('23 passed, 0 failed');
    expect(passed).toBe(true);
  });

  it('tells skipped tests with their reason, and counts them as neither passed nor failed', () => {
    const { summary, lines, passed } = summarize([
      { name: 'unit', counts: counts(1, 0, [{ name: 'a.test.ts: x', reason: 'no GPU' }]), exitCode: 0 },
    ]);
    expect(summary).toBe('1 passed, 0 failed, 1 skipped');
    expect(lines).toContain('skipped: a.test.ts: x (no GPU)');
    expect(passed).toBe(true);
  });

  it('fails for a suite that ran nothing', () => {
    const { summary, passed } = summarize([
      { name: 'unit', counts: counts(5, 0), exitCode: 0 },
      { name: 'e2e', counts: counts(0, 0, [{ name: 'y', reason: 'z' }]), exitCode: 0 },
    ]);
    expect(summary).toBe('5 passed, 1 failed, 1 skipped');
    expect(passed).toBe(false);
  });

  it('fails for a suite that ends badly though its tests passed', () => {
    expect(summarize([{ name: 'unit', counts: counts(5, 0), exitCode: 1 }]).passed).toBe(false);
  });
});

describe('countPlaywright', () => {
  it('counts nested suites, and a test that passed only on a second try as failed', () => {
    const spec = (title: string, status: 'expected' | 'unexpected' | 'flaky' | 'skipped', why?: string) => ({
      title,
      file: 'a.e2e.ts',
      tests: [{ status, annotations: why === undefined ? [] : [{ type: 'skip', description: why }] }],
    });
    const counted = countPlaywright({
      suites: [
        {
          title: 'a.e2e.ts',
          specs: [spec('one', 'expected'), spec('two', 'flaky')],
          suites: [
            { title: 'inner', specs: [spec('three', 'unexpected'), spec('four', 'skipped', 'no clip')] },
          ],
        },
      ],
      errors: [{ message: 'the set-up failed' }],
    });
    expect(counted).toEqual(counts(1, 3, [{ name: 'a.e2e.ts: four', reason: 'no clip' }]));
  });

  it('finds nothing in an empty report', () => {
    expect(countPlaywright({})).toEqual(counts(0, 0));
  });
});
