import { open, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Shot } from '../../../shared/domain/frame.ts';
import { makeClip } from '../../../tests/fixtures/clips.ts';
import { numberedClip } from '../../../tests/fixtures/clipsNumbered.ts';
import {
  type ScenePart,
  sceneClip,
  sceneFrames,
  sceneHeight,
  sceneWidth,
  trueBoundaries,
} from '../../../tests/fixtures/clipsShots.ts';
import { analyseVideo, type VideoAnalysis } from './analyseVideo.ts';
import type { TimedPicture } from './frameAt.ts';

interface Seen extends VideoAnalysis {
  readonly handed: { shot: Shot; representative: TimedPicture }[];
  readonly fractions: number[];
}

async function analyse(path: string, signal = new AbortController().signal): Promise<Seen> {
  const handed: Seen['handed'] = [];
  const fractions: number[] = [];
  const analysis = await analyseVideo(path, {
    signal,
    onProgress: (fraction) => fractions.push(fraction),
    onShot: (shot, representative) => {
      handed.push({ shot, representative });
    },
  });
  return { ...analysis, handed, fractions };
}

const cuts: ScenePart[] = [
  { seed: 1, frames: 30 },
  { seed: 2, frames: 17, flashAt: 8 },
  { seed: 3, frames: 41 },
  { seed: 4, frames: 12 },
  { seed: 5, frames: 26 },
];

