import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { type RecordedChange, recordChange } from './recordChange.ts';

/** Writes a new or changed moment. */
export function saveMoment(database: AfterimageDatabase, moment: Moment): Promise<RecordedChange> {
  return recordChange(database, (recorder) => recorder.put('moments', [moment]));
}

/** What names a moment and so holds it. */
export interface MomentUse {
  readonly links: number;
  readonly boardItems: number;
}

/** How many homage links end on a moment, and how many board items show it. */
export async function momentUse(database: AfterimageDatabase, momentId: Moment['id']): Promise<MomentUse> {
  const isHere = ({ from, to }: HomageLink): boolean =>
    [...from, ...to].some((end) => end.type === 'moment' && end.momentId === momentId);
  return {
    links: await database.links.filter(isHere).count(),
    boardItems: await database.boardItems
      .filter(({ content }) => content.kind === 'moment' && content.momentId === momentId)
      .count(),
  };
}

/**
 * Removes a moment that nothing names.
 * @returns null where something does: then nothing is changed
 */
export async function removeMoment(
  database: AfterimageDatabase,
  momentId: Moment['id'],
): Promise<RecordedChange | null> {
  const use = await momentUse(database, momentId);
  if (use.links + use.boardItems > 0) return null;
  return await recordChange(database, (recorder) => recorder.remove('moments', [momentId]));
}
