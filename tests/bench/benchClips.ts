import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFfmpeg } from '../fixtures/clips.ts';
import { photographPaths } from '../fixtures/shots/photographs.ts';

const folder = join(tmpdir(), 'afterimage-test-clips');

/** A clip for speed and memory: photographs under a moving camera, grain, hard cuts. */
export interface FilmSpec {
  readonly name: string;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly shotSec: number;
  /** ffmpeg's arguments for the output. */
  readonly encode: readonly string[];
  readonly extension: string;
}

/** Makes a film of photographs, or finds it made; 24 frames a second. @returns its path */
export async function benchFilm({
  name,
  seconds,
  width,
  height,
  shotSec,
  encode,
  extension,
}: FilmSpec): Promise<string> {
  const path = join(folder, `bench-${name}-${width}x${height}-${seconds}.${extension}`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const photographs = photographPaths();
  const count = Math.max(1, Math.round(seconds / shotSec));
  const wide = `${Math.round(width * 0.6) * 2}:${Math.round(height * 0.6) * 2}`;
  const inputs = Array.from({ length: count }, (_, index) => {
    const photograph = photographs[index % photographs.length];
    return photograph === undefined ? [] : ['-i', photograph];
  }).flat();
  const chains = Array.from({ length: count }, (_, index) => {
    const still = `scale=${wide}:force_original_aspect_ratio=increase,crop=${wide},format=yuv420p`;
    const held = `loop=loop=${shotSec * 24 - 1}:size=1,setpts=N/24/TB,fps=24`;
    // The camera's middle lies a tenth of the picture inside on each side.
    const sway = `${width / 12}*sin(${(0.5 + (index % 5) * 0.3).toFixed(1)}*t+${index % 7})`;
    const heave = `${height / 14}*cos(${(0.7 + (index % 3) * 0.4).toFixed(1)}*t)`;
    const seen = `crop=${width}:${height}:x='${width / 10}+${sway}':y='${height / 10}+${heave}'`;
    return `[${index}:v]${still},${held},${seen},noise=alls=5:allf=t,setsar=1[v${index}]`;
  });
  const joined = `${chains.map((_, index) => `[v${index}]`).join('')}concat=n=${count}:v=1[v]`;
  const half = `${path}.half.${extension}`;
  await runFfmpeg([
    ...inputs,
    '-filter_complex',
    [...chains, joined].join(';'),
    '-map',
    '[v]',
    ...encode,
    half,
  ]);
  await rename(half, path);
  return path;
}

/** A long film made fast: a short clip over and over without encoding it again. @returns its path */
export async function loopedFilm(clip: string, times: number, name: string): Promise<string> {
  const path = join(folder, `bench-${name}-x${times}.mkv`);
  if (existsSync(path)) return path;
  const half = `${path}.half.mkv`;
  await rm(half, { force: true });
  await runFfmpeg(['-stream_loop', String(times - 1), '-i', clip, '-map', '0:v', '-c', 'copy', half]);
  await rename(half, path);
  return path;
}
