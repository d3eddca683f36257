import { describe, expect, it } from 'vitest';
import {
  interlacedClips,
  movingRows,
  stillLevel,
  stillRows,
  trueBar,
} from '../../../tests/fixtures/clipsInterlaced.ts';
import { numberedWidth, readFrameNumberStrictly } from '../../../tests/fixtures/clipsNumbered.ts';
import type { RgbPicture } from '../pictures/rgbPicture.ts';
import { analyseVideo } from './analyseVideo.ts';
import { frameAt } from './frameAt.ts';
import { probeVideo } from './probeVideo.ts';

const greenOf = ({ width, data }: RgbPicture, x: number, y: number): number =>
  data[(y * width + x) * 3 + 1] ?? 0;

/** The greatest step from row to row where the picture has none: what combing leaves. */
function combing(picture: RgbPicture): number {
  let worst = 0;
  for (let y = movingRows.from + 3; y < movingRows.to - 4; y += 1) {
    for (let x = 0; x < numberedWidth; x += 1) {
      worst = Math.max(worst, Math.abs(greenOf(picture, x, y) - greenOf(picture, x, y + 1)));
    }
  }
  return worst;
}

/** Mean error of the part that stands still, 8-bit levels. */
function stillError(picture: RgbPicture): number {
  let sum = 0;
  let count = 0;
  for (let y = stillRows.from + 4; y < stillRows.to - 2; y += 1) {
    for (let x = 8; x < numberedWidth - 8; x += 1, count += 1) {
      sum += Math.abs(greenOf(picture, x, y) - stillLevel(y));
    }
  }
  return sum / count;
}

/** Left edge of the bar in the middle of the moving part. */
function barEdge(picture: RgbPicture): number {
  const y = (movingRows.from + movingRows.to) / 2;
  for (let x = 0; x < numberedWidth; x += 1) if (greenOf(picture, x, y) > 130) return x;
  return -1;
}

describe.each(Object.entries(interlacedClips))('%s', (_, clip) => {
  it('gives whole pictures: no combing, and all the detail of what stands still', async () => {
    const path = await clip();
    for (const frameIndex of [0, 1, 9, 12, 13, 23]) {
      const { pixels, time } = await frameAt(path, { frameIndex });
      const seen = {
        number: readFrameNumberStrictly(pixels),
        index: time.frameIndex,
        combed: combing(pixels) >= 40,
        blurred: stillError(pixels) >= 8,
        barIsAtFirstField: Math.abs(barEdge(pixels) - trueBar(frameIndex).from) <= 2,
      };
      const number = frameIndex;
      expect(seen).toEqual({ number, index: number, combed: false, blurred: false, barIsAtFirstField: true });
    }
  });

  it('counts its frames, not its fields', async () => {
    const path = await clip();
    expect((await probeVideo(path)).frameCount).toBe(24);
    for (const frame of [0, 11, 22]) {
      const { time, pixels } = await frameAt(path, { timeSec: frame / 25 + 0.02 });
      expect([time.frameIndex, readFrameNumberStrictly(pixels)]).toEqual([frame, frame]);
      expect(time.timeSec).toBeCloseTo(frame / 25, 2);
    }
  });

  it('gives the analysis the same whole pictures', async () => {
    const path = await clip();
    const handed: { frameIndex: number; same: boolean }[] = [];
    await analyseVideo(path, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onShot: async (_shot, { time, pixels }) => {
        const again = await frameAt(path, { frameIndex: time.frameIndex });
        handed.push({ frameIndex: time.frameIndex, same: again.pixels.data.equals(pixels.data) });
      },
    });
    expect(handed.length).toBeGreaterThan(0);
    for (const { same } of handed) expect(same).toBe(true);
  });
});
