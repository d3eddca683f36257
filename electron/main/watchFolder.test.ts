import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWatchedFolderStore } from './watchedFolderStore.ts';
import { FolderWatch, type WatchedFile } from './watchFolder.ts';

let root: string;
let folder: string;
let watching: FolderWatch | null;
let told: WatchedFile[];
let states: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watch-'));
  folder = join(root, 'rushes');
  await mkdir(folder);
  watching = null;
  told = [];
  states = [];
});
afterEach(async () => {
  await watching?.close();
  await rm(root, { recursive: true, force: true });
});

const stableMs = 150;

async function watchIt(isSeen: (file: WatchedFile) => boolean = () => false): Promise<void> {
  watching = new FolderWatch({
    folder,
    stableMs,
    isSeen,
    onFiles: (files) => told.push(...files),
    onState: (state) => states.push(state),
  });
  await expect.poll(() => states).toContain('watching');
}
const names = (): string[] => told.map((file) => file.path.slice(folder.length + 1)).sort();

describe('a watched folder', () => {
  it('tells of what is there and of what comes, at any depth, once', async () => {
    await writeFile(join(folder, 'a.mp4'), 'old');
    await watchIt();
    await expect.poll(names).toEqual(['a.mp4']);
    await mkdir(join(folder, 'day 2'));
    await writeFile(join(folder, 'day 2', 'b.mov'), 'new');
    await expect.poll(names).toEqual(['a.mp4', 'day 2/b.mov']);
    await rm(join(folder, 'a.mp4'));
    await writeFile(join(folder, 'c.png'), 'last');
    await expect.poll(names).toEqual(['a.mp4', 'c.png', 'day 2/b.mov']);
  });

  it('leaves out hidden, system, empty and other files', async () => {
    await watchIt();
    await writeFile(join(folder, '.hidden.mp4'), 'x');
    await writeFile(join(folder, 'notes.txt'), 'x');
    await writeFile(join(folder, 'reel.mp4.part'), 'x');
    await writeFile(join(folder, 'empty.mp4'), '');
    await mkdir(join(folder, '@eaDir'));
    await writeFile(join(folder, '@eaDir', 'thumb.jpg'), 'x');
    await writeFile(join(folder, 'z.mp4'), 'x');
    await expect.poll(names).toEqual(['z.mp4']);
  });

  it('waits until a file has stopped growing', async () => {
    await watchIt();
    const path = join(folder, 'growing.mp4');
    await writeFile(path, 'x');
    let writes = 1;
    let lastWriteMs = performance.now();
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        void appendFile(path, 'x'.repeat(1000)).then(() => {
          writes += 1;
          lastWriteMs = performance.now();
          if (writes < 8) return;
          clearInterval(timer);
          resolve();
        });
      }, stableMs / 3);
    });
    const toldWhileGrowing = told.length;
    await expect.poll(names).toEqual(['growing.mp4']);
    expect(toldWhileGrowing).toBe(0);
    expect(told[0]?.sizeBytes).toBe(7001);
    expect(performance.now() - lastWriteMs).toBeGreaterThanOrEqual(stableMs / 2);
  });

  it('tells again of a file with another content', async () => {
    await watchIt();
    const path = join(folder, 'cut.mp4');
    await writeFile(path, 'first');
    await expect.poll(names).toEqual(['cut.mp4']);
    await writeFile(path, 'second version');
    await expect.poll(names).toEqual(['cut.mp4', 'cut.mp4']);
  });

  it('does not tell of what was settled in an earlier session', async () => {
    const store = await openWatchedFolderStore(join(root, 'store'));
    const id = await store.addFolder(folder);
    expect(await store.addFolder(folder)).toBe(id);
    await writeFile(join(folder, 'a.mp4'), 'old');
    await watchIt(await store.readSeen(id));
    await expect.poll(names).toEqual(['a.mp4']);
    await store.settle(id, told);
    await watching?.close();

    told = [];
    states = [];
    const later = await openWatchedFolderStore(join(root, 'store'));
    expect(later.folderPath(id)).toBe(folder);
    await watchIt(await later.readSeen(id));
    await writeFile(join(folder, 'b.mp4'), 'new');
    await expect.poll(names).toEqual(['b.mp4']);
    await later.keep(new Set());
    expect((await openWatchedFolderStore(join(root, 'store'))).folderPath(id)).toBeUndefined();
  });

  it('says when its disk is away and goes on when it is back', { timeout: 30_000 }, async () => {
    await watchIt();
    await rename(folder, `${folder} away`);
    await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('away');
    await writeFile(join(`${folder} away`, 'meanwhile.mp4'), 'x');
    await rename(`${folder} away`, folder);
    await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('watching');
    await expect.poll(names, { timeout: 10_000 }).toEqual(['meanwhile.mp4']);
  });
});
