import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type WatchedFolderId, watchedFolderIdSchema } from '../../shared/domain/importQueue.ts';
import { writeAtomically } from '../services/import/writeAtomically.ts';
import { stampOf, type WatchedFile } from './watchFolder.ts';

/** Where watched folders lie, and which of their files are in the queue already. Which are on is the library's. */
export interface WatchedFolderStore {
  /** The same folder has the same id. */
  addFolder(path: string): Promise<WatchedFolderId>;
  folderPath(id: WatchedFolderId): string | undefined;
  /** Files that were settled earlier, to ask whether one was. */
  readSeen(id: WatchedFolderId): Promise<(file: WatchedFile) => boolean>;
  settle(id: WatchedFolderId, files: readonly WatchedFile[]): Promise<void>;
  /** Forgets all but these. */
  keep(ids: ReadonlySet<WatchedFolderId>): Promise<void>;
}

const foldersSchema = z.record(watchedFolderIdSchema, z.string());
const seenSchema = z.tuple([z.string(), z.string()]);

/** @param folder where it keeps its own files */
export async function openWatchedFolderStore(folder: string): Promise<WatchedFolderStore> {
  const foldersPath = join(folder, 'folders.json');
  const pathOf = new Map(Object.entries(await readFolders(foldersPath))) as Map<WatchedFolderId, string>;
  const seenOf = new Map<WatchedFolderId, Map<string, string>>();
  // Ids are ours: letters, digits and dashes.
  const seenPath = (id: WatchedFolderId): string => join(folder, `${id}.jsonl`);
  const save = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await writeAtomically(foldersPath, JSON.stringify(Object.fromEntries(pathOf), null, 1));
  };
  const loadSeen = async (id: WatchedFolderId): Promise<Map<string, string>> => {
    const known = seenOf.get(id);
    if (known !== undefined) return known;
    const seen = await readSeenFile(seenPath(id));
    seenOf.set(id, seen);
    return seen;
  };

  return {
    addFolder: async (path) => {
      const known = [...pathOf].find(([, each]) => each === path)?.[0];
      if (known !== undefined) return known;
      const id = watchedFolderIdSchema.parse(`w-${randomUUID()}`);
      pathOf.set(id, path);
      await save();
      return id;
    },
    folderPath: (id) => pathOf.get(id),
    readSeen: async (id) => {
      const seen = await loadSeen(id);
      return (file) => seen.get(file.path) === stampOf(file);
    },
    settle: async (id, files) => {
      if (!pathOf.has(id) || files.length === 0) return;
      const seen = await loadSeen(id);
      for (const file of files) seen.set(file.path, stampOf(file));
      await mkdir(folder, { recursive: true });
      const lines = files.map((file) => JSON.stringify([file.path, stampOf(file)]));
      await appendFile(seenPath(id), `\n${lines.join('\n')}\n`);
    },
    keep: async (ids) => {
      const forgotten = [...pathOf.keys()].filter((id) => !ids.has(id));
      if (forgotten.length === 0) return;
      for (const id of forgotten) {
        pathOf.delete(id);
        seenOf.delete(id);
      }
      await save();
      for (const id of forgotten) await rm(seenPath(id), { force: true });
    },
  };
}

async function readFolders(path: string): Promise<Record<string, string>> {
  try {
    return foldersSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Not there yet, or damaged: folders have to be chosen again.
    return {};
  }
}

async function readSeenFile(path: string): Promise<Map<string, string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const seen = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const [filePath, stamp] = seenSchema.parse(JSON.parse(line));
      seen.set(filePath, stamp);
    } catch {
      // Cut off by a crash: that file is offered again, and found to be in the library.
    }
  }
  return seen;
}
