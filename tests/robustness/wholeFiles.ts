import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';

const run = promisify(execFile);
const folder = join(tmpdir(), 'afterimage-robustness-2');

/** Moving, detailed, with a cut in the middle. */
const picture =
  "testsrc2=s=192x108:r=24:d=1.5,noise=alls=12:allf=t,hue=h='97*floor(t/0.75)',negate=enable='gte(t,0.75)'";

/** A clip of each container and codec family that decodes by code of its own. */
const clips: Readonly<Record<string, readonly string[]>> = {
  'h264.mp4': ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '12', '-pix_fmt', 'yuv420p'],
  'h264 front.mp4': [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-pix_fmt',
    'yuv420p',
    '-movflags',
    '+faststart',
  ],
  'h264.ts': ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '12', '-pix_fmt', 'yuv420p', '-f', 'mpegts'],
  'hevc.mkv': ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:keyint=12'],
  'vp9.webm': ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '400k'],
  'av1.mp4': ['-c:v', 'libsvtav1', '-preset', '12', '-pix_fmt', 'yuv420p'],
  'mpeg2.mpg': ['-c:v', 'mpeg2video', '-q:v', '4'],
  'prores.mov': ['-c:v', 'prores_ks', '-profile:v', '0'],
  'mjpeg.avi': ['-c:v', 'mjpeg', '-q:v', '4', '-pix_fmt', 'yuvj420p'],
  'wmv.wmv': ['-c:v', 'wmv2', '-q:v', '4'],
};

const stills: Readonly<Record<string, (image: Sharp) => Sharp>> = {
  'still.jpg': (image) => image.jpeg({ quality: 85 }),
  'progressive.jpg': (image) => image.jpeg({ quality: 85, progressive: true }),
  'still.png': (image) => image.png(),
  'still.webp': (image) => image.webp({ quality: 80 }),
  'still.avif': (image) => image.avif({ effort: 0 }),
  'still.tiff': (image) => image.tiff({ compression: 'lzw' }),
  'still.gif': (image) => image.gif(),
};

/** Whole files by name, made once and kept; what Debian's ffmpeg cannot make is left out. */
export async function wholeFiles(): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true });
  const made = new Map<string, string>();
  const source = join(folder, 'frame.png');
  if (!existsSync(source)) {
    await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-frames:v', '1', source]);
  }
  for (const [name, encode] of Object.entries(clips)) {
    const path = join(folder, name);
    if (!existsSync(path)) {
      const half = join(folder, `half ${process.pid} ${name}`);
      await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, ...encode, half]);
      await rename(half, path);
    }
    made.set(name, path);
  }
  for (const [name, encode] of Object.entries(stills)) {
    const path = join(folder, name);
    if (!existsSync(path)) await encode(sharp(source).resize(320)).toFile(path);
    made.set(name, path);
  }
  return made;
}
