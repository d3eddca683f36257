import { describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../../shared/contract/contract.ts';
import { makeImportProgress } from './importProgress.ts';

type Progress = Extract<ImportEvent, { type: 'progress' }>;

function openBench(sizes: readonly number[]) {
  const events: Progress[] = [];
  const clock = { nowMs: 0 };
  const progress = makeImportProgress({
    sources: sizes.map((sizeBytes, index) => ({ fileName: `${index}.mp4`, sizeBytes })),
    emit: (event) => {
      if (event.type === 'progress') events.push(event);
    },
    nowMs: () => clock.nowMs,
  });
  return { progress, events, clock };
}

describe('the progress of an import', () => {
  it('weighs sources by their size', () => {
    const { progress, events } = openBench([100, 300]);
    progress.finish(0, true);
    expect(events.at(-1)).toMatchObject({ fraction: 0.25, sourcesDone: 1, sourcesTotal: 2 });
    progress.advance(1, 0.5);
    expect(events.at(-1)).toMatchObject({ fraction: 0.625, fileName: '1.mp4' });
    progress.finish(1, true);
    expect(events.at(-1)).toMatchObject({ fraction: 1, sourcesDone: 2, remainingSec: 0 });
  });

  it('tells the time left by the pace of what was worked on, not of what was skipped', () => {
    const { progress, events, clock } = openBench([1000, 100, 100]);
    progress.finish(0, false);
    clock.nowMs = 4000;
    progress.finish(1, true);
    expect(events.at(-1)?.remainingSec).toBeCloseTo(4);
  });

  it('counts frames and empty files', () => {
    const { progress, events } = openBench([0, 0]);
    progress.addFrames(3);
    progress.finish(0, false);
    expect(events.at(-1)).toMatchObject({ framesDone: 3, fraction: 0.5 });
  });
});
