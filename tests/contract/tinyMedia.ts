import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Two flat shots of a second each, orange then blue. */
export function makeTwoShotClip(folder: string, name: string): string {
  const path = join(folder, name);
  const source = (colour: string): string[] => ['-f', 'lavfi', '-i', `color=${colour}:s=320x180:r=24:d=1`];
  const coding = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...source('0xd06020'),
    ...source('0x2040c0'),
    '-filter_complex',
    '[0][1]concat=n=2',
    ...coding,
    path,
  ]);
  return path;
}

/** A clip with nothing to see. */
export function makeAudioOnlyClip(folder: string, name: string): string {
  const path = join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', path]);
  return path;
}

/** A flat still. */
export async function makeStill(folder: string, name: string, background: string): Promise<string> {
  const path = join(folder, name);
  await sharp({ create: { width: 160, height: 90, channels: 3, background } }).toFile(path);
  return path;
}

/** Bytes that no decoder knows, under a video's name. */
export function makeBrokenFile(folder: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, 'this is not a video, whatever its name says '.repeat(50));
  return path;
}
