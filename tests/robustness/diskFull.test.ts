import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { openImportJournal } from '../../electron/services/import/importJournal.ts';
import { AppFailure } from '../../shared/contract/appError.ts';
import { mediaFileSchema } from '../../shared/domain/media.ts';
import { openMediaHost } from './openMediaHost.ts';

let folder: string;
let disk: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-'));
  disk = join(folder, 'disk');
  await mkdir(disk);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function withSmallDisk(context: TestContext, size: string, run: () => Promise<void>): Promise<void> {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    context.skip('a small disk can only be mounted by root');
  }
  try {
    await run();
  } finally {
    execFileSync('umount', [disk]);
  }
}

const noise = async (name: string): Promise<string> => {
  const path = join(folder, name);
  const [width, height] = [480, 360];
  await sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path);
  return path;
};

describe('a full disk', () => {
  it('stops each import with its reason, and leaves only whole pictures', async (context) => {
    await withSmallDisk(context, '1500k', async () => {
      const media = await openMediaHost({ dataFolder: disk });
      try {
        const files = await Promise.all(
          Array.from({ length: 12 }, (_, count) => noise(`noise ${count}.png`)),
        );
        const { outcomes } = await media.importFiles(files);
        const codes = [...outcomes.values()].map(({ error }) => error?.code ?? 'imported');
        expect(new Set(codes)).toEqual(new Set(['imported', 'disk-full']));
        media.expectSameProcess();
        await media.expectWholeStore();
      } finally {
        await media.close();
      }
    });
  });

  it('fails a journal batch whole, and the batches before it stay readable', async (context) => {
    await withSmallDisk(context, '256k', async () => {
      const journal = await openImportJournal(join(disk, 'journal'));
      const media = mediaFileSchema.parse({
        id: `m-${'1'.repeat(64)}`,
        fileName: 'film.mp4',
        sizeBytes: 1,
        content: { kind: 'still', probe: { width: 1, height: 1, format: 'png' } },
      });
      const first = { batchId: randomUUID(), media, frames: [] };
      await journal.write(first);
      // Fill what is left.
      await writeFile(join(disk, 'ballast'), Buffer.alloc(1_000_000)).catch(() => undefined);
      const failure = await journal
        .write({ batchId: randomUUID(), media: { ...media, fileName: 'x'.repeat(900) }, frames: [] })
        .catch((thrown: unknown) => thrown);
      expect(failure).toBeInstanceOf(AppFailure);
      expect(failure).toMatchObject({ appError: { code: 'disk-full' } });
      expect(await readdir(join(disk, 'journal'))).toEqual([`${first.batchId}.json`]);
      expect(await journal.readAll()).toEqual([first]);
    });
  });
});
