import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deltaEOk, oklabOfRgb } from '../../../shared/colour/oklab.ts';
import { type FootageStrip, footageStripSchema, scrubCellAt } from '../../../shared/domain/footageStrip.ts';
import { mediaIdSchema } from '../../../shared/domain/ids.ts';
import { makeClip, runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { openVideo } from '../video/openVideo.ts';
import { makePlaneReader } from '../video/planeReader.ts';
import { openDecoder } from '../video/videoDecoder.ts';
import { makeStrip } from './makeStrip.ts';
import { makeStripSampler } from './stripSampler.ts';
import { openStripStore } from './stripStore.ts';

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Rgb = readonly [number, number, number];

/** What each second of the clip shows: a ground, and a band of another colour over a quarter of the picture. */
const seconds: readonly { ground: Rgb; band: Rgb }[] = [
  { ground: [190, 60, 40], band: [240, 200, 60] },
  { ground: [30, 70, 160], band: [220, 220, 215] },
  { ground: [60, 130, 70], band: [200, 60, 150] },
];
const width = 256;
const height = 144;
const barRows = 18;

function drawSecond(second: number): Uint8Array {
  const picture = new Uint8Array(width * height * 3);
  const { ground, band } = seconds[second] ?? { ground: [0, 0, 0], band: [0, 0, 0] };
  for (let y = barRows, at = barRows * width * 3; y < height - barRows; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) picture.set(x < width / 4 ? band : ground, at);
  }
  return picture;
}

function colourClip(name: string, extension: string, encode: readonly string[]): Promise<string> {
  return makeClip({
    name: `strip-${name}`,
    source: {
      width,
      height,
      rate: '24',
      frameCount: 72,
      draw: (frameIndex) => drawSecond(Math.floor(frameIndex / 24)),
    },
    encode,
    extension,
  });
}

const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '12'];
const bt709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
const clips: Record<string, () => Promise<string>> = {
  'BT.709': () =>
    colourClip('709', 'mp4', [
      ...[...x264, '-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-pix_fmt', 'yuv420p'],
      ...[...bt709, '-color_range', 'tv'],
    ]),
  'BT.601 without tags': () =>
    colourClip('601', 'mp4', [...x264, '-vf', 'scale=out_color_matrix=bt601', '-pix_fmt', 'yuv420p']),
  'full range': () =>
    colourClip('full', 'mp4', [
      ...[...x264, '-vf', 'scale=out_color_matrix=bt709:out_range=pc', '-pix_fmt', 'yuvj420p'],
      ...[...bt709, '-color_range', 'pc'],
    ]),
  '10 bits': () =>
    colourClip('10', 'mkv', [
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '10', '-x265-params', 'log-level=none'],
      ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-pix_fmt', 'yuv420p10le', ...bt709],
    ]),
  RGB: () => colourClip('rgb', 'mkv', ['-c:v', 'ffv1', '-pix_fmt', 'bgr0']),
};

async function stripOf(path: string): Promise<{ strip: FootageStrip; sprite: Uint8Array }> {
  const drawn = await makeStrip(mediaId, path, quiet);
  return { strip: footageStripSchema.parse(drawn.strip), sprite: drawn.sprite };
}

describe('the colours over time', () => {
  it.each(Object.entries(clips))('of %s are those of the clip, without its bars', async (_name, make) => {
    const { strip } = await stripOf(await make());
    expect(strip).toMatchObject({ frameCount: 72 });
    expect(strip.durationSec).toBeCloseTo(3, 2);
    expect(strip.colours).toHaveLength(72);
    expect(strip.colours[0]?.startSec).toBe(0);
    expect(strip.colours.at(-1)?.endSec).toBeCloseTo(strip.durationSec, 6);
    for (const [index, { colours }] of strip.colours.entries()) {
      const { ground, band } = seconds[Math.floor(index / 24)] ?? { ground: [0, 0, 0], band: [0, 0, 0] };
      expect(colours).toHaveLength(2);
      for (const [place, truth] of [ground, band].entries()) {
        const found = colours[place];
        expect(found?.share).toBeCloseTo(place === 0 ? 0.75 : 0.25, 1);
        expect(deltaEOk(found?.oklab ?? [0, 0, 0], oklabOfRgb(...truth))).toBeLessThan(0.03);
      }
    }
  });

  it('are the same whenever they are made', async () => {
    const path = (await clips['BT.709']?.()) ?? '';
    expect(await stripOf(path)).toEqual(await stripOf(path));
  });

  it('go on where a frame is shown for long', async () => {
    const path = await colourClip('slow', 'mp4', [
      ...[...x264, '-pix_fmt', 'yuv420p', '-fps_mode', 'passthrough', '-video_track_timescale', '24000'],
      ...['-vf', 'settb=1/24000,setpts=N*1000+gt(N\\,30)*96000'],
    ]);
    const { strip } = await stripOf(path);
    // From frame 30 on its second stands still for four seconds.
    const held = strip.colours.filter(({ startSec, endSec }) => startSec > 1.3 && endSec < 5.2);
    expect(held.length).toBeGreaterThan(10);
    for (const { colours } of held) {
      const truth = seconds[1]?.ground ?? [0, 0, 0];
      expect(deltaEOk(colours[0]?.oklab ?? [0, 0, 0], oklabOfRgb(...truth))).toBeLessThan(0.03);
    }
  });
});

