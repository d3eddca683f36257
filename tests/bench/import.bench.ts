/**
 * Import in full against decoding alone, in one process and one run; and against two passes of ffmpeg's command
 * line (scene filter, then extraction). In full means the service that the app calls, `importMedia`: fingerprint,
 * probe, shots, frames, pictures and thumbnails in a real frame store, palettes, moods, signatures, the strip for the
 * viewer, and the journal from which the window's database is written. Prints ratios; run with Node 24.
 *
 *   BENCH_SECONDS=180  length of the clip (default 24)
 *   BENCH_ROUNDS=3     rounds, of which the best counts
 *   BENCH_CLIP=FILE    a clip of one's own instead of the generated one
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openStripStore } from '../../electron/services/footage/stripStore.ts';
import { openFrameStore } from '../../electron/services/frame-store/frameStore.ts';
import { openImportJournal } from '../../electron/services/import/importJournal.ts';
import { importMedia } from '../../electron/services/import/importMedia.ts';
import { letOthersIn } from '../../electron/services/video/letOthersIn.ts';
import { openVideo } from '../../electron/services/video/openVideo.ts';
import { openDecoder } from '../../electron/services/video/videoDecoder.ts';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
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

/** @returns how many frames came */
async function importWhole(path: string, parent: string): Promise<number> {
  const folder = await mkdtemp(join(parent, 'store-'));
  const sourceId = sourceIdSchema.parse(crypto.randomUUID());
  const journal = await openImportJournal(join(folder, 'journal'));
  const strips = await openStripStore(join(folder, 'strips'));
  const letGo: Promise<unknown>[] = [];
  const total = await importMedia(
    {
      sources: [{ sourceId, fileName: basename(path), sizeBytes: (await stat(path)).size }],
      knownMediaIds: [],
    },
    {
      frameStore: await openFrameStore(join(folder, 'frames')),
      journal,
      strips,
      signal: new AbortController().signal,
      // The window takes a batch and lets the journal go at once.
      emit: (event) => {
        if (event.type === 'frames') letGo.push(journal.remove([event.batchId]));
      },
      pathOf: () => path,
      onMediaSeen: () => undefined,
    },
  );
  await Promise.all(letGo);
  if (total.failed > 0) throw new Error(`${path} could not be imported`);
  return total.frames;
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
    line('import in full (importMedia)', whole, `${whole.count} frames kept`),
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
