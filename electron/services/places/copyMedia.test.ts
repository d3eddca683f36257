import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import { copyFirstPresent, copyMedia } from './copyMedia.ts';

let folder: string;
let library: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-'));
  library = join(folder, 'library');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function original(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { path, mediaId: (await fingerprintFile(path)).mediaId };
}

const quietly = { signal: new AbortController().signal, onProgress: () => undefined };
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof AppFailure ? thrown.appError.code : String(thrown)),
  );

describe('copyMedia', () => {
  it('copies whole, tells how far it is, and leaves the original as it was', async () => {
    const bytes = Buffer.alloc(3_000_000, 'abcdefg');
    const { path, mediaId } = await original('film 영화.mp4', bytes);
    const before = await stat(path);
    const told: number[] = [];
    const copy = await copyMedia(path, mediaId, library, { ...quietly, onProgress: (sum) => told.push(sum) });
    expect(copy.alreadyThere).toBe(false);
    expect(copy.path.endsWith('film 영화.mp4')).toBe(true);
    expect((await readFile(copy.path)).equals(bytes)).toBe(true);
    expect(told.at(-1)).toBe(bytes.length);
    const after = await stat(path);
    expect([after.mtimeMs, after.size, after.ino]).toEqual([before.mtimeMs, before.size, before.ino]);
    expect(await readdir(dirname(copy.path))).toEqual(['film 영화.mp4']);
  });

  it('does not copy again what is there', async () => {
    const { path, mediaId } = await original('film.mp4', Buffer.from('film'));
    const first = await copyMedia(path, mediaId, library, quietly);
    expect(await copyMedia(path, mediaId, library, quietly)).toEqual({
      path: first.path,
      alreadyThere: true,
    });
  });

  it('never writes over a file that lies in its place', async () => {
    const { path, mediaId } = await original('film.mp4', Buffer.from('film'));
    const first = await copyMedia(path, mediaId, library, quietly);
    await writeFile(first.path, 'the notes of somebody');
    const second = await copyMedia(path, mediaId, library, quietly);
    expect(second.path.endsWith('film (2).mp4')).toBe(true);
    expect(await readFile(first.path, 'utf8')).toBe('the notes of somebody');
    expect(await readFile(second.path, 'utf8')).toBe('film');
  });

  it('refuses a file that is another one by now', async () => {
    const { path, mediaId } = await original('film.mp4', Buffer.from('film'));
    await writeFile(path, 'other');
    expect(await codeOf(copyMedia(path, mediaId, library, quietly))).toBe('file-broken');
  });

  it('leaves nothing when cancelled', async () => {
    const { path, mediaId } = await original('film.mp4', Buffer.alloc(4_000_000));
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    expect(await codeOf(copyMedia(path, mediaId, library, options))).toBe('cancelled');
    expect(await filesBelow(library)).toEqual([]);
  });

  it('takes the first place where the original still is', async () => {
    const { path, mediaId } = await original('film.mp4', Buffer.from('film'));
    const place = { sizeBytes: 4, modifiedMs: 0, standIn: null };
    const places = [
      { ...place, path: join(folder, 'gone.mp4') },
      { ...place, path },
    ];
    const copy = await copyFirstPresent(places, mediaId, library, quietly);
    expect(await readFile(copy.path, 'utf8')).toBe('film');
    const standIn = [{ ...place, path, standIn: mediaId }];
    expect(await codeOf(copyFirstPresent(standIn, mediaId, library, quietly))).toBe('file-not-found');
  });

  it('says when the disk is full and leaves nothing half-written', async (context) => {
    const disk = join(folder, 'small disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('a small disk can only be mounted by root');
    }
    try {
      const { path, mediaId } = await original('film.mp4', Buffer.alloc(3_000_000, 7));
      expect(await codeOf(copyMedia(path, mediaId, disk, quietly))).toBe('disk-full');
      expect(await filesBelow(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
