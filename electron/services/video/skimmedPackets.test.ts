import { createHash } from 'node:crypto';
import { copyFile, open, rm } from 'node:fs/promises';
import { type Frame, Packet } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import type { Shot } from '../../../shared/domain/frame.ts';
import { makeClip } from '../../../tests/fixtures/clips.ts';
import { type ScenePart, sceneFrames, trueBoundaries } from '../../../tests/fixtures/clipsShots.ts';
import { analyseVideo } from './analyseVideo.ts';
import { openVideo } from './openVideo.ts';
import { PassFrames } from './passFrames.ts';
import { makePlaneReader } from './planeReader.ts';
import { SkimmedPackets } from './skimmedPackets.ts';
import { openDecoder } from './videoDecoder.ts';

/** Shots of a camera that stands still, but for grain: there is much to be left out. */
const parts: ScenePart[] = [
  { seed: 1, frames: 90 },
  { seed: 4, frames: 70, flashAt: 40 },
  { seed: 7, frames: 100, dissolve: 16 },
  { seed: 10, frames: 60 },
];
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-pix_fmt', 'yuv420p'];
const x265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '24', '-pix_fmt', 'yuv420p'];
const quiet = 'log-level=none';

const encodes: Record<string, readonly [encode: readonly string[], extension: string]> = {
  'H.264': [[...x264, '-bf', '3'], 'mp4'],
  'H.264 with many B-frames in a row and no pyramid': [
    [...x264, '-bf', '6', '-x264-params', 'b-pyramid=none:b-adapt=0:keyint=40:scenecut=0'],
    'mp4',
  ],
  'H.264 of open GOPs': [[...x264, '-bf', '3', '-x264-params', 'open-gop=1:keyint=30'], 'mkv'],
  'H.264 without scene cuts, one key frame': [
    [...x264, '-bf', '3', '-g', '1000', '-sc_threshold', '0'],
    'mov',
  ],
  'H.264 of uneven time': [
    [...x264, '-bf', '3', '-fps_mode', 'passthrough', '-vf', 'settb=1/24000,setpts=N*1000+floor(N/3)*700'],
    'mp4',
  ],
  HEVC: [[...x265, '-x265-params', `${quiet}:bframes=4:keyint=50`], 'mp4'],
  'HEVC of closed GOPs': [[...x265, '-x265-params', `${quiet}:bframes=3:open-gop=0:keyint=35`], 'mkv'],
};

const clipOf = (name: string, encode: readonly string[], extension: string) =>
  makeClip({
    name: `skim-still-${name.replaceAll(/\W+/g, '-')}`,
    source: sceneFrames(parts),
    encode,
    extension,
  });

interface Seen {
  /** Times of all frames, left out or not. */
  readonly ticks: number[];
  /** What decoded frames look like, to the bit, by their time. */
  readonly pictures: Map<number, string>;
  readonly absent: number;
}

async function framesOf(path: string, withSkim: boolean): Promise<Seen> {
  const video = await openVideo(path);
  const skim = withSkim ? SkimmedPackets.of(video) : null;
  const decoder = await openDecoder(video, skim ?? undefined);
  const planes = makePlaneReader(video.fileName);
  const frames = new PassFrames(decoder, planes, skim);
  const seen: Seen = { ticks: [], pictures: new Map(), absent: 0 };
  let absent = 0;
  for (let next = await frames.next(); next !== null; next = await frames.next()) {
    absent += next.absent.length;
    seen.ticks.push(...next.absent.map(({ ticks }) => ticks), next.decoded.ticks);
    seen.pictures.set(next.decoded.ticks, pictureHash(next.decoded.frame));
    next.decoded.frame.free();
  }
  skim?.close();
  planes.close();
  decoder.close();
  await video.close();
  return { ...seen, absent };
}

/** Of what is seen of a frame in 4:2:0, 8 bits; what lies in the padding of its rows is nobody's. */
function pictureHash({ data, linesize, width, height }: Frame): string {
  const hash = createHash('sha256');
  for (let plane = 0; plane < 3; plane += 1) {
    const shift = plane === 0 ? 0 : 1;
    for (let y = 0; y < height >> shift; y += 1) {
      const start = y * (linesize[plane] ?? 0);
      hash.update(data?.[plane]?.subarray(start, start + (width >> shift)) ?? '');
    }
  }
  return hash.digest('hex');
}

