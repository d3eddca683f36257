import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintFile } from './fingerprintFile.ts';

const mebibyte = 1024 * 1024;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-fingerprint-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A sparse file with a byte set at some places. */
async function sparseFile(name: string, size: number, places: readonly number[]): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  await file.truncate(size);
  for (const place of places) await file.write(Buffer.from([7]), 0, 1, place);
  await file.close();
  return path;
}

describe('fingerprintFile', () => {
  it('is the SHA-256 of a small file', async () => {
    const path = join(folder, 'small.bin');
    const bytes = Buffer.from('a homage');
    await writeFile(path, bytes);
    expect(await fingerprintFile(path)).toEqual({
      mediaId: `m-${createHash('sha256').update(bytes).digest('hex')}`,
      sizeBytes: bytes.length,
    });
  });

  it('stays the same when a file is renamed', async () => {
    const path = await sparseFile('one.bin', 40 * mebibyte, [5]);
    await copyFile(path, join(folder, 'two.bin'));
    expect(await fingerprintFile(join(folder, 'two.bin'))).toEqual(await fingerprintFile(path));
  });

  it('tells large files apart by their head, tail, samples and size', async () => {
    const size = 40 * mebibyte;
    const inner = size - 2 * mebibyte - 65536;
    const fifthSample = mebibyte + Math.floor((inner * 4) / 15) + 100;
    const paths = [
      await sparseFile('empty.bin', size, []),
      await sparseFile('longer.bin', size + 1, []),
      await sparseFile('head.bin', size, [mebibyte - 1]),
      await sparseFile('tail.bin', size, [size - 1]),
      await sparseFile('sample.bin', size, [fifthSample]),
    ];
    const ids = await Promise.all(paths.map(async (path) => (await fingerprintFile(path)).mediaId));
    expect(new Set(ids).size).toBe(paths.length);
  });

  it('names what cannot be read', async () => {
    await writeFile(join(folder, 'nothing.mp4'), '');
    await expect(fingerprintFile(join(folder, 'nothing.mp4'))).rejects.toMatchObject({
      appError: { code: 'file-empty', details: { fileName: 'nothing.mp4' } },
    });
    await expect(fingerprintFile(join(folder, 'gone.mp4'))).rejects.toMatchObject({
      appError: { code: 'file-not-found', details: { fileName: 'gone.mp4' } },
    });
  });
});
