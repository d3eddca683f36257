import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oklabOfRgb } from '../../../shared/colour/oklab.ts';
import { makeClip, runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { chartColours, hdrChartClip, readChart, sdrChartClip } from '../../../tests/fixtures/clipsChart.ts';
import { numberedClip, numberedClips, numberedFrames } from '../../../tests/fixtures/clipsNumbered.ts';
import { frameAt } from '../video/frameAt.ts';
import { openVideo } from '../video/openVideo.ts';
import { readPresentationIndex } from '../video/presentationIndex.ts';
import { probeVideo } from '../video/probeVideo.ts';
import { encodeProxy } from './encodeProxy.ts';
import { openOriginal } from './openOriginal.ts';
import { readFrameTimes } from './readFrameTimes.ts';
import { readNumbers } from './testing/readNumbers.ts';

const mediaId = `m-${'0'.repeat(64)}` as Parameters<typeof openOriginal>[0];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encode-proxy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function proxyOf(path: string): Promise<string> {
  count += 1;
  const proxy = join(folder, `${count}.mp4`);
  await encodeProxy(path, proxy, { signal: new AbortController().signal, onProgress: () => undefined });
  return proxy;
}

/** Interlaced MPEG-2 of 720x576 with wide pixels, whose frames each hold two moments. */
function interlacedClip(): Promise<string> {
  return numberedClip('mpeg2-interlaced', 'mpg', [
    ...['-vf', 'setfield=tff,setsar=16/15', '-c:v', 'mpeg2video', '-flags', '+ilme+ildct', '-q:v', '3'],
    ...['-g', '12', '-bf', '2'],
  ]);
}

const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'];

const sources: Record<string, () => Promise<string>> = {
  ...numberedClips,
  'HEVC in 10 bits': () =>
    numberedClip('hevc-10', 'mkv', [
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '20', '-pix_fmt', 'yuv420p10le'],
      ...['-x265-params', 'log-level=none:keyint=15:bframes=3'],
    ]),
  'interlaced MPEG-2': interlacedClip,
};

