import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maximumFiles } from '../../shared/contract/bridge.ts';
import { mediaKindOfName } from '../../shared/domain/mediaFileNames.ts';

/**
 * Files as they are, folders as the videos and pictures in them at any depth, in the order of their names.
 * Hidden entries and links to folders are left out; a folder that cannot be read counts as empty.
 * @returns at most {@link maximumFiles} paths
 */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (files.length >= maximumFiles) break;
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder) await addFolder(path, files);
    else files.push(path);
  }
  return files;
}

async function addFolder(folder: string, files: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const entry of entries) {
    if (files.length >= maximumFiles) return;
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await addFolder(path, files);
    else if (mediaKindOfName(entry.name) !== null) files.push(path);
  }
}
