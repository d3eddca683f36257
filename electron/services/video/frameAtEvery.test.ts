import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import {
  numberedClip,
  readFrameNumberStrictly,
  type TimedClip,
  timedClips,
} from '../../../tests/fixtures/clipsNumbered.ts';
import { type FrameWanted, frameAt } from './frameAt.ts';
import { probeVideo } from './probeVideo.ts';

/** What is written in the picture that comes back, and what is said of it. */
async function fetched(path: string, wanted: FrameWanted): Promise<{ number: number | null; said: number }> {
  const { time, pixels } = await frameAt(path, wanted);
  return { number: readFrameNumberStrictly(pixels), said: time.frameIndex };
}

const frameCount = 50;
const lastInstantSec = 1e-6;

async function wrongFrames(path: string, clip: TimedClip): Promise<string[]> {
  const wrong: string[] = [];
  const timesSec: number[] = [];
  for (let frame = 0; frame < frameCount; frame += 1) {
    const { time, pixels } = await frameAt(path, { frameIndex: frame });
    timesSec.push(time.timeSec);
    if (readFrameNumberStrictly(pixels) !== frame || time.frameIndex !== frame) {
      wrong.push(`#${frame} gives ${readFrameNumberStrictly(pixels)}, named ${time.frameIndex}`);
    }
    if (Math.abs(time.timeSec - clip.timeSec(frame)) > clip.roundingSec) {
      wrong.push(`#${frame} is said to be at ${time.timeSec} s, made for ${clip.timeSec(frame)} s`);
    }
  }
  for (let frame = 0; frame < frameCount; frame += 1) {
    const start = timesSec[frame] ?? 0;
    // How long the last frame is shown is not always told; the others end where the next begins.
    const end = timesSec[frame + 1] ?? start + 0.02;
    for (const timeSec of [start, (start + end) / 2, end - lastInstantSec]) {
      const { number, said } = await fetched(path, { timeSec });
      if (number !== frame || said !== frame) wrong.push(`${timeSec} s gives ${number}, named ${said}`);
    }
  }
  return wrong;
}

describe('every frame, by its number and at the start, the middle and the last instant of its time', () => {
  it.each(Object.entries(timedClips))('%s', { timeout: 120_000 }, async (_, clip) => {
    expect(await wrongFrames(await clip.make(), clip)).toEqual([]);
  });
});

describe('deep in a file of long GOPs', () => {
  const length = 1500;
  const long: [string, string, string[], string][] = [
    ['H.264, a key frame every 600', 'mp4', ['-c:v', 'libx264', '-g', '600', '-bf', '3'], '24000/1001'],
    ['HEVC in mkv', 'mkv', ['-c:v', 'libx265', '-x265-params', 'log-level=none:keyint=400'], '24'],
    [
      'MPEG-2 in a programme stream',
      'mpg',
      ['-c:v', 'mpeg2video', '-q:v', '5', '-g', '300', '-bf', '2'],
      '25',
    ],
    ['H.264 in a transport stream', 'ts', ['-c:v', 'libx264', '-g', '500', '-bf', '3'], '30000/1001'],
  ];
  it.each(long)('%s', { timeout: 120_000 }, async (name, extension, codec, rate) => {
    const speed = codec.includes('mpeg2video') ? [] : ['-preset', 'ultrafast', '-crf', '26'];
    const encode = [...codec, ...speed, '-pix_fmt', 'yuv420p'];
    const path = await numberedClip(`deep-${name.replaceAll(/\W+/g, '-')}`, extension, encode, length, rate);
    for (const frameIndex of [0, 299, 599, 600, 601, 1023, 1199, 1200, 1497, 1499]) {
      expect(await fetched(path, { frameIndex })).toEqual({ number: frameIndex, said: frameIndex });
    }
    const [num = 0, den = 1] = rate.split('/').map(Number);
    for (const frame of [1, 777, 1234, 1498]) {
      const timeSec = ((frame + 0.5) * den) / num;
      expect(await fetched(path, { timeSec })).toEqual({ number: frame, said: frame });
    }
  });
});

describe('a stream that begins in the middle of an open group of pictures', () => {
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-g', '12', '-pix_fmt', 'yuv420p'];
  it.each([
    ['H.264', [...x264, '-x264-params', 'open-gop=1:scenecut=0']],
    ['MPEG-2', ['-c:v', 'mpeg2video', '-q:v', '4', '-bf', '2', '-g', '12']],
    [
      'HEVC',
      [
        ...['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
        ...['-x265-params', 'log-level=none:keyint=12:min-keyint=12:bframes=3:open-gop=1'],
      ],
    ],
  ])('%s', async (name, codec) => {
    const whole = await numberedClip(`broken-into-${name}`, 'ts', codec);
    const bytes = await readFile(whole);
    const packetBytes = 188;
    const from = Math.floor((bytes.length * 0.3) / packetBytes) * packetBytes;
    const path = `${whole}.cut.ts`;
    // The tables at the front tell what the streams are.
    await writeFile(path, Buffer.concat([bytes.subarray(0, 3 * packetBytes), bytes.subarray(from)]));
    const { frameCount: count } = await probeVideo(path);
    const first = (await fetched(path, { frameIndex: 0 })).number ?? Number.NaN;
    expect([first % 12, first + count]).toEqual([0, frameCount]);
    for (let frame = 0; frame < count; frame += 1) {
      expect(await fetched(path, { frameIndex: frame })).toEqual({ number: first + frame, said: frame });
      const timeSec = (frame + 0.5) / 24;
      expect(await fetched(path, { timeSec })).toEqual({ number: first + frame, said: frame });
    }
  });
});

describe('a clip trimmed by its edit list', () => {
  it('begins at the frame that is shown first, though it leans on earlier ones', async () => {
    const whole = await timedClips['H.264 with B-frames in mp4']?.make();
    const path = `${whole}.trimmed.mp4`;
    await runFfmpeg(['-ss', '1.15', '-i', String(whole), '-c', 'copy', path]);
    const { frameCount: count } = await probeVideo(path);
    for (let frame = 0; frame < count; frame += 1) {
      expect(await fetched(path, { frameIndex: frame })).toEqual({ number: 50 - count + frame, said: frame });
    }
  });
});
