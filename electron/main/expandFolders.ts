import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { maximumFiles } from '../../shared/contract/bridge.ts';
import { mediaKindOfName } from '../../shared/domain/mediaFileNames.ts';

/** What systems, cameras and file servers leave in folders beside a person's files; hidden ones begin with a dot. */
const systemNames: ReadonlySet<string> = new Set([
  '$recycle.bin',
  '@eadir',
  '__macosx',
  'desktop.ini',
  'found.000',
  'lost+found',
  'system volume information',
  'thumbs.db',
]);

/** What was found among files and folders. */
export interface FoundFiles {
  readonly files: string[];
  /** Files in folders that are neither videos nor pictures. */
  readonly unsupported: number;
  /** The folder's name where there was just one and nothing beside it. */
  readonly folderName: string | null;
}

/** Whether a name in a folder is one of the system's, or hidden. */
export function isSystemName(name: string): boolean {
  return name.startsWith('.') || systemNames.has(name.toLowerCase());
}

/**
 * Files as they are, folders as the videos and pictures in them at any depth, in the order of their names.
 * Hidden and system entries are left out; links to folders are followed once; a folder that cannot be read counts
 * as empty.
 * @returns at most {@link maximumFiles} paths
 */
export async function expandFolders(paths: readonly string[]): Promise<FoundFiles> {
  const walk: Walk = { files: [], unsupported: 0, visited: new Set() };
  let onlyFolder: string | null = null;
  for (const path of paths) {
    if (walk.files.length >= maximumFiles) break;
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory() === true) {
      if (paths.length === 1) onlyFolder = basename(path) || path;
      await addFolder(path, walk);
    } else {
      walk.files.push(path);
    }
  }
  return { files: walk.files, unsupported: walk.unsupported, folderName: onlyFolder };
}

interface Walk {
  readonly files: string[];
  unsupported: number;
  /** Real places of folders, so that links cannot lead round in a circle. */
  readonly visited: Set<string>;
}

async function addFolder(folder: string, walk: Walk): Promise<void> {
  const real = await realpath(folder).catch(() => folder);
  if (walk.visited.has(real)) return;
  walk.visited.add(real);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const entry of entries) {
    if (walk.files.length >= maximumFiles) return;
    if (isSystemName(entry.name)) continue;
    const path = join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
    if (kind === null) continue;
    if (kind.isDirectory()) await addFolder(path, walk);
    else if (mediaKindOfName(entry.name) !== null) walk.files.push(path);
    else walk.unsupported += 1;
  }
}
