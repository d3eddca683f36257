import type { Table } from 'dexie';
import type { AfterimageDatabase } from '../afterimageDatabase.ts';

/** Made from the frames, or noting which of them changed: not part of what an undo brings back. */
const made: ReadonlySet<string> = new Set(['featureChunks', 'frameChanges', 'frameStatistics']);

/** Tables that hold what must survive. */
export function truthTables(database: AfterimageDatabase): Table[] {
  return database.tables.filter(({ name }) => !made.has(name));
}