describe('the sprite', () => {
  const cellMean = async (sprite: Uint8Array, strip: FootageStrip, timeSec: number): Promise<Rgb> => {
    const { x, y } = scrubCellAt(strip.scrub, timeSec);
    const { cellWidth, cellHeight } = strip.scrub;
    const { data } = await sharp(sprite)
      .extract({ left: x + Math.floor(cellWidth * 0.6), top: y, width: 8, height: cellHeight })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const sum = [0, 0, 0];
    for (const [at, value] of data.entries()) sum[at % 3] = (sum[at % 3] ?? 0) + value;
    return sum.map((part) => Math.round(part / (data.length / 3))) as unknown as Rgb;
  };

  it('shows the frame of each time, without bars', async () => {
    const { strip, sprite } = await stripOf((await clips['BT.709']?.()) ?? '');
    const { scrub } = strip;
    expect(scrub.timesSec).toHaveLength(20);
    expect(scrub.timesSec[0]).toBe(0);
    expect(scrub.frameIndexes).toEqual(scrub.timesSec.map((timeSec) => Math.round(timeSec * 24)));
    expect([scrub.cellWidth, scrub.cellHeight]).toEqual([192, 80]);
    const size = await sharp(sprite).metadata();
    expect([size.format, size.width, size.height]).toEqual([
      'webp',
      scrub.columns * scrub.cellWidth,
      scrub.rows * scrub.cellHeight,
    ]);
    for (const [second, { ground }] of seconds.entries()) {
      const mean = await cellMean(sprite, strip, second + 0.5);
      expect(deltaEOk(oklabOfRgb(...mean), oklabOfRgb(...ground))).toBeLessThan(0.05);
    }
  });

  it.each([90, 180, 270])('stands upright for a picture turned by %i degrees', async (rotation) => {
    const path = join(folder, `turned-${rotation}.mp4`);
    await runFfmpeg([
      '-i',
      (await clips['BT.709']?.()) ?? '',
      ...['-c', 'copy', '-metadata:s:v', `rotate=${-rotation}`, path],
    ]);
    const { strip, sprite } = await stripOf(path);
    const { cellWidth, cellHeight } = strip.scrub;
    expect([cellWidth, cellHeight]).toEqual(rotation === 180 ? [192, 80] : [80, 192]);
    // Where the band, which is at the left as coded, must have got to.
    const [left = 0, top = 0] = { 90: [0.5, 0.1], 180: [0.9, 0.5], 270: [0.5, 0.9] }[rotation] ?? [];
    const { data } = await sharp(sprite)
      .extract({ left: Math.floor(cellWidth * left), top: Math.floor(cellHeight * top), width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const found: Rgb = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
    expect(deltaEOk(oklabOfRgb(...found), oklabOfRgb(...(seconds[0]?.band ?? [0, 0, 0])))).toBeLessThan(0.05);
  });

  it('has as many cells as a long video needs and no more', async () => {
    const path = await makeClip({
      name: 'strip-long',
      source: {
        width: 64,
        height: 36,
        rate: '5',
        frameCount: 400,
        draw: () => drawSecond(0).subarray(0, 64 * 36 * 3),
      },
      encode: [...x264, '-pix_fmt', 'yuv420p'],
      extension: 'mp4',
    });
    const { strip } = await stripOf(path);
    expect(strip.scrub.timesSec).toHaveLength(100);
    expect(strip.scrub).toMatchObject({ columns: 10, rows: 10 });
    expect(strip.colours).toHaveLength(400);
  });
});

describe('the strip store', () => {
  it('keeps sprite and data together', async () => {
    const drawn = await makeStrip(mediaId, (await clips['RGB']?.()) ?? '', quiet);
    const store = await openStripStore(join(folder, 'strips'));
    expect(await store.find(mediaId)).toBeNull();
    await store.put(drawn);
    expect(await store.find(mediaId)).toEqual(drawn.strip);
    expect((await readdir(join(folder, 'strips'))).sort()).toEqual([`${mediaId}.json`, `${mediaId}.webp`]);
    await rm(join(folder, 'strips', `${mediaId}.webp`));
    expect(await store.find(mediaId)).toBeNull();
  });
});

describe('making a strip', () => {
  it('says nothing of a video of which only the end was seen, as when an import is gone on with', async () => {
    const video = await openVideo((await clips['BT.709']?.()) ?? '');
    const decoder = await openDecoder(video);
    const planes = makePlaneReader(video.fileName);
    const whole = makeStripSampler(video);
    const rest = makeStripSampler(video);
    for (let frameIndex = 0; frameIndex < 40; frameIndex += 1) {
      const decoded = decoder.next();
      if (decoded === null) throw new Error('too short');
      const plane = planes.read(decoded.frame);
      whole.add(decoded, frameIndex, plane);
      if (frameIndex >= 20) rest.add(decoded, frameIndex, plane);
      decoded.frame.free();
    }
    expect(whole.samples()?.cells.length).toBeGreaterThan(0);
    expect(rest.samples()).toBeNull();
    for (const sampler of [whole, rest]) sampler.close();
    planes.close();
    decoder.close();
    await video.close();
  });

  it('stops on Cancel', async () => {
    const controller = new AbortController();
    const work = makeStrip(mediaId, (await clips['RGB']?.()) ?? '', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ appError: { code: 'cancelled' } });
  });
});
