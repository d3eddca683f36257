import { describe, expect, it } from 'vitest';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { numberedClip, numberedClips, readFrameNumber } from '../../../tests/fixtures/clipsNumbered.ts';
import { analyseVideo } from './analyseVideo.ts';
import { frameAt } from './frameAt.ts';
import { probeVideo } from './probeVideo.ts';

const outOfRange = { appError: { code: 'frame-out-of-range' } };

describe.each(Object.entries(numberedClips))('%s', (_, clip) => {
  it('gives frame #N', async () => {
    const path = await clip();
    for (const frameIndex of [0, 1, 13, 14, 15, 20, 37, 49]) {
      const { time, pixels } = await frameAt(path, { frameIndex });
      expect(readFrameNumber(pixels)).toBe(frameIndex);
      expect(time.frameIndex).toBe(frameIndex);
    }
  });

  it('gives the frame that is shown at a time, from its first to its last instant', async () => {
    const path = await clip();
    for (const frameIndex of [0, 7, 30]) {
      const { time } = await frameAt(path, { frameIndex });
      const next = await frameAt(path, { frameIndex: frameIndex + 1 });
      const between = (time.timeSec + next.time.timeSec) / 2;
      for (const timeSec of [time.timeSec, between, next.time.timeSec - 1e-6]) {
        const shown = await frameAt(path, { timeSec });
        expect(readFrameNumber(shown.pixels)).toBe(frameIndex);
        expect(shown.time).toEqual(time);
      }
    }
  });

  it('starts at 0 and refuses what lies outside', async () => {
    const path = await clip();
    const { durationSec, frameCount } = await probeVideo(path);
    expect((await frameAt(path, { timeSec: 0 })).time).toMatchObject({ frameIndex: 0, timeSec: 0 });
    await expect(frameAt(path, { timeSec: durationSec + 0.2 })).rejects.toMatchObject(outOfRange);
    await expect(frameAt(path, { frameIndex: frameCount })).rejects.toMatchObject(outOfRange);
  });

  it('numbers frames as the analysis does', async () => {
    const path = await clip();
    const seen: { number: number; frameIndex: number; same: boolean }[] = [];
    const { probe, warning, partial } = await analyseVideo(path, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onShot: async (_shot, { time, pixels }) => {
        const again = await frameAt(path, { timeSec: time.timeSec });
        const same = again.pixels.data.equals(pixels.data);
        seen.push({ number: readFrameNumber(pixels), frameIndex: time.frameIndex, same });
      },
    });
    expect({ frameCount: probe.frameCount, warning, partial }).toEqual({
      frameCount: 50,
      warning: null,
      partial: false,
    });
    expect((await probeVideo(path)).frameCount).toBe(50);
    expect(seen.length).toBeGreaterThan(0);
    for (const { number, frameIndex, same } of seen) expect([number, same]).toEqual([frameIndex, true]);
  });
});

describe('a clip cut without re-encoding', () => {
  it('begins where its edit list says', async () => {
    const whole = await numberedClips['H.264 with B-frames in mp4']?.();
    const cut = `${whole}.cut.mp4`;
    await runFfmpeg(['-ss', '1.15', '-i', String(whole), '-c', 'copy', cut]);
    const first = readFrameNumber((await frameAt(cut, { frameIndex: 0 })).pixels);
    // 1.15 s lies in frame 27; the packets begin at the key frame before, which the edit list hides.
    expect(first).toBeGreaterThanOrEqual(27);
    expect(first).toBeLessThanOrEqual(28);
    expect(readFrameNumber((await frameAt(cut, { frameIndex: 9 })).pixels)).toBe(first + 9);
    expect((await probeVideo(cut)).frameCount).toBe(50 - first);
  });
});

describe('how the picture stands', () => {
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'];

  it('makes pixels square by their aspect', async () => {
    const path = await numberedClip('sar', 'mp4', [...x264, '-vf', 'setsar=16/15'], 4);
    const { pixels } = await frameAt(path, { frameIndex: 3 });
    expect([pixels.width, pixels.height]).toEqual([205, 128]);
    expect(readFrameNumber(pixels)).toBe(3);
    expect(await probeVideo(path)).toMatchObject({
      width: 192,
      displayWidth: 205,
      displayHeight: 128,
      pixelAspect: { num: 16, den: 15 },
    });
  });

  it.each([90, 180, 270] as const)('turns a picture stored %i degrees off upright', async (rotation) => {
    // Stored turned the other way, so that turning it upright brings the number back.
    const stored = { 90: 'transpose=cclock', 180: 'hflip,vflip', 270: 'transpose=clock' }[rotation];
    const flat = await numberedClip(`turned-${rotation}`, 'mp4', [...x264, '-vf', stored], 8);
    const path = `${flat}.rotated.mp4`;
    // ffmpeg counts this angle against the clock.
    await runFfmpeg(['-i', flat, '-c', 'copy', '-metadata:s:v', `rotate=${-rotation}`, path]);
    const { pixels } = await frameAt(path, { frameIndex: 5 });
    expect([pixels.width, pixels.height]).toEqual([192, 128]);
    expect(readFrameNumber(pixels)).toBe(5);
    expect(await probeVideo(path)).toMatchObject({ rotation, displayWidth: 192, displayHeight: 128 });
  });
});
