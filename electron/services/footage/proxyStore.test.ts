import { mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MediaId, mediaIdSchema } from '../../../shared/domain/ids.ts';
import { numberedClips } from '../../../tests/fixtures/clipsNumbered.ts';
import { pruneAgeMs } from '../frame-store/frameStore.ts';
import { openProxyStore } from './proxyStore.ts';

const mediaId = (digit: string): MediaId => mediaIdSchema.parse(`m-${digit.repeat(64)}`);
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const source = async (): Promise<string> => (await numberedClips['ProRes in mov']?.()) ?? '';
const names = async (): Promise<string[]> => (await readdir(folder)).sort();

describe('the proxy store', () => {
  it('keeps a proxy under the name of its media', async () => {
    const store = await openProxyStore(folder);
    expect(await store.has(mediaId('a'))).toBe(false);
    await store.make(mediaId('a'), await source(), quiet);
    expect(await store.has(mediaId('a'))).toBe(true);
    expect(await names()).toEqual([`${mediaId('a')}.mp4`]);
  });

  it('leaves nothing after Cancel, and nothing of a file that cannot be decoded', async () => {
    const store = await openProxyStore(folder);
    const controller = new AbortController();
    const cancelled = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(store.make(mediaId('a'), await source(), cancelled)).rejects.toMatchObject({
      appError: { code: 'cancelled' },
    });
    await expect(store.make(mediaId('b'), import.meta.filename, quiet)).rejects.toThrow();
    expect(await names()).toEqual([]);
  });

  it('clears what a crash left half-made', async () => {
    await writeFile(join(folder, `${mediaId('a')}.mp4.0.tmp`), 'half');
    await writeFile(join(folder, `${mediaId('b')}.mp4`), 'whole');
    const store = await openProxyStore(folder);
    expect(await names()).toEqual([`${mediaId('b')}.mp4`]);
    expect(await store.has(mediaId('a'))).toBe(false);
  });

  it('lets go of the proxy last used longest ago when there is no room', async () => {
    for (const [digit, ageSec] of [
      ['a', 300],
      ['b', 200],
      ['c', 100],
    ] as const) {
      const path = join(folder, `${mediaId(digit)}.mp4`);
      await writeFile(path, '');
      await truncate(path, 400_000);
      const used = new Date(Date.now() - ageSec * 1000);
      await utimes(path, used, used);
    }
    const store = await openProxyStore(folder, 1_000_000);
    // Looked at: now the youngest.
    expect(await store.has(mediaId('a'))).toBe(true);
    await store.make(mediaId('d'), await source(), quiet);
    expect((await stat(join(folder, `${mediaId('d')}.mp4`))).size).toBeLessThan(200_000);
    expect(await names()).toEqual(['a', 'c', 'd'].map((digit) => `${mediaId(digit)}.mp4`));
  });

  it('keeps the one just made, whatever it weighs', async () => {
    const store = await openProxyStore(folder, 10);
    await store.make(mediaId('a'), await source(), quiet);
    expect(await store.has(mediaId('a'))).toBe(true);
  });

  it('prunes what is of no media any more and was not used for a day', async () => {
    for (const digit of ['a', 'b', 'c']) await writeFile(join(folder, `${mediaId(digit)}.mp4`), 'x');
    const used = new Date(Date.now() - pruneAgeMs - 1000);
    for (const digit of ['a', 'b']) await utimes(join(folder, `${mediaId(digit)}.mp4`), used, used);
    const store = await openProxyStore(folder);
    await store.prune(new Set([mediaId('a')]), Date.now());
    expect(await names()).toEqual(['a', 'c'].map((digit) => `${mediaId(digit)}.mp4`));
  });
});
