import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A database as an earlier Afterimage left it: its stores as IndexedDB knows them, and its rows. */
const storedDatabaseSchema = z.object({
  /** Dexie's version; IndexedDB counts ten for each. */
  version: z.number().int().positive(),
  stores: z.record(
    z.string(),
    z.object({
      keyPath: z.string(),
      autoIncrement: z.boolean().optional(),
      indexes: z.array(z.object({ name: z.string(), multiEntry: z.boolean().optional() })),
    }),
  ),
  rows: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type StoredDatabase = z.infer<typeof storedDatabaseSchema>;

/** The fixture of a version; rejects when there is none. */
export async function readStoredDatabase(version: number): Promise<StoredDatabase> {
  const url = new URL(`fixtures/version${version}.json`, import.meta.url);
  return storedDatabaseSchema.parse(JSON.parse(await readFile(url, 'utf8'), bytesRevived));
}

/** JSON has no bytes: they are written as `{"$bytes": "base64"}`. */
function bytesRevived(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
  return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
}

/** Writes a database through bare IndexedDB, so that no code of today has a hand in it. */
export async function writeStoredDatabase(name: string, stored: StoredDatabase): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, stored.version * 10);
    request.addEventListener('upgradeneeded', () => {
      for (const [storeName, { keyPath, autoIncrement = false, indexes }] of Object.entries(stored.stores)) {
        const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement });
        for (const index of indexes) {
          store.createIndex(index.name, index.name, { multiEntry: index.multiEntry ?? false });
        }
      }
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
  });
  const transaction = database.transaction(Object.keys(stored.stores), 'readwrite');
  for (const [storeName, rows] of Object.entries(stored.rows)) {
    for (const row of rows) transaction.objectStore(storeName).add(row);
  }
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not written')));
  });
  database.close();
}
