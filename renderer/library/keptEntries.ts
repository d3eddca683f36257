import type { FrameId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { readFrameCopies } from './copies/readFrameCopies.ts';
import { copiedEntries, type FrameEntry, frameEntries } from './libraryEntries.ts';

/**
 * All frames of the library from their kept copies, as one moment of the database has them.
 * @param onSome called with more and more of them
 * @returns null where the copies do not serve, or one of the frames written since is none
 */
export async function readKeptEntries(
  database: AfterimageDatabase,
  onSome: (some: ReadonlyMap<FrameId, FrameEntry>) => void,
): Promise<Map<FrameId, FrameEntry> | null> {
  const entries = new Map<FrameId, FrameEntry>();
  const count = await readFrameCopies(database, {
    onChunk: (chunk, written) => {
      for (const entry of copiedEntries(chunk)) {
        if (entry !== null && !written.has(entry.id)) entries.set(entry.id, entry);
      }
      onSome(entries);
    },
    onRows: (rows) => {
      for (const entry of frameEntries(rows)) entries.set(entry.id, entry);
    },
  });
  return count === entries.size ? entries : null;
}
