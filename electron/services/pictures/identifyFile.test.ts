import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { numberedClips } from '../../../tests/fixtures/clipsNumbered.ts';
import { identifyFile } from './identifyFile.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-identify-'));
});
afterAll(() => rm(folder, { recursive: true }));

const tone = ['-f', 'lavfi', '-i', 'sine=duration=1'];

describe('identifyFile', () => {
  it.each(Object.entries(numberedClips))('knows %s as a video, whatever its name', async (name, clip) => {
    const path = at(`${name.replaceAll(/\W/g, '')}.jpg`);
    await copyFile(await clip(), path);
    expect(await identifyFile(path)).toBe('video');
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('knows %s as a still', async (format) => {
    const path = at(`still-${format}.mp4`);
    const picture = sharp({ create: { width: 16, height: 16, channels: 3, background: '#d04020' } });
    await writeFile(path, await picture.toFormat(format).toBuffer());
    expect(await identifyFile(path)).toBe('still');
  });

  const expectCode = (name: string, code: string): Promise<void> =>
    expect(identifyFile(at(name))).rejects.toMatchObject({ appError: { code, details: { fileName: name } } });

  it('tells sound only, with or without a cover picture', async () => {
    await runFfmpeg([...tone, at('tone.m4a')]);
    await sharp({ create: { width: 64, height: 64, channels: 3, background: '#c02020' } })
      .png()
      .toFile(at('cover.png'));
    const cover = [
      '-i',
      at('cover.png'),
      '-map',
      '0',
      '-map',
      '1',
      '-c:v',
      'copy',
      '-disposition:v',
      'attached_pic',
    ];
    await runFfmpeg([...tone, ...cover, at('cover.mp3')]);
    await runFfmpeg([...tone, at('tone.wav')]);
    for (const name of ['tone.m4a', 'cover.mp3', 'tone.wav']) await expectCode(name, 'no-video-stream');
  });

  it('tells empty, missing and folder apart', async () => {
    await writeFile(at('empty.mp4'), '');
    await expectCode('empty.mp4', 'file-empty');
    await expectCode('gone.mp4', 'file-not-found');
    await expect(identifyFile(folder)).rejects.toMatchObject({ appError: { code: 'file-unsupported' } });
  });

  it('refuses a pipe instead of waiting on it', async () => {
    await promisify(execFile)('mkfifo', [at('pipe.mp4')]);
    await expectCode('pipe.mp4', 'file-unsupported');
  });

  it('tells a damaged video from what never was one', async () => {
    const whole = await readFile((await numberedClips['H.264 with B-frames in mp4']?.()) ?? '');
    await writeFile(at('head.mp4'), whole.subarray(0, 600));
    await writeFile(
      at('noise.mov'),
      Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)),
    );
    await writeFile(at('notes.mp4'), 'These are notes about a film.\n'.repeat(40));
    await writeFile(at('paper.pdf'), '%PDF-1.7\n%âãÏÓ\n');
    await expectCode('head.mp4', 'file-broken');
    await expectCode('noise.mov', 'file-broken');
    await expectCode('notes.mp4', 'file-unsupported');
    await expectCode('paper.pdf', 'file-unsupported');
  });

  it('opens no other file for a playlist', async () => {
    const clip = (await numberedClips['H.264 with B-frames in mp4']?.()) ?? '';
    await writeFile(at('list.mp4'), `ffconcat version 1.0\nfile '${clip}'\n`);
    await writeFile(at('list.ts'), `#EXTM3U\n#EXTINF:2,\n${clip}\n#EXT-X-ENDLIST\n`);
    await expectCode('list.mp4', 'file-unsupported');
    await expectCode('list.ts', 'file-unsupported');
  });
});
