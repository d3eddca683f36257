import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { type FramePictures, framePath, frameVariants, openFrameStore, pruneAgeMs } from './frameStore.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function randomPictures(): FramePictures {
  return { full: randomBytes(5000), thumb: randomBytes(500), small: randomBytes(50) };
}

async function age(hash: string, ageMs: number): Promise<void> {
  const then = new Date(Date.now() - ageMs);
  for (const variant of frameVariants) await utimes(framePath(folder, hash, variant), then, then);
}

describe('framePath', () => {
  it.each([
    '',
    '..',
    '../../etc/passwd',
    'A'.repeat(64),
    'a'.repeat(63),
    `${'a'.repeat(64)}/`,
    `${'a'.repeat(64)}\n`,
  ])('refuses %j', (hash) => {
    expect(() => framePath('/store', hash, 'full')).toThrow(AppFailure);
  });
});

describe('the frame store', () => {
  it('keeps three files under the hash of the full-size one', async () => {
    const pictures = randomPictures();
    const hash = await (await openFrameStore(folder)).put(pictures);
    expect(hash).toBe(createHash('sha256').update(pictures.full).digest('hex'));
    for (const variant of frameVariants) {
      expect(await readFile(framePath(folder, hash, variant))).toEqual(pictures[variant]);
    }
    expect(framePath(folder, hash, 'full')).toBe(
      join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.jpg`),
    );
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('does not write again what is there, but counts it as young', async () => {
    const store = await openFrameStore(folder);
    const pictures = randomPictures();
    const hash = await store.put(pictures);
    await age(hash, 2 * pruneAgeMs);
    const { ino } = await stat(framePath(folder, hash, 'full'));
    await store.put(pictures);
    expect((await stat(framePath(folder, hash, 'full'))).ino).toBe(ino);
    expect(await store.prune(new Set(), Date.now())).toBe(0);
  });

  it('makes whole what a crash or a dying disk left in part', async () => {
    const store = await openFrameStore(folder);
    const pictures = randomPictures();
    const hash = await store.put(pictures);
    await rm(framePath(folder, hash, 'thumb'));
    await writeFile(framePath(folder, hash, 'full'), pictures.full.subarray(0, 100));
    await store.put(pictures);
    for (const variant of frameVariants) {
      expect(await readFile(framePath(folder, hash, variant))).toEqual(pictures[variant]);
    }
  });

  it('takes the same picture twice at once', async () => {
    const store = await openFrameStore(folder);
    const pictures = randomPictures();
    const hashes = await Promise.all([store.put(pictures), store.put(pictures), store.put(pictures)]);
    expect(new Set(hashes).size).toBe(1);
    expect(await readFile(framePath(folder, hashes[0] ?? '', 'full'))).toEqual(pictures.full);
  });

  it('clears what a crash left half-written', async () => {
    await mkdir(join(folder, 'incoming'));
    await writeFile(join(folder, 'incoming', 'left.tmp'), 'half');
    await openFrameStore(folder);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('says so when it cannot write, and leaves nothing behind', async () => {
    const store = await openFrameStore(folder);
    const pictures = randomPictures();
    const hash = createHash('sha256').update(pictures.full).digest('hex');
    // A file where the picture's folder should be.
    await writeFile(join(folder, hash.slice(0, 2)), '');
    const failure = await store.put(pictures).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(AppFailure);
    expect((failure as AppFailure).appError.code).toBe('write-failed');
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('prunes what nothing names and is older than a day', async () => {
    const store = await openFrameStore(folder);
    const [kept, young, old] = await Promise.all([1, 2, 3].map(() => store.put(randomPictures())));
    if (kept === undefined || young === undefined || old === undefined) throw new Error('three were put');
    await age(kept, 2 * pruneAgeMs);
    await age(old, 2 * pruneAgeMs);
    expect(await store.prune(new Set([kept]), Date.now())).toBe(1);
    expect(frameVariants.map((variant) => existsSync(framePath(folder, old, variant)))).toEqual([
      false,
      false,
      false,
    ]);
    expect(existsSync(framePath(folder, kept, 'full'))).toBe(true);
    expect(existsSync(framePath(folder, young, 'full'))).toBe(true);
  });

  it('prunes thumbnails whose picture never came', async () => {
    const store = await openFrameStore(folder);
    const hash = await store.put(randomPictures());
    await age(hash, 2 * pruneAgeMs);
    await rm(framePath(folder, hash, 'full'));
    expect(await store.prune(new Set(), Date.now())).toBe(1);
    expect(await readdir(dirname(framePath(folder, hash, 'full')))).toEqual([]);
  });
});