describe('analyseVideo', () => {
  it('finds every cut at its frame and takes no flash for one', async () => {
    const { shots, probe, warning, partial } = await analyse(await sceneClip('cuts', cuts));
    expect(shots.slice(1).map((shot) => shot.startFrame)).toEqual(trueBoundaries(cuts));
    expect(shots.map((shot) => shot.transition)).toEqual(['start', 'cut', 'cut', 'cut', 'cut']);
    expect({ warning, partial, frameCount: probe.frameCount }).toEqual({
      warning: null,
      partial: false,
      frameCount: 126,
    });
  });

  it('covers the video without gap or overlap, in frames and in seconds', async () => {
    const { shots, probe } = await analyse(await sceneClip('cuts', cuts));
    expect(shots[0]).toMatchObject({ index: 0, startFrame: 0, startSec: 0 });
    for (const [index, shot] of shots.entries()) {
      expect(shot.index).toBe(index);
      expect(shot.startSec).toBeCloseTo(shot.startFrame / 24, 6);
      expect(shots[index + 1]?.startFrame ?? probe.frameCount).toBe(shot.endFrame);
      expect(shots[index + 1]?.startSec ?? probe.durationSec).toBe(shot.endSec);
    }
  });

  it('finds cuts at their frame where the clock is uneven and where frames are repeated', async () => {
    const parts = cuts.slice(0, 3);
    const source = sceneFrames(parts);
    const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', '-bf', '2'];
    const uneven = await makeClip({
      name: 'scenes-uneven-clock',
      source,
      encode: [
        ...[...x264, '-fps_mode', 'passthrough', '-video_track_timescale', '24000'],
        ...['-vf', 'settb=1/24000,setpts=N*1000+floor(N/3)*1000+gt(N\\,20)*9000'],
      ],
      extension: 'mp4',
    });
    // Each drawn frame three times over, as step-printing does.
    const repeated = await makeClip({
      name: 'scenes-repeated',
      source: {
        ...source,
        frameCount: source.frameCount * 3,
        draw: (frame) => source.draw(Math.floor(frame / 3)),
      },
      encode: x264,
      extension: 'mp4',
    });
    const truth = trueBoundaries(parts);
    const ticksOf = (frame: number): number =>
      frame * 1000 + Math.floor(frame / 3) * 1000 + (frame > 20 ? 9000 : 0);
    const seen = await analyse(uneven);
    expect(seen.shots.slice(1).map(({ startFrame }) => startFrame)).toEqual(truth);
    for (const [index, { startSec, endFrame }] of seen.shots.entries()) {
      expect(startSec).toBeCloseTo(ticksOf(truth[index - 1] ?? 0) / 24000, 6);
      expect(endFrame).toBe(truth[index] ?? source.frameCount);
    }
    const shots = (await analyse(repeated)).shots.slice(1);
    expect(shots.map(({ startFrame }) => startFrame)).toEqual(truth.map((frame) => frame * 3));
  });

  it('finds a dissolve where it lies', async () => {
    const parts: ScenePart[] = [
      { seed: 11, frames: 50 },
      { seed: 12, frames: 60, dissolve: 18 },
      { seed: 13, frames: 40 },
    ];
    const { shots } = await analyse(await sceneClip('dissolve', parts));
    expect(shots.map((shot) => shot.transition)).toEqual(['start', 'dissolve', 'cut']);
    const [dissolve, cut] = trueBoundaries(parts);
    expect(Math.abs((shots[1]?.startFrame ?? 0) - (dissolve ?? 0))).toBeLessThanOrEqual(4);
    expect(shots[2]?.startFrame).toBe(cut);
  });

  it('finds a fade through black', async () => {
    const parts: ScenePart[] = [
      { seed: 21, frames: 50, fadeOut: 14 },
      { seed: 22, frames: 50, fadeIn: 14 },
    ];
    const { shots, handed } = await analyse(await sceneClip('fade', parts));
    expect(shots.map((shot) => shot.transition)).toEqual(['start', 'fade']);
    expect(Math.abs((shots[1]?.startFrame ?? 0) - 50)).toBeLessThanOrEqual(2);
    for (const { representative } of handed) {
      expect(representative.time.frameIndex < 37 || representative.time.frameIndex >= 63).toBe(true);
    }
  });

  it('hands out one frame of each shot, away from its edges, at its true time', async () => {
    const { shots, handed } = await analyse(await sceneClip('cuts', cuts));
    expect(handed.map(({ shot }) => shot)).toEqual(shots);
    for (const { shot, representative } of handed) {
      const { frameIndex, timeSec } = representative.time;
      expect(frameIndex).toBeGreaterThan(shot.startFrame);
      expect(frameIndex).toBeLessThan(shot.endFrame - 1);
      expect(timeSec).toBeCloseTo(frameIndex / 24, 6);
      expect(representative.pixels).toMatchObject({ width: sceneWidth, height: sceneHeight });
    }
  });

  it('leaves the burnt-out frame of a flash alone', async () => {
    const { handed } = await analyse(await sceneClip('cuts', cuts));
    expect(handed[1]?.representative.time.frameIndex).not.toBe(38);
  });

  it('reports progress that never falls and ends at 1', async () => {
    const { fractions } = await analyse(await sceneClip('cuts', cuts));
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('waits for the one who takes the shots, one at a time', async () => {
    let under = 0;
    let most = 0;
    let taken = 0;
    await analyseVideo(await sceneClip('cuts', cuts), {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onShot: async () => {
        under += 1;
        most = Math.max(most, under);
        await new Promise((resolve) => setImmediate(resolve));
        under -= 1;
        taken += 1;
      },
    });
    expect({ most, under, taken }).toEqual({ most: 1, under: 0, taken: 5 });
  });

  it('passes on what the taker throws', async () => {
    const full = new Error('disk full');
    const options = {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onShot: () => Promise.reject(full),
    };
    await expect(analyseVideo(await sceneClip('cuts', cuts), options)).rejects.toBe(full);
  });

  it('keeps finished shots on Cancel and says that it is partial', async () => {
    const stop = new AbortController();
    const handed: Shot[] = [];
    const { partial, shots } = await analyseVideo(await sceneClip('cuts', cuts), {
      signal: stop.signal,
      onProgress: () => undefined,
      onShot: (shot) => {
        handed.push(shot);
        stop.abort();
      },
    });
    expect(partial).toBe(true);
    expect(handed.length).toBeGreaterThan(0);
    expect(handed[0]).toEqual(shots[0]);
  });
});

describe('damaged files', () => {
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '10', '-pix_fmt', 'yuv420p'];

  it('gives what can be decoded of a file that breaks off, with a warning', async () => {
    const whole = await readFile(await numberedClip('breaks', 'mkv', [...encode, '-crf', '1'], 120));
    const path = `${await numberedClip('breaks', 'mkv', [...encode, '-crf', '1'], 120)}.half.mkv`;
    await writeFile(path, whole.subarray(0, Math.floor(whole.length / 2)));
    const { handed, partial, warning, probe } = await analyse(path);
    expect(handed.length).toBeGreaterThan(0);
    expect(partial).toBe(true);
    expect(warning).toMatch(/breaks off/);
    expect(probe.frameCount).toBeLessThan(120);
  });

  it('survives flipped bits anywhere in the pictures', async () => {
    const path = await numberedClip('flips', 'ts', encode, 60);
    const whole = await readFile(path);
    for (let seed = 1; seed <= 8; seed += 1) {
      const hurt = Buffer.from(whole);
      for (let at = 4000 + seed * 97; at < hurt.length; at += 701 + seed * 13)
        hurt[at] = (hurt[at] ?? 0) ^ (1 << (seed % 8));
      const hurtPath = `${path}.${seed}.ts`;
      await writeFile(hurtPath, hurt);
      const outcome = await analyse(hurtPath).then(
        ({ shots }) => shots.length,
        (thrown: { appError?: { code: string } }) => thrown.appError?.code,
      );
      expect(outcome === 'file-broken' || outcome === 'file-unsupported' || Number(outcome) > 0).toBe(true);
    }
  });

  it('tells a file whose pictures are all gone', async () => {
    const path = await numberedClip('gone', 'mp4', encode, 10);
    const gone = `${path}.gone.mp4`;
    await writeFile(gone, await readFile(path));
    const file = await open(gone, 'r+');
    try {
      const { size } = await file.stat();
      const bytes = await readFile(gone);
      const moov = bytes.indexOf('moov');
      const mdat = bytes.indexOf('mdat');
      const end = moov > mdat ? moov - 4 : size;
      await file.write(Buffer.alloc(end - mdat - 4, 0x55), 0, end - mdat - 4, mdat + 4);
    } finally {
      await file.close();
    }
    await expect(analyse(gone)).rejects.toMatchObject({ appError: { code: 'file-broken' } });
  });
});
