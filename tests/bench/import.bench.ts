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
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysePicture } from '../../electron/services/pictures/analysePicture.ts';
import { packPicture } from '../../electron/services/pictures/packPicture.ts';
import { analyseVideo } from '../../electron/services/video/analyseVideo.ts';
import { letOthersIn } from '../../electron/services/video/letOthersIn.ts';
import { openVideo } from '../../electron/services/video/openVideo.ts';
import { openDecoder } from '../../electron/services/video/videoDecoder.ts';
import { benchFilm, loopedFilm } from './benchClips.ts';

const pieceSec = 24;
const seconds = Number(process.env['BENCH_SECONDS'] ?? pieceSec);
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

/** Of the length asked for, in whole pieces: a longer one is the 24 s piece over and over, as a stream copy. */
async function filmOf(wantedSec: number): Promise<string> {
  const piece = await benchFilm({
    name: 'h264',
    seconds: pieceSec,
    width: 1920,
    height: 1080,
    shotSec: 3,
    encode: ['-c:v', 'libx264', '-preset', 'medium', '-b:v', '8M', '-maxrate', '16M', '-bufsize', '16M'],
    extension: 'mp4',
  });
  const times = Math.max(1, Math.round(wantedSec / pieceSec));
  return times === 1 ? piece : loopedFilm(piece, times, 'h264-1080p');
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

const clip = process.env['BENCH_CLIP'] ?? (await filmOf(seconds));
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
