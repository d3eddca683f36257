import { Dexie } from 'dexie';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { schemaVersions } from './versions/schemaVersions.ts';

/** Why the library cannot be used; `text` is for the user. */
export interface DatabaseRefusal {
  readonly reason: 'newer' | 'unreadable';
  readonly text: string;
}

const newerText =
  'This library was made by a newer Afterimage. Update Afterimage to open it; nothing in it was changed.';

/**
 * Opens the database, bringing an older one to today's schema. A database of a newer version is refused
 * before anything touches it.
 * @returns null when it is open
 */
export async function openDatabase(database: AfterimageDatabase): Promise<DatabaseRefusal | null> {
  try {
    if ((await storedVersion(database.name)) > latestVersion()) return { reason: 'newer', text: newerText };
    await database.open();
    return null;
  } catch (thrown) {
    database.close();
    if (thrown instanceof Dexie.VersionError) return { reason: 'newer', text: newerText };
    const said = thrown instanceof Error ? ` (${thrown.message})` : '';
    return {
      reason: 'unreadable',
      text: `The library could not be opened${said}. Close other windows of Afterimage, check that the disk is not full, and start again. Nothing was deleted.`,
    };
  }
}

function latestVersion(): number {
  return Math.max(...schemaVersions.map(({ version }) => version));
}

/** Version of the database on disk, 0 when there is none. IndexedDB counts ten for each of Dexie's. */
async function storedVersion(name: string): Promise<number> {
  const all = (await Dexie.dependencies.indexedDB.databases?.()) ?? [];
  return Math.floor((all.find((entry) => entry.name === name)?.version ?? 0) / 10);
}
