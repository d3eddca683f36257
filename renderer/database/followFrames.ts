import { type HomageVerdict, verdictIdOf } from '../../shared/domain/homageVerdict.ts';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import type { SavedSearch } from '../../shared/domain/searchFilter.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import type { ChangeRecorder } from './recordChange.ts';

/**
 * What was said to pairs of frames, and searches for what looks like a frame, go on with the frame that stands in the
 * place of one that leaves the library.
 * @param into by the frame that leaves
 */
export async function followFrames(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  into: ReadonlyMap<FrameId, FrameId>,
): Promise<void> {
  if (into.size === 0) return;
  const now = (id: FrameId): FrameId => into.get(id) ?? id;
  const verdicts = await database.homageVerdicts.toArray();
  const byId = new Map<string, HomageVerdict>(verdicts.map((verdict) => [verdict.id, verdict]));
  for (const verdict of verdicts) {
    const [mvFrameId, filmFrameId] = [now(verdict.mvFrameId), now(verdict.filmFrameId)];
    const id = verdictIdOf(mvFrameId, filmFrameId);
    if (id === verdict.id) continue;
    recorder.remove('homageVerdicts', [verdict.id]);
    const known = byId.get(id);
    // Of two that come together, what was said last.
    if (known !== undefined && known.decidedAt >= verdict.decidedAt) continue;
    const moved = { ...verdict, id, mvFrameId, filmFrameId };
    byId.set(id, moved);
    recorder.put('homageVerdicts', [moved]);
  }
  for (const search of await searchesNow(database, recorder)) {
    const { likeFrameId } = search.filter;
    if (likeFrameId == null || !into.has(likeFrameId)) continue;
    recorder.put('savedSearches', [
      { ...search, filter: { ...search.filter, likeFrameId: now(likeFrameId) } },
    ]);
  }
}

/** Saved searches that name a work which is emptied into another name that one from then on. */
export async function followWork(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  emptied: WorkId,
  into: WorkId,
): Promise<void> {
  for (const search of await searchesNow(database, recorder)) {
    const { workIds } = search.filter;
    if (!workIds.includes(emptied)) continue;
    const moved = [...new Set(workIds.map((id) => (id === emptied ? into : id)))];
    recorder.put('savedSearches', [{ ...search, filter: { ...search.filter, workIds: moved } }]);
  }
}

/** Saved searches as the change leaves them so far. */
async function searchesNow(database: AfterimageDatabase, recorder: ChangeRecorder): Promise<SavedSearch[]> {
  const rows = await database.savedSearches.toArray();
  return rows.map((row) => recorder.after.savedSearches.get(row.id) ?? row);
}
