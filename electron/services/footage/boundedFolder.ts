import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type MediaId, mediaIdSchema } from '../../../shared/domain/ids.ts';
import { pruneAgeMs } from '../frame-store/frameStore.ts';

/** A folder of files that can all be made again, kept below a size by letting go of the least recently used. */
export interface BoundedFolder {
  /** Notes that a file was used now; one that is not there is let be. */
  touch(name: string): Promise<void>;
  /** Lets go of the least recently used until the rest is small enough; `spared` stays whatever it weighs. */
  bound(spared: string): Promise<void>;
  /**
   * Deletes files of media that are not named and that were not used for 24 h.
   * @param nowMs the present, Unix milliseconds
   */
  readonly prune: (keep: ReadonlySet<MediaId>, nowMs: number) => Promise<void>;
}

interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/**
 * Opens a folder of files named by the media they are of, and clears what a crash left half-written (`*.tmp`).
 * @param mostBytes what the files may weigh together
 */
export async function openBoundedFolder(folder: string, mostBytes: number): Promise<BoundedFolder> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
  }

  return {
    touch: async (name) => {
      const now = new Date();
      await utimes(join(folder, name), now, now).catch(() => undefined);
    },
    bound: async (spared) => {
      const files = await storedFiles(folder);
      files.sort((a, b) => b.usedMs - a.usedMs);
      let bytes = files.find(({ name }) => name === spared)?.bytes ?? 0;
      for (const file of files) {
        if (file.name === spared) continue;
        bytes += file.bytes;
        if (bytes > mostBytes) await rm(join(folder, file.name), { force: true });
      }
    },
    prune: async (keep, nowMs) => {
      for (const { name, usedMs } of await storedFiles(folder)) {
        const media = mediaIdSchema.safeParse(/^m-[0-9a-f]{64}/.exec(name)?.[0]);
        if (!media.success || keep.has(media.data) || nowMs - usedMs < pruneAgeMs) continue;
        await rm(join(folder, name), { force: true });
      }
    },
  };
}

async function storedFiles(folder: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const name of await readdir(folder)) {
    if (name.endsWith('.tmp')) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() === true) files.push({ name, bytes: found.size, usedMs: found.mtimeMs });
  }
  return files;
}
