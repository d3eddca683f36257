import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swatchSchema } from '../../../shared/domain/frame.ts';
import { numberedClips, readFrameNumber } from '../../../tests/fixtures/clipsNumbered.ts';
import { sceneClip } from '../../../tests/fixtures/clipsShots.ts';

const script = fileURLToPath(new URL('./cli.ts', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user does: a process of its own. */
function cli(...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** The answer of a command that succeeds and says nothing else. */
async function answer(...args: string[]): Promise<unknown> {
  const said = await cli(...args);
  expect({ code: said.code, stderr: said.stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(said.stdout);
}

const h264 = (): Promise<string> =>
  numberedClips['H.264 with B-frames in mp4']?.() ?? Promise.reject(new Error());

describe('probe', () => {
  it('prints the documented shape', async () => {
    const file = await h264();
    expect(await answer('probe', file)).toMatchObject({
      file,
      durationSec: expect.closeTo(50 / 24, 6),
      frameCount: 50,
      frameRate: 24,
      frameRateExact: '24/1',
      width: 192,
      height: 128,
      displayWidth: 192,
      displayHeight: 128,
      rotation: 0,
      pixelAspect: 1,
      codec: 'h264',
      colour: { pixelFormat: 'yuv420p', bitDepth: 8 },
      timeBase: expect.stringMatching(/^\d+\/\d+$/),
      startSec: 0,
    });
  });
});

describe('shots', () => {
  it('prints the shots with the time of each representative frame', async () => {
    const file = await sceneClip('cli', [
      { seed: 31, frames: 25 },
      { seed: 32, frames: 30 },
    ]);
    const { shots } = (await answer('shots', file)) as { shots: { frameSec: number }[] };
    expect(shots).toMatchObject([
      { index: 0, startFrame: 0, endFrame: 25, startSec: 0, transition: 'start' },
      { index: 1, startFrame: 25, endFrame: 55, transition: 'cut', startSec: expect.closeTo(25 / 24, 6) },
    ]);
    expect(shots[0]?.frameSec).toBeLessThan(25 / 24);
    expect(shots[1]?.frameSec).toBeGreaterThan(25 / 24);
  });
});

describe('palette', () => {
  it('prints an entry a file, stills and videos alike', async () => {
    const still = join(folder, 'still.png');
    await sharp({ create: { width: 64, height: 36, channels: 3, background: '#d04020' } })
      .png()
      .toFile(still);
    const clip = await h264();
    const entries = (await answer('palette', still, clip)) as { swatches: unknown[] }[];
    expect(entries).toMatchObject([
      { file: still, picture: { x: 0, y: 0, width: 64, height: 36 }, swatches: [{ hex: '#d04020' }] },
      { file: clip, picture: { width: 192, height: 128 } },
    ]);
    for (const { swatches } of entries) {
      for (const swatch of swatches) expect(swatchSchema.safeParse(swatch).success).toBe(true);
    }
  });
});

describe('frame', () => {
  it.each([
    ['#17', 17],
    ['0.75', 18],
  ])('writes the very frame at %s', async (at, number) => {
    const out = join(folder, `frame-${number}.png`);
    expect(await answer('frame', await h264(), '--at', at, '-o', out)).toMatchObject({ frameIndex: number });
    const { data, info } = await sharp(out).raw().toBuffer({ resolveWithObject: true });
    expect(readFrameNumber({ width: info.width, height: info.height, data })).toBe(number);
  });

  it('leaves nothing half-written', async () => {
    const out = join(folder, 'no', 'such', 'folder', 'x.png');
    expect(await cli('frame', await h264(), '--at', '#1', '-o', out)).toMatchObject({ code: 1, stdout: '' });
    expect((await readdir(folder)).filter((name) => name.includes('.part.'))).toEqual([]);
  });
});

describe('errors', () => {
  it('are one line on stderr, name the file, and exit non-zero', async () => {
    const file = await h264();
    const words = join(folder, 'words.mp4');
    await writeFile(words, 'only words');
    const wrong: [string[], RegExp][] = [
      [[], /usage/],
      [['paint', file], /unknown command/],
      [['probe'], /needs a file/],
      [['probe', '/nowhere/clip.mp4'], /clip\.mp4.*file-not-found/],
      [['probe', words], /words\.mp4.*file-unsupported/],
      [['palette', file, '/nowhere/b.png'], /b\.png/],
      [['frame', file, '--at', 'noon', '-o', join(folder, 'x.png')], /--at takes/],
      [['frame', file, '--at', '#50', '-o', join(folder, 'x.png')], /frame-out-of-range/],
      [['frame', file, '--at', '#1', '-o', join(folder, 'x.doc')], /x\.doc/],
      [['frame', file, '--at', '#1'], /-o/],
      [['probe', file, '--loud'], /--loud/],
    ];
    for (const [args, message] of wrong) {
      const { code, stdout, stderr } = await cli(...args);
      expect({ args, code, stdout, lines: stderr.split('\n').length }).toEqual({
        args,
        code: 1,
        stdout: '',
        lines: 2,
      });
      expect(stderr).toMatch(message);
    }
  });
});