async function shotsOf(path: string): Promise<{ shots: Shot[]; handed: number[]; frameCount: number }> {
  const handed: number[] = [];
  const { shots, probe } = await analyseVideo(path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: ({ index }, _picture, pick) => {
      if (pick === 0) handed.push(index);
    },
  });
  return { shots, handed, frameCount: probe.frameCount };
}

describe('leaving out what no picture is predicted from', () => {
  it.each(Object.entries(encodes))(
    '%s: names every frame, and what is decoded is the same to the bit',
    { timeout: 60_000 },
    async (name, [encode, extension]) => {
      const path = await clipOf(name, encode, extension);
      const whole = await framesOf(path, false);
      const skimmed = await framesOf(path, true);
      expect(skimmed.ticks).toEqual(whole.ticks);
      expect(skimmed.absent).toBeGreaterThan(20);
      for (const [ticks, picture] of skimmed.pictures) expect(picture).toBe(whole.pictures.get(ticks));
    },
  );

  it.each(Object.entries(encodes))(
    '%s: finds the shots at their frames',
    { timeout: 60_000 },
    async (name, [encode, extension]) => {
      const { shots, handed, frameCount } = await shotsOf(await clipOf(name, encode, extension));
      const [first, dissolve, last] = trueBoundaries(parts);
      expect(shots.map(({ transition }) => transition)).toEqual(['start', 'cut', 'dissolve', 'cut']);
      expect([shots[1]?.startFrame, shots[3]?.startFrame]).toEqual([first, last]);
      expect(Math.abs((shots[2]?.startFrame ?? 0) - (dissolve ?? 0))).toBeLessThanOrEqual(4);
      expect(handed).toEqual([0, 1, 2, 3]);
      expect(frameCount).toBe(304);
    },
  );

  it('is not done where it cannot be told what a picture is for', async () => {
    const others = {
      'MPEG-2': [['-c:v', 'mpeg2video', '-q:v', '4', '-bf', '2'], 'mpg'],
      VP9: [['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'], 'webm'],
      'H.264 in a transport stream': [[...x264, '-bf', '3'], 'ts'],
      'interlaced H.264': [[...x264, '-bf', '3', '-flags', '+ildct+ilme'], 'mp4'],
    } as const;
    for (const [name, [encode, extension]] of Object.entries(others)) {
      const source = { ...sceneFrames(parts), frameCount: 30 };
      const video = await openVideo(
        await makeClip({ name: `skim-none-${extension}`, source, encode, extension }),
      );
      expect({ name, skim: SkimmedPackets.of(video) }).toEqual({ name, skim: null });
      await video.close();
    }
  });

  it('leaves nothing out where every picture is needed', async () => {
    const path = await clipOf('no-b', [...x264, '-bf', '0'], 'mp4');
    expect(await framesOf(path, true)).toMatchObject({ absent: 0 });
  });

  it('decodes everything from where frames do not come as announced, and hands out no shot twice', async () => {
    const path = await clipOf('H.264', [...x264, '-bf', '3'], 'mp4');
    const broken = `${path}.${process.pid}.lost.mp4`;
    await copyFile(path, broken);
    const { pos, size } = await referencedPacket(path, 200);
    const file = await open(broken, 'r+');
    // A unit of a type that says nothing: the frame it was never comes.
    await file.write(Buffer.alloc(size - 4, 0x1f), 0, size - 4, pos + 4);
    await file.close();
    const whole = await framesOf(broken, false);
    await expect(framesOf(broken, true)).rejects.toThrow('instead of');
    const { shots, handed, frameCount } = await shotsOf(broken);
    expect(frameCount).toBe(whole.ticks.length);
    expect(whole.ticks.length).toBeLessThan(304);
    expect(handed).toEqual(shots.map(({ index }) => index));
    expect(shots[1]?.startFrame).toBe(trueBoundaries(parts)[0]);
    expect(shots.at(-1)?.endFrame).toBe(frameCount);
    await rm(broken);
  });
});

/** Where the first large packet at or after a place lies in a file. */
async function referencedPacket(path: string, from: number): Promise<{ pos: number; size: number }> {
  const video = await openVideo(path);
  const packet = new Packet();
  packet.alloc();
  try {
    for (let index = 0; video.format.readFrameSync(packet) >= 0; index += 1) {
      const found = { pos: Number(packet.pos), size: packet.size };
      const header = packet.data?.[4] ?? 0;
      packet.unref();
      if (index >= from && (header & 0x60) !== 0 && (header & 31) === 1) return found;
    }
    throw new Error('no such packet');
  } finally {
    packet.free();
    await video.close();
  }
}
