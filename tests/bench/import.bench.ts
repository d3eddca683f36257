/**
 * Import in full against decoding alone, in one process and one run; and against two passes of ffmpeg's command
 * line (scene filter, then extraction). Prints ratios; run with Node 24.
 *
 *   BENCH_SECONDS=180  length of the clip (default 24)
 *   BENCH_ROUNDS=3     rounds, of which the best counts
 *   BENCH_CLIP=FILE    a clip of one's own instead of the generated one
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysePicture } from '../../electron/services/pictures/analysePicture.ts';
import { packPicture } from '../../electron/services/pictures/packPicture.ts';
import { analyseVideo } from '../../electron/services/video/analyseVideo.ts';
import { letOthersIn } from '../../electron/services/video/letOthersIn.ts';
import { openVideo } from '../../electron/services/video/openVideo.ts';
import { openDecoder } from '../../electron/services/video/videoDecoder.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 24);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);

async function ffmpeg(args: readonly string[]): Promise<string> {
  const child = spawn('ffmpeg', ['-hide_banner', '-y', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(said.slice(-2000));
  return said;
}

/** A 1080p clip of 3 s shots: moving ground, grain, hard cuts. */
async function benchClip(): Promise<string> {
  const given = process.env['BENCH_CLIP'];
  if (given !== undefined) return given;
  const folder = join(tmpdir(), 'afterimage-test-clips');
  const path = join(folder, `bench-1080p-b-${seconds}.mp4`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const shotSec = 3;
  const count = Math.max(1, Math.round(seconds / shotSec));
  const grounds = ['mandelbrot', 'testsrc2', 'gradients', 'rgbtestsrc', 'smptehdbars'];
  const inputs = Array.from({ length: count }, (_, index) => {
    const ground = grounds[index % grounds.length] ?? 'testsrc2';
    return ['-f', 'lavfi', '-t', String(shotSec), '-i', `${ground}=s=960x540:r=24`];
  }).flat();
  const chains = Array.from({ length: count }, (_, index) => {
    const hue = (index * 67) % 360;
    const look = `format=yuv420p,scale=2048:1152,hue=h=${hue},noise=alls=8:allf=t`;
    return `[${index}:v]${look},crop=1920:1080:x='64+40*sin(t)':y='36+20*cos(t)',setsar=1[v${index}]`;
  });
  const joined = `${Array.from({ length: count }, (_, index) => `[v${index}]`).join('')}concat=n=${count}:v=1[v]`;
  const half = `${path}.half.mp4`;
  const encode = ['-c:v', 'libx264', '-preset', 'medium', '-b:v', '8M', '-pix_fmt', 'yuv420p'];
  await ffmpeg([...inputs, '-filter_complex', [...chains, joined].join(';'), '-map', '[v]', ...encode, half]);
  await rename(half, path);
  return path;
}

interface Timed {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly count: number;
}

async function timed(work: () => Promise<number>): Promise<Timed> {
  const before = process.cpuUsage();
  const started = performance.now();
  const count = await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000, count };
}

async function decodeOnly(path: string): Promise<number> {
  const video = await openVideo(path);
  const decoder = await openDecoder(video);
  let frames = 0;
  for (let decoded = decoder.next(); decoded !== null; decoded = decoder.next()) {
    decoded.frame.free();
    frames += 1;
    if (frames % 8 === 0) await letOthersIn();
  }
  decoder.close();
  await video.close();
  return frames;
}

async function importWhole(path: string, folder: string): Promise<number> {
  let stored = 0;
  const keep = async (pixels: Parameters<typeof packPicture>[0]): Promise<void> => {
    const pack = await packPicture(pixels);
    const analysis = analysePicture(pack);
    const name = join(folder, String(stored));
    stored += 1;
    await Promise.all([
      writeFile(`${name}.jpg`, pack.full),
      writeFile(`${name}.webp`, pack.thumb),
      writeFile(`${name}.small.webp`, pack.small),
      writeFile(`${name}.json`, JSON.stringify(analysis)),
    ]);
  };
  await analyseVideo(path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: (_shot, { pixels }) => keep(pixels),
  });
  return stored;
}

/** What one would do by hand: find the cuts with the scene filter, then seek to each shot and extract a frame. */
async function twoPasses(path: string, folder: string): Promise<number> {
  const said = await ffmpeg(['-i', path, '-an', '-vf', "select='gt(scene,0.3)',showinfo", '-f', 'null', '-']);
  const cuts = [0, ...Array.from(said.matchAll(/pts_time:([\d.]+)/g), (match) => Number(match[1]))];
  for (const [index, cut] of cuts.entries()) {
    const middle = cut + ((cuts[index + 1] ?? seconds) - cut) / 2;
    const name = join(folder, `two-${index}`);
    const outputs = [
      ...['-map', '0:v', '-frames:v', '1', '-q:v', '2', `${name}.jpg`],
      ...['-map', '0:v', '-frames:v', '1', '-vf', 'scale=480:-2', `${name}.webp`],
    ];
    await ffmpeg(['-ss', middle.toFixed(3), '-i', path, ...outputs]);
  }
  return cuts.length;
}

function best(times: readonly Timed[]): Timed {
  const [first, ...others] = times;
  if (first === undefined) throw new RangeError('no rounds');
  return others.reduce((least, time) => (time.wallMs < least.wallMs ? time : least), first);
}

const clip = await benchClip();
const folder = await mkdtemp(join(tmpdir(), 'afterimage-bench-'));
try {
  await decodeOnly(clip);
  const decoding: Timed[] = [];
  const importing: Timed[] = [];
  const byHand: Timed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    decoding.push(await timed(() => decodeOnly(clip)));
    importing.push(await timed(() => importWhole(clip, folder)));
    if (round === 0) byHand.push(await timed(() => twoPasses(clip, folder)));
  }
  const decode = best(decoding);
  const whole = best(importing);
  const hand = best(byHand);
  const line = (label: string, { wallMs, cpuMs }: Timed, note: string): string =>
    `${label.padEnd(34)} ${wallMs.toFixed(0).padStart(7)} ms wall ${cpuMs.toFixed(0).padStart(7)} ms cpu  ${note}`;
  const report = [
    `import of ${seconds} s of 1080p H.264, best of ${rounds}`,
    line('decode only', decode, `${decode.count} frames`),
    line('import in full', whole, `${whole.count} shots`),
    line('two-pass ffmpeg command line', { ...hand, cpuMs: Number.NaN }, `${hand.count} shots`),
    `import / decode only               ${(whole.wallMs / decode.wallMs).toFixed(3)} x  (target <= 1.10)`,
    `the same in processor time         ${(whole.cpuMs / decode.cpuMs).toFixed(3)} x  (steadier on a busy machine)`,
    `two-pass ffmpeg / import           ${(hand.wallMs / whole.wallMs).toFixed(2)} x  (target >= 1.5)`,
    `memory of the process              ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`,
  ];
  process.stdout.write(`${report.join('\n')}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
