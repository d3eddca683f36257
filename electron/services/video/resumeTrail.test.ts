import { beforeAll, describe, expect, it } from 'vitest';
import type { Shot } from '../../../shared/domain/frame.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import { type ScenePart, sceneClip } from '../../../tests/fixtures/clipsShots.ts';
import { analyseVideo } from './analyseVideo.ts';

/** Twenty-one shots over 600 frames, a dissolve and a fade among them. */
const parts: readonly ScenePart[] = Array.from({ length: 21 }, (_, index) => ({
  seed: 200 + index * 7,
  frames: 26 + (index % 4) * 3,
  ...(index === 14 ? { dissolve: 12 } : {}),
  ...(index === 17 ? { fadeIn: 10 } : {}),
  ...(index === 16 ? { fadeOut: 10 } : {}),
}));

interface Found {
  readonly shot: Shot;
  readonly frameIndex: number;
  readonly ticks: number;
  readonly resume: ResumePoint | undefined;
}

async function analyse(path: string, resume?: ResumePoint) {
  const found: Found[] = [];
  const analysis = await analyseVideo(path, {
    signal: new AbortController().signal,
    ...(resume === undefined ? {} : { resume }),
    onProgress: () => undefined,
    onShot: (shot, { time }, _pick, point) => {
      found.push({ shot, frameIndex: time.frameIndex, ticks: time.ticks, resume: point });
    },
  });
  return { found, analysis };
}

describe('going on with a video', () => {
  let clip: string;
  let whole: Awaited<ReturnType<typeof analyse>>;
  beforeAll(async () => {
    clip = await sceneClip('resumed', parts);
    whole = await analyse(clip);
  });

  it('is possible after every shot but the last', () => {
    expect(whole.found.length).toBeGreaterThan(18);
    expect(whole.found.map(({ resume }) => resume?.shotsDone)).toEqual(
      whole.found.map((_, index) => (index === whole.found.length - 1 ? undefined : index + 1)),
    );
  });

  it('finds the very shots that are left, numbered and timed as in one run', async () => {
    for (const at of [2, 9, 12, 15, 19]) {
      const point = whole.found[at]?.resume;
      if (point === undefined) throw new Error(`no point after shot ${at}`);
      const { found, analysis } = await analyse(clip, point);
      expect(found.map(({ shot }) => shot)).toEqual(whole.found.slice(at + 1).map(({ shot }) => shot));
      for (const { shot, frameIndex, ticks } of found) {
        expect(frameIndex).toBeGreaterThanOrEqual(shot.startFrame);
        expect(frameIndex).toBeLessThan(shot.endFrame);
        // 24 frames a second, in ticks of the file.
        expect(ticks - point.firstTicks).toBe(
          frameIndex * ((point.next.ticks - point.firstTicks) / point.next.frame),
        );
      }
      expect(analysis.probe.frameCount).toBe(whole.analysis.probe.frameCount);
    }
  });

  it('does not decode what lies long before', async () => {
    const point = whole.found[19]?.resume;
    const { analysis } = await analyse(clip, point);
    expect(analysis.decodedFrom).toBe(point?.key.frame);
    expect(analysis.decodedFrom).toBeGreaterThan(100);
  });

  it('counts from the start where the file cannot be entered as remembered', async () => {
    const point = whole.found[15]?.resume;
    if (point === undefined) throw new Error('no point');
    const elsewhere = { ...point, key: { frame: point.key.frame, ticks: point.key.ticks + 7 } };
    const { found, analysis } = await analyse(clip, elsewhere);
    expect(analysis.decodedFrom).toBe(0);
    expect(found.map(({ shot }) => shot)).toEqual(whole.found.slice(16).map(({ shot }) => shot));
  });

  it('begins anew where frames are not counted as they were', async () => {
    const point = whole.found[15]?.resume;
    if (point === undefined) throw new Error('no point');
    const wrong = { ...point, next: { ...point.next, ticks: point.next.ticks + 1 } };
    const { found } = await analyse(clip, wrong);
    expect(found.map(({ shot }) => shot)).toEqual(whole.found.map(({ shot }) => shot));
  });
});
