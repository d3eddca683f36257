import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandFolders } from './expandFolders.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'expand-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(...segments: string[]): Promise<string> {
  const path = join(folder, ...segments);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, '');
  return path;
}

describe('expandFolders', () => {
  it('takes pictures and videos at any depth in the order of their names', async () => {
    const ten = await put('a', 'shot 10.PNG');
    const two = await put('a', 'shot 2.png');
    const deep = await put('a', 'b', 'c', 'film.mkv');
    await put('a', 'notes.txt');
    expect(await expandFolders([join(folder, 'a')])).toEqual({
      files: [deep, two, ten],
      unsupported: 1,
      folderName: 'a',
    });
  });

  it('leaves out hidden and system files and folders, and does not count them', async () => {
    await put('a', '.hidden.png');
    await put('a', '.cache', 'thumb.png');
    await put('a', 'Thumbs.db');
    await put('a', '@eaDir', 'thumb.jpg');
    await put('a', '$RECYCLE.BIN', 'old.mp4');
    expect(await expandFolders([join(folder, 'a')])).toMatchObject({ files: [], unsupported: 0 });
  });

  it('takes a single file whatever it is called, and one that is gone', async () => {
    const odd = await put('film without extension');
    expect(await expandFolders([odd, join(folder, 'gone.mp4')])).toEqual({
      files: [odd, join(folder, 'gone.mp4')],
      unsupported: 0,
      folderName: null,
    });
  });

  it('does not go round in a circle of links', async () => {
    const picture = await put('a', 'b.png');
    await symlink(join(folder, 'a'), join(folder, 'a', 'loop'));
    expect((await expandFolders([join(folder, 'a')])).files).toEqual([picture]);
  });

  it('follows a link to a folder elsewhere, and leaves out one that leads nowhere', async () => {
    const reel = await put('elsewhere', 'reel.mov');
    await put('a', 'b.png');
    await symlink(join(folder, 'elsewhere'), join(folder, 'a', 'c'));
    await symlink(join(folder, 'nowhere'), join(folder, 'a', 'd'));
    const { files } = await expandFolders([join(folder, 'a')]);
    expect(files).toEqual([join(folder, 'a', 'b.png'), join(folder, 'a', 'c', 'reel.mov')]);
    expect(files).not.toContain(reel);
  });
});
