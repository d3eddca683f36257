/**
 * How right the progress of mixed imports is: the share it shows against the share of time that had passed, at
 * every step. Videos and stills of very different weight, in three orders; each shown share is to be within a
 * tenth of the true one. Run with Node 24.
 */
import { statSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openFrameStore } from '../../electron/services/frame-store/frameStore.ts';
import { importMedia } from '../../electron/services/import/importMedia.ts';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
import { runFfmpeg } from '../fixtures/clips.ts';

const tolerance = 0.1;
const folder = await mkdtemp(join(tmpdir(), 'afterimage-progress-'));

async function makeVideo(
  name: string,
  size: string,
  seconds: number,
  encode: readonly string[],
): Promise<string> {
  const path = join(folder, name);
  const cuts = `testsrc2=s=${size}:r=24:d=${seconds},hue=h='mod(floor(t)*97,360)',negate=enable='mod(floor(t),2)'`;
  await runFfmpeg(['-f', 'lavfi', '-i', cuts, '-pix_fmt', 'yuv420p', ...encode, path]);
  return path;
}

async function makeStills(count: number, width: number, height: number): Promise<string[]> {
  // Soft shapes with some grain: about as many bytes a pixel as a photograph has.
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, `still ${width} ${index}.jpg`);
    const small = { width: Math.round(width / 4), height: Math.round(height / 4) };
    const shapes = await sharp({ create: { ...small, channels: 3, background: '#808080', noise } })
      .png()
      .toBuffer();
    await sharp(shapes).resize(width, height, { kernel: 'cubic' }).jpeg({ quality: 88 }).toFile(path);
    paths.push(path);
  }
  return paths;
}

interface Step {
  readonly ms: number;
  readonly shown: number;
}

/** @returns the largest difference between the share shown and the share of time, and the time, seconds */
async function measure(files: readonly string[]): Promise<{ worst: number; seconds: number }> {
  const store = await mkdtemp(join(folder, 'store-'));
  const frameStore = await openFrameStore(join(store, 'frames'));
  const paths = new Map(files.map((path, index) => [sourceIdSchema.parse(`s-${index}`), path]));
  const sources = [...paths].map(([sourceId, path]) => ({
    sourceId,
    fileName: path.slice(folder.length + 1),
    sizeBytes: statSync(path).size,
  }));
  const steps: Step[] = [];
  let floor = 0;
  const startedMs = performance.now();
  await importMedia(
    { sources, knownMediaIds: [] },
    {
      frameStore,
      strips: { put: () => Promise.resolve() },
      journal: { write: () => Promise.resolve() },
      signal: new AbortController().signal,
      emit: (event) => {
        if (event.type !== 'progress') return;
        // As the job's server sends it: never falling.
        floor = Math.max(floor, event.fraction);
        steps.push({ ms: performance.now() - startedMs, shown: floor });
      },
      pathOf: (sourceId) => paths.get(sourceId),
      onMediaSeen: () => undefined,
    },
  );
  const totalMs = performance.now() - startedMs;
  await rm(store, { recursive: true, force: true });
  const worst = Math.max(...steps.map(({ ms, shown }) => Math.abs(shown - ms / totalMs)));
  return { worst, seconds: totalMs / 1000 };
}

try {
  await mkdir(folder, { recursive: true });
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast'];
  const videos = [
    await makeVideo('a.mp4', '1280x720', 20, x264),
    await makeVideo('b.mov', '640x360', 30, ['-c:v', 'mpeg4', '-q:v', '5']),
    await makeVideo('c.mkv', '1920x1080', 6, x264),
  ];
  const stills = [...(await makeStills(24, 2400, 1600)), ...(await makeStills(40, 800, 600))];
  const inTurn = stills.flatMap((path, index) =>
    index % 22 === 0 ? [videos[index / 22] ?? '', path] : [path],
  );
  const cases = {
    'stills, then videos': [...stills, ...videos],
    'videos, then stills': [...videos, ...stills],
    'in turn': inTurn.filter((path) => path !== ''),
  };
  let failed = 0;
  for (const [name, files] of Object.entries(cases)) {
    const { worst, seconds } = await measure(files);
    const verdict = worst <= tolerance ? 'ok' : `above ${tolerance}`;
    if (worst > tolerance) failed += 1;
    console.log(
      `${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s   off by at most ${worst.toFixed(3)}   ${verdict}`,
    );
  }
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