describe('a proxy', () => {
  it.each(Object.entries(sources))('of %s has the same frames at the same times', async (_name, make) => {
    const source = await make();
    const proxy = await proxyOf(source);
    const wanted = await readFrameTimes(source);
    const found = await readFrameTimes(proxy);
    expect(found.timesSec).toHaveLength(wanted.timesSec.length);
    for (const [index, timeSec] of wanted.timesSec.entries()) {
      expect(found.timesSec[index]).toBeCloseTo(timeSec, 6);
    }
    expect(found.ticks[0]).toBe(0);
    expect(found.durationSec).toBeCloseTo(wanted.durationSec, 3);
    expect(await readNumbers(proxy)).toEqual(await readNumbers(source));
  });

  it('is what the window plays', async () => {
    for (const make of [sources['ProRes in mov'], sources['HEVC in 10 bits'], interlacedClip]) {
      const source = (await make?.()) ?? '';
      expect((await openOriginal(mediaId, source)).kind).toBe('needs-proxy');
      expect(await openOriginal(mediaId, await proxyOf(source))).toMatchObject({
        kind: 'original',
        startSec: 0,
      });
    }
  });

  it('has a key frame at least every 12 frames and none that leans on a later one', async () => {
    const proxy = await proxyOf(
      await numberedClip('long-gop', 'mp4', [...x264, '-g', '250', '-bf', '3'], 60),
    );
    const video = await openVideo(proxy);
    const { keyPositions, ticks } = await readPresentationIndex(video);
    await video.close();
    const gaps = [...keyPositions, ticks.length].map(
      (position, index) => position - (keyPositions[index - 1] ?? 0),
    );
    expect(Math.max(...gaps)).toBeLessThanOrEqual(12);
  });

  it('is upright with square pixels, and no larger than it need be', async () => {
    const turned = await numberedClip('turned-90', 'mp4', [...x264, '-vf', 'transpose=cclock'], 8);
    const rotated = join(folder, 'rotated.mp4');
    await runFfmpeg(['-i', turned, '-c', 'copy', '-metadata:s:v', 'rotate=-90', rotated]);
    const proxy = await proxyOf(rotated);
    expect(await probeVideo(proxy)).toMatchObject({ rotation: 0, displayWidth: 192, displayHeight: 128 });
    expect(await readNumbers(proxy)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);

    const wide = await numberedClip('wide-pixels', 'mp4', [...x264, '-vf', 'setsar=16/15'], 4);
    expect(await probeVideo(await proxyOf(wide))).toMatchObject({
      // 204.8 square pixels, even.
      width: 206,
      height: 128,
      pixelAspect: { num: 1, den: 1 },
    });

    const large = await makeClip({
      name: 'large-flat',
      source: { ...numberedFrames(2), frameCount: 2 },
      encode: [...x264, '-vf', 'scale=2560:1706'],
      extension: 'mp4',
    });
    expect(await probeVideo(await proxyOf(large))).toMatchObject({ width: 1280, height: 854 });
  });

  it('deinterlaces: no line of the other field is left between two', async () => {
    // A bar that jumps between the two fields of a frame combs unless it is deinterlaced.
    const combed = await makeClip({
      name: 'combed',
      source: {
        width: 192,
        height: 128,
        rate: '25',
        frameCount: 6,
        draw: (frameIndex) => {
          const picture = new Uint8Array(192 * 128 * 3).fill(20);
          for (let y = 0; y < 128; y += 1) {
            const left = 20 + frameIndex * 16 + (y % 2) * 8;
            picture.fill(220, (y * 192 + left) * 3, (y * 192 + left + 40) * 3);
          }
          return picture;
        },
      },
      encode: ['-vf', 'setfield=tff', '-c:v', 'mpeg2video', '-flags', '+ilme+ildct', '-q:v', '2'],
      extension: 'mpg',
    });
    const combing = async (path: string): Promise<number> => {
      const { pixels } = await frameAt(path, { frameIndex: 3 });
      let sum = 0;
      for (let y = 1; y < pixels.height - 1; y += 1) {
        for (let x = 0; x < pixels.width; x += 1) {
          const at = (row: number): number => pixels.data[(row * pixels.width + x) * 3] ?? 0;
          sum += Math.abs(2 * at(y) - at(y - 1) - at(y + 1)) > 100 ? 1 : 0;
        }
      }
      return sum / pixels.width / pixels.height;
    };
    expect(await combing(await proxyOf(combed))).toBeLessThan(0.005);
  });

  it.each([
    ['BT.601', () => sdrChartClip('bt601', 'tv', ['smpte170m', 'smpte170m', 'smpte170m'])],
    ['BT.709 in full range', () => sdrChartClip('bt709', 'pc', ['bt709', 'bt709', 'bt709'])],
    ['PQ', () => hdrChartClip('smpte2084')],
    ['HLG', () => hdrChartClip('arib-std-b67')],
  ])('keeps the colours of %s', async (_name, make) => {
    const { pixels } = await frameAt(await proxyOf(await make()), { frameIndex: 1 });
    for (const [index, found] of readChart(pixels).entries()) {
      const [l1, a1, b1] = oklabOfRgb(...found);
      const [l2, a2, b2] = oklabOfRgb(...(chartColours[index] ?? [0, 0, 0]));
      // 4:2:0 in 8 bits, encoded for speed: twice what stills are held to.
      expect(Math.hypot(l1 - l2, a1 - a2, b1 - b2)).toBeLessThan(0.04);
    }
  });

  it.each([
    ['earlier', '0.5', '0', 0],
    ['later', '0', '0.5', 0.5],
  ])(
    'carries sound that begins %s than the picture, in step',
    async (name, pictureAt, soundAt, silentSec) => {
      const source = join(folder, `sound-${name}.mkv`);
      const flat = await numberedClip('sound', 'mp4', x264, 48);
      const sound = ['-itsoffset', soundAt, '-f', 'lavfi', '-i', 'sine=f=440:d=3'];
      const coding = ['-map', '0', '-map', '1', '-c:v', 'copy', '-c:a', 'ac3'];
      await runFfmpeg(['-itsoffset', pictureAt, '-i', flat, ...sound, ...coding, source]);
      const proxy = await proxyOf(source);
      expect(await probeVideo(proxy)).toMatchObject({ hasAudio: true, frameCount: 48, startSec: 0 });
      expect(await openOriginal(mediaId, proxy)).toMatchObject({ kind: 'original' });

      const raw = join(folder, `sound-${name}.f32`);
      await runFfmpeg(['-i', proxy, '-vn', '-ac', '1', '-ar', '48000', '-f', 'f32le', raw]);
      const bytes = await readFile(raw);
      const samples = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
      expect(samples.findIndex((sample) => Math.abs(sample) > 0.02) / 48_000).toBeCloseTo(silentSec, 1);
      expect(samples.length / 48_000).toBeCloseTo(2, 1);
    },
  );

  it('stops on Cancel', async () => {
    const controller = new AbortController();
    const work = encodeProxy((await sources['ProRes in mov']?.()) ?? '', join(folder, 'cancelled.mp4'), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ appError: { code: 'cancelled' } });
  });

  it('says that the disk is full', async () => {
    const full = join(folder, 'full.mp4');
    await symlink('/dev/full', full);
    const work = encodeProxy((await sources['ProRes in mov']?.()) ?? '', full, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    await expect(work).rejects.toMatchObject({ appError: { code: 'disk-full' } });
  });

  it('names a file that cannot be decoded', async () => {
    const work = encodeProxy(import.meta.filename, join(folder, 'none.mp4'), {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    await expect(work).rejects.toMatchObject({ appError: { details: { fileName: 'encodeProxy.test.ts' } } });
  });
});
