import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import type { SoughtMedia } from './checkMedia.ts';
import { findInFolder } from './findInFolder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function made(name: string, content: string): Promise<SoughtMedia & { path: string }> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  const { mediaId, sizeBytes } = await fingerprintFile(path);
  return { mediaId, sizeBytes, path };
}

async function find(media: readonly SoughtMedia[], signal = new AbortController().signal) {
  const at = new Map<string, string>();
  const progress: number[] = [];
  const result = await findInFolder(folder, media, {
    signal,
    onFound: (mediaId, path) => void at.set(mediaId, path),
    onProgress: (filesSeen) => progress.push(filesSeen),
  });
  return { ...result, at, progress };
}

describe('findInFolder', () => {
  it('finds files under other names at any depth, by content', async () => {
    const film = await made('a/b/c/renamed.bin', 'the film');
    const still = await made('still.jpg', 'a still picture');
    await made('a/decoy.mp4', 'not film');
    const { found, at, unreadableFolders } = await find([film, still]);
    expect(new Set(found)).toEqual(new Set([film.mediaId, still.mediaId]));
    expect(at.get(film.mediaId)).toBe(film.path);
    expect(unreadableFolders).toBe(0);
  });

  it('does not take a file of the same size for it', async () => {
    const film = await made('film.mp4', 'the film');
    await rm(film.path);
    await made('other.mp4', 'not film');
    expect((await find([film])).found).toEqual([]);
  });

  it('ends as soon as all are found, and does not follow links in circles', async () => {
    const film = await made('0.mp4', 'the film');
    for (let count = 1; count < 20; count += 1) await made(`${count}.mp4`, `other film ${count}`);
    await symlink(folder, join(folder, 'a loop'));
    expect((await find([film])).filesSeen).toBe(1);
    const nowhere = { ...film, mediaId: (await made('x', 'zzzzzzzz')).mediaId, sizeBytes: 3 };
    expect((await find([nowhere])).filesSeen).toBe(21);
  });

  it('stops when asked to and keeps what it found', async () => {
    const film = await made('0.mp4', 'the film');
    const other = await made('1.mp4', 'one more film');
    const controller = new AbortController();
    const result = await findInFolder(folder, [film, other], {
      signal: controller.signal,
      onFound: () => controller.abort(),
      onProgress: () => undefined,
    });
    expect(result.found).toEqual([film.mediaId]);
  });
});
