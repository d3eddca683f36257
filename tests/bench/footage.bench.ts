/**
 * What stands behind the viewer, as ratios in one run: a proxy against ffmpeg's own command line with the same
 * encoder settings, stepping through a video held open against fetching each frame anew, and what a strip adds to
 * a decode pass. Run with Node 24.
 *
 *   BENCH_SECONDS=8  length of the clips
 *   BENCH_ROUNDS=3   rounds, of which the best counts
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawStrip } from '../../electron/services/footage/drawStrip.ts';
import { encodeProxy } from '../../electron/services/footage/encodeProxy.ts';
import { openFrameReader } from '../../electron/services/footage/frameReader.ts';
import { makeStripSampler } from '../../electron/services/footage/stripSampler.ts';
import { frameAt } from '../../electron/services/video/frameAt.ts';
import { letOthersIn } from '../../electron/services/video/letOthersIn.ts';
import { openVideo } from '../../electron/services/video/openVideo.ts';
import { makePlaneReader } from '../../electron/services/video/planeReader.ts';
import { openDecoder } from '../../electron/services/video/videoDecoder.ts';
import { mediaIdSchema } from '../../shared/domain/ids.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 8);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const clips = join(tmpdir(), 'afterimage-test-clips');
const mediaId = mediaIdSchema.parse(`m-${'0'.repeat(64)}`);

function ffmpeg(args: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function clip(name: string, encode: readonly string[]): Promise<string> {
  const path = join(clips, `bench-footage-${seconds}-${name}`);
  if (existsSync(path)) return path;
  await mkdir(clips, { recursive: true });
  const half = join(clips, `half-${process.pid}-${name}`);
  const picture = `mandelbrot=s=1920x1080:r=24,noise=alls=6:allf=t`;
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine'];
  ffmpeg([...inputs, '-t', String(seconds), ...encode, half]);
  await rename(half, path);
  return path;
}

/** Least of several rounds, milliseconds. */
async function best(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

async function decodePass(path: string, withStrip: boolean): Promise<void> {
  const video = await openVideo(path);
  const decoder = await openDecoder(video);
  const planes = makePlaneReader(video.fileName);
  const sampler = withStrip ? makeStripSampler(video) : null;
  let frameCount = 0;
  for (let decoded = decoder.next(); decoded !== null; decoded = decoder.next()) {
    const plane = planes.read(decoded.frame);
    sampler?.add(decoded, frameCount, plane);
    decoded.frame.free();
    frameCount += 1;
    if (frameCount % 4 === 0) await letOthersIn();
  }
  const samples = sampler?.samples();
  if (samples !== undefined && samples !== null) {
    await drawStrip(samples, { mediaId, durationSec: frameCount / 24, frameCount });
  }
  sampler?.close();
  planes.close();
  decoder.close();
  await video.close();
}

const folder = await mkdtemp(join(tmpdir(), 'afterimage-bench-'));
const say = (label: string, ms: number, note = ''): void => {
  process.stdout.write(`${label.padEnd(52)} ${ms.toFixed(ms < 100 ? 1 : 0).padStart(8)} ms  ${note}\n`);
};
const ratio = (label: string, value: number): void => {
  process.stdout.write(`${label.padEnd(52)} ${value.toFixed(2).padStart(8)} x\n`);
};

try {
  const prores = await clip('prores.mov', ['-c:v', 'prores_ks', '-profile:v', '2', '-c:a', 'pcm_s16le']);
  const h264 = await clip('h264.mp4', [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-g', '250', '-bf', '2', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac'],
  ]);
  for (const [name, source] of [
    ['ProRes', prores],
    ['H.264', h264],
  ] as const) {
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const own = await best(() => encodeProxy(source, join(folder, 'own.mp4'), options));
    const peer = await best(async () =>
      ffmpeg([
        ...['-i', source, '-vf', 'scale=1280:-2:flags=bicubic,format=yuv420p', '-c:v', 'libx264'],
        ...['-preset', 'veryfast', '-crf', '20', '-profile:v', 'high', '-g', '12', '-bf', '0'],
        ...['-c:a', 'aac', '-b:a', '160k', '-ac', '2', '-ar', '48000', join(folder, 'peer.mp4')],
      ]),
    );
    say(`proxy of ${seconds} s of 1080p ${name}`, own, `${((seconds * 1000) / own).toFixed(1)} x real time`);
    say('  the same by the ffmpeg command line', peer);
    ratio('  ffmpeg / own (above 1: own is faster)', peer / own);
  }

  const from = Math.min(150, seconds * 24 - 2);
  const steps = [...Array.from({ length: 24 }, (_, step) => from - step)];
  const reader = await openFrameReader(h264);
  await reader.read(from);
  const stepping =
    (await best(async () => {
      for (const step of steps) await reader.read(step);
    })) / steps.length;
  await reader.close();
  const anew = await best(() => frameAt(h264, { frameIndex: from - 12 }));
  say('one step back, 1080p H.264, key frames 250 apart', stepping);
  say('  the same frame fetched anew', anew);
  ratio('  anew / step', anew / stepping);

  const without = await best(() => decodePass(h264, false));
  const withStrip = await best(() => decodePass(h264, true));
  say('decode pass with tiny planes', without);
  say('  with the strip made in passing', withStrip);
  ratio('  with / without', withStrip / without);
} finally {
  await rm(folder, { recursive: true, force: true });
}
