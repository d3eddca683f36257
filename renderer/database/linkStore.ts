import type { BoardItem } from '../../shared/domain/board.ts';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { HomageLinkId, WorkId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/**
 * Writes a link and the moments its editor made or changed, in one transaction.
 * Moments that nothing refers to any more stay: they are the user's notes about a work.
 */
export async function saveLink(
  database: AfterimageDatabase,
  link: HomageLink,
  moments: readonly Moment[],
): Promise<void> {
  await database.transaction('rw', database.links, database.moments, async () => {
    await database.moments.bulkPut([...moments]);
    await database.links.put(link);
  });
}

/** What {@link removeLink} took away, so that it can be put back exactly. */
export interface RemovedLink {
  readonly link: HomageLink;
  /** Edges that boards drew for it. */
  readonly boardItems: readonly BoardItem[];
}

/** Removes a link and the edges that boards drew for it; null when it was not there. */
export async function removeLink(
  database: AfterimageDatabase,
  linkId: HomageLinkId,
): Promise<RemovedLink | null> {
  return await database.transaction('rw', database.links, database.boardItems, async () => {
    const link = await database.links.get(linkId);
    if (link === undefined) return null;
    const boardItems = await database.boardItems
      .filter(({ content }) => content.kind === 'link' && content.linkId === linkId)
      .toArray();
    await database.boardItems.bulkDelete(boardItems.map((item) => item.id));
    await database.links.delete(linkId);
    return { link, boardItems };
  });
}

/** Puts a removed link and its edges back as they were. */
export async function restoreLink(database: AfterimageDatabase, removed: RemovedLink): Promise<void> {
  await database.transaction('rw', database.links, database.boardItems, async () => {
    await database.links.put(removed.link);
    await database.boardItems.bulkPut([...removed.boardItems]);
  });
}

/** The works on both sides of a link, each once. */
export function workIdsOfLink(link: Pick<HomageLink, 'from' | 'to'>): { from: WorkId[]; to: WorkId[] } {
  return {
    from: [...new Set(link.from.map((end) => end.workId))],
    to: [...new Set(link.to.map((end) => end.workId))],
  };
}
