import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import type { SoughtMedia } from './checkMedia.ts';

interface FindOptions {
  readonly signal: AbortSignal;
  readonly onFound: (mediaId: MediaId, path: string) => Promise<void> | void;
  readonly onProgress: (filesSeen: number, found: number) => void;
}

/**
 * Looks for media in a folder and everything below it: only a file of the right size is read. Ends as soon as all are
 * found. Hidden entries and links are left out, so that it cannot go round in circles.
 */
export async function findInFolder(
  folder: string,
  media: readonly SoughtMedia[],
  { signal, onFound, onProgress }: FindOptions,
): Promise<{ found: MediaId[]; filesSeen: number; unreadableFolders: number }> {
  const sought = new Set(media.map(({ mediaId }) => mediaId));
  const sizes = new Set(media.map(({ sizeBytes }) => sizeBytes));
  const found: MediaId[] = [];
  const folders = [folder];
  let filesSeen = 0;
  let unreadableFolders = 0;

  const lookAt = async (path: string): Promise<void> => {
    filesSeen += 1;
    onProgress(filesSeen, found.length);
    const size = await stat(path).then(
      (seen) => seen.size,
      () => -1,
    );
    if (!sizes.has(size)) return;
    const print = await fingerprintFile(path).catch(() => null);
    if (print === null || !sought.delete(print.mediaId)) return;
    await onFound(print.mediaId, path);
    found.push(print.mediaId);
    onProgress(filesSeen, found.length);
  };

  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(next, { withFileTypes: true });
    } catch {
      unreadableFolders += 1;
      continue;
    }
    const below: string[] = [];
    for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
      if (signal.aborted || sought.size === 0) return { found, filesSeen, unreadableFolders };
      if (entry.name.startsWith('.')) continue;
      const path = join(next, entry.name);
      if (entry.isDirectory()) below.push(path);
      else if (entry.isFile()) await lookAt(path);
    }
    folders.push(...below.toReversed());
  }
  return { found, filesSeen, unreadableFolders };
}
