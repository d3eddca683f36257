import { type SavedSearch, type SavedSearchId, savedSearchSchema } from '../../shared/domain/searchFilter.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { type RecordedChange, recordChange } from './recordChange.ts';

/** A name as it is kept: one line, without white space around it; empty where nothing is left. */
export function cleanSearchName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, 200);
}

/** Saved searches as they were read, and how many of them cannot be searched by; those are left as they are. */
export interface ReadSearches {
  readonly searches: readonly SavedSearch[];
  readonly unreadable: number;
}

/**
 * Takes rows of saved searches as they come from the disk: what a later version added is filled in, what cannot be
 * searched by is only counted.
 * @param noFilter what a filter says that says nothing
 */
export function readSavedSearches(rows: readonly unknown[], noFilter: SavedSearch['filter']): ReadSearches {
  const searches = rows.flatMap((row) => {
    const { filter, ...rest } = Object(row) as { filter?: object };
    const read = savedSearchSchema.safeParse({ ...rest, filter: { ...noFilter, ...filter } });
    return read.success && filter !== undefined ? [read.data] : [];
  });
  return { searches, unreadable: rows.length - searches.length };
}

/** Keeps a search under a name. */
export function addSavedSearch(
  database: AfterimageDatabase,
  name: string,
  filter: SavedSearch['filter'],
): Promise<RecordedChange> {
  const search = savedSearchSchema.parse({
    id: `search-${crypto.randomUUID()}`,
    name: cleanSearchName(name),
    filter,
    createdAt: new Date().toISOString(),
  });
  return recordChange(database, (recorder) => recorder.put('savedSearches', [search]));
}

/**
 * Gives a saved search another name or another content.
 * @returns null where it is not there any more
 */
export async function changeSavedSearch(
  database: AfterimageDatabase,
  id: SavedSearchId,
  change: Partial<Pick<SavedSearch, 'name' | 'filter'>>,
): Promise<RecordedChange | null> {
  const before = await database.savedSearches.get(id);
  if (before === undefined) return null;
  const search = savedSearchSchema.parse({ ...before, ...change });
  return await recordChange(database, (recorder) => recorder.put('savedSearches', [search]));
}

export function removeSavedSearch(database: AfterimageDatabase, id: SavedSearchId): Promise<RecordedChange> {
  return recordChange(database, (recorder) => recorder.remove('savedSearches', [id]));
}
