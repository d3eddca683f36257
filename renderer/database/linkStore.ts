import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { HomageLinkId, WorkId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { type RecordedChange, recordChange } from './recordChange.ts';

/**
 * Writes a link and the moments its editor made or changed, in one transaction.
 * Moments that nothing refers to any more stay: they are the user's notes about a work.
 */
export function saveLink(
  database: AfterimageDatabase,
  link: HomageLink,
  moments: readonly Moment[],
): Promise<RecordedChange> {
  return recordChange(database, (recorder) => {
    recorder.put('moments', moments);
    recorder.put('links', [link]);
  });
}

/** Removes a link and the edges that boards drew for it. */
export function removeLink(database: AfterimageDatabase, linkId: HomageLinkId): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const edgeIds = await database.boardItems
      .filter(({ content }) => content.kind === 'link' && content.linkId === linkId)
      .primaryKeys();
    recorder.remove('boardItems', edgeIds);
    recorder.remove('links', [linkId]);
  });
}

/** The works on both sides of a link, each once. */
export function workIdsOfLink(link: Pick<HomageLink, 'from' | 'to'>): { from: WorkId[]; to: WorkId[] } {
  return {
    from: [...new Set(link.from.map((end) => end.workId))],
    to: [...new Set(link.to.map((end) => end.workId))],
  };
}
