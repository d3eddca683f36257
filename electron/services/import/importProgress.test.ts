import { describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../../shared/contract/contract.ts';
import { makeImportProgress } from './importProgress.ts';

type Progress = Extract<ImportEvent, { type: 'progress' }>;

function openBench(files: readonly (readonly [name: string, sizeBytes: number])[]) {
  const events: Progress[] = [];
  const clock = { nowMs: 0 };
  const progress = makeImportProgress({
    sources: files.map(([fileName, sizeBytes]) => ({ fileName, sizeBytes })),
    isVideo: (fileName) => fileName.endsWith('.mp4'),
    emit: (event) => {
      if (event.type === 'progress') events.push(event);
    },
    nowMs: () => clock.nowMs,
  });
  return { progress, events, clock };
}

describe('the progress of an import', () => {
  it('weighs videos by pixels times frames, once it is told them', () => {
    const { progress, events } = openBench([
      ['a.mp4', 100],
      ['b.mp4', 100],
    ]);
    progress.weighVideo(0, 1e9);
    progress.weighVideo(1, 3e9);
    progress.advance(0, 0);
    progress.finish(0, true);
    expect(events.at(-1)).toMatchObject({ sourcesDone: 1, sourcesTotal: 2 });
    expect(events.at(-1)?.fraction).toBeCloseTo(0.25);
    progress.advance(1, 0.5);
    expect(events.at(-1)?.fraction).toBeCloseTo(0.625);
    progress.finish(1, true);
    expect(events.at(-1)).toMatchObject({ fraction: 1, sourcesDone: 2, remainingSec: 0 });
  });

  it('guesses a video that waits by those it knows', () => {
    const { progress, events } = openBench([
      ['a.mp4', 1000],
      ['b.mp4', 3000],
    ]);
    progress.weighVideo(0, 1e9);
    progress.advance(0, 0);
    progress.finish(0, true);
    expect(events.at(-1)?.fraction).toBeCloseTo(0.25);
  });

  it('tells the time left by the pace of what was worked on; what was skipped weighs nothing', () => {
    const { progress, events, clock } = openBench([
      ['a.mp4', 9000],
      ['b.mp4', 1000],
      ['c.mp4', 1000],
    ]);
    progress.advance(0, 0);
    progress.finish(0, false);
    expect(events.at(-1)?.fraction).toBe(0);
    progress.advance(1, 0);
    clock.nowMs = 4000;
    progress.finish(1, true);
    expect(events.at(-1)?.fraction).toBeCloseTo(0.5);
    expect(events.at(-1)?.remainingSec).toBeCloseTo(4);
  });

  it('counts only what is left of a video that an earlier import did half of', () => {
    const { progress, events } = openBench([['a.mp4', 1000]]);
    progress.weighVideo(0, 1e9, 0.5);
    progress.advance(0, 0.5);
    expect(events.at(-1)?.fraction).toBe(0);
    progress.advance(0, 0.75);
    expect(events.at(-1)?.fraction).toBeCloseTo(0.5);
  });

  it.each([
    ['stills take much longer than expected', 400, 1000],
    ['videos take much longer than expected', 20, 20_000],
    ['both take as long as expected', 100, 4000],
  ])('goes along evenly with a mixed batch: %s', (_what, stillMs, videoMs) => {
    // Stills and videos in turn, as they lie in a folder: the share shown stays within a tenth of the true one.
    const files = Array.from({ length: 40 }, (_, index) =>
      index % 8 === 0 ? (['v.mp4', 1e6] as const) : (['s.jpg', 4e6] as const),
    );
    const { progress, events, clock } = openBench(files);
    const costMs = files.map(([name]) => (name === 'v.mp4' ? videoMs : stillMs));
    const totalMs = costMs.reduce((sum, ms) => sum + ms, 0);
    let worst = 0;
    let shown = 0;
    for (const [index, ms] of costMs.entries()) {
      if (files[index]?.[0] === 'v.mp4') progress.weighVideo(index, 1e9);
      progress.advance(index, 0);
      for (let step = 1; step <= 10; step += 1) {
        clock.nowMs += ms / 10;
        if (files[index]?.[0] === 'v.mp4') progress.advance(index, step / 10);
        if (step === 10) progress.finish(index, true);
        shown = Math.max(shown, events.at(-1)?.fraction ?? 0);
        // A still says nothing while it is under way.
        if (step === 10 || files[index]?.[0] === 'v.mp4') {
          worst = Math.max(worst, Math.abs(shown - clock.nowMs / totalMs));
        }
      }
    }
    expect(worst).toBeLessThan(0.1);
    expect(shown).toBe(1);
  });

  it('counts frames and empty files', () => {
    const { progress, events } = openBench([
      ['a.jpg', 0],
      ['b.jpg', 0],
    ]);
    progress.addFrames(3);
    progress.advance(0, 0);
    progress.finish(0, true);
    expect(events.at(-1)).toMatchObject({ framesDone: 3, fraction: 0.5 });
  });
});
