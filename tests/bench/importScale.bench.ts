/**
 * What a large import costs, through the import service as the media process runs it, in a process of its own:
 * memory at its peak and over time, how right the progress is, and the rate of stills against sharp decoding alone.
 *
 *   BENCH_4K_SECONDS=8      length of the 4K clips, H.264 8 bit and HEVC 10 bit (default 4)
 *   BENCH_STILLS=500        stills of 12 MP (default 40)
 *   BENCH_MANY=10000        small stills (default 600)
 *   BENCH_FILM_MINUTES=120  length of the low-resolution film (default 10)
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { memoryEnvironment } from '../../electron/services/jobs/memoryEnvironment.ts';
import { photographPaths } from '../fixtures/shots/photographs.ts';
import { benchFilm, loopedFilm } from './benchClips.ts';
import type { ImportMeasured } from './measuredImport.ts';

const fourKSec = Number(process.env['BENCH_4K_SECONDS'] ?? 4);
const stillCount = Number(process.env['BENCH_STILLS'] ?? 40);
const manyCount = Number(process.env['BENCH_MANY'] ?? 600);
const filmMinutes = Number(process.env['BENCH_FILM_MINUTES'] ?? 10);
const script = fileURLToPath(new URL('./measuredImport.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'afterimage-bench-'));

/** Imports files in a fresh process, so that its memory is theirs alone. */
async function importApart(paths: readonly string[]): Promise<ImportMeasured> {
  const child = fork(script, {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...memoryEnvironment },
  });
  child.send({ paths, folder: await mkdtemp(join(folder, 'store-')) });
  const [measured] = (await once(child, 'message')) as [ImportMeasured];
  await once(child, 'close');
  return measured;
}

function say(
  title: string,
  { frames, failed, wallMs, peakMiB, earlyMiB, lateMiB, progressOff }: ImportMeasured,
): void {
  console.log(
    `${title.padEnd(34)} ${String(frames).padStart(6)} frames ${(wallMs / 1000).toFixed(1).padStart(7)} s` +
      `  peak ${peakMiB.toFixed(0).padStart(4)} MiB  ${earlyMiB.toFixed(0)} MiB a third in, ${lateMiB.toFixed(0)} MiB at the end` +
      `  progress off by ${(progressOff * 100).toFixed(1)} % at most${failed === 0 ? '' : `  ${failed} FAILED`}`,
  );
}

/** Stills made of the photographs, each a little other, so that none is known already. */
async function makeStills(count: number, width: number, height: number, quality: number): Promise<string[]> {
  const stills = join(tmpdir(), 'afterimage-test-clips', `stills-${width}x${height}`);
  await mkdir(stills, { recursive: true });
  const photographs = photographPaths();
  const bases = new Map<string, Buffer>();
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const path = join(stills, `still-${String(index).padStart(5, '0')}.jpg`);
    paths.push(path);
    if (existsSync(path)) continue;
    const photograph = photographs[index % photographs.length] ?? '';
    let base = bases.get(photograph);
    if (base === undefined) {
      base = await sharp(photograph)
        .rotate()
        .resize(width, height, { fit: 'cover' })
        .jpeg({ quality })
        .toBuffer();
      bases.set(photograph, base);
    }
    // A comment of its own makes another file of the same picture: no need to code it thousands of times.
    const words = Buffer.from(`still ${index}`);
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, words.length + 2]), words]);
    await writeFile(path, Buffer.concat([base.subarray(0, 2), comment, base.subarray(2)]));
  }
  return paths;
}

/** Milliseconds for decoding all, two at a time as the import does. */
async function decodeAll(
  paths: readonly string[],
  decode: (path: string) => Promise<unknown>,
): Promise<number> {
  const queue = paths.values();
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (const path of queue) await decode(path);
  };
  await Promise.all([lane(), lane()]);
  return performance.now() - started;
}

try {
  const large = { width: 3840, height: 2160, seconds: fourKSec, shotSec: 2 };
  const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p'];
  const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '26', '-pix_fmt', 'yuv420p10le'];
  const quiet = ['-x265-params', 'log-level=error', '-tag:v', 'hvc1'];
  say(
    '4K H.264, 8 bit',
    await importApart([await benchFilm({ name: '4k-h264', ...large, encode: h264, extension: 'mp4' })]),
  );
  say(
    '4K HEVC, 10 bit',
    await importApart([
      await benchFilm({ name: '4k-hevc10', ...large, encode: [...hevc, ...quiet], extension: 'mp4' }),
    ]),
  );
  console.log('(target: peak <= 600 MiB)');

  const stills = await makeStills(stillCount, 4000, 3000, 92);
  const whole = await decodeAll(stills, (path) => sharp(path).raw().toBuffer());
  const shrunk = await decodeAll(stills, (path) => sharp(path).resize({ width: 480 }).raw().toBuffer());
  const imported = await importApart(stills);
  say(`${stillCount} stills of 12 MP`, imported);
  console.log(
    `rate of import / of sharp decoding them as stored (12 MP)   ${(whole / imported.wallMs).toFixed(2)} x  (target >= 0.8)\n` +
      `rate of import / of sharp decoding them at 480 px           ${(shrunk / imported.wallMs).toFixed(2)} x`,
  );

  say(`${manyCount} small stills`, await importApart(await makeStills(manyCount, 320, 200, 85)));

  const small = { name: 'film', seconds: 60, width: 320, height: 180, shotSec: 4, extension: 'mp4' };
  const piece = await benchFilm({
    ...small,
    encode: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '28'],
  });
  say(`a film of ${filmMinutes} min`, await importApart([await loopedFilm(piece, filmMinutes, 'film')]));
  console.log('(target: memory flat, progress right to within 10 %)');
} finally {
  await rm(folder, { recursive: true, force: true });
}
