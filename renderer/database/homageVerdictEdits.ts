import { type HomageVerdict, verdictIdOf } from '../../shared/domain/homageVerdict.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { type RecordedChange, recordChange } from './recordChange.ts';

/** Writes what a person said to a proposed pair; the pair's earlier verdict goes. */
export function saveHomageVerdict(
  database: AfterimageDatabase,
  verdict: Omit<HomageVerdict, 'id' | 'decidedAt'>,
): Promise<RecordedChange> {
  const id = verdictIdOf(verdict.mvFrameId, verdict.filmFrameId);
  return recordChange(database, (recorder) =>
    recorder.put('homageVerdicts', [{ ...verdict, id, decidedAt: new Date().toISOString() }]),
  );
}

/** Forgets every "no" said between an MV and films, so that those pairs are offered again. */
export function forgetRefusals(
  database: AfterimageDatabase,
  mvWorkId: HomageVerdict['mvWorkId'],
  filmWorkIds: readonly HomageVerdict['filmWorkId'][],
): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const refused = await database.homageVerdicts.filter(({ verdict }) => verdict === 'no').toArray();
    const ids = [...new Set(refused.flatMap(({ mvFrameId, filmFrameId }) => [mvFrameId, filmFrameId]))];
    const frames = (await database.frames.bulkGet(ids)).filter((frame) => frame !== undefined);
    // A video may have been moved to another work since: its frames know where they are.
    const works = new Map(frames.map(({ id, workId }) => [id, workId]));
    const meant = refused.filter(
      (said) =>
        (works.get(said.mvFrameId) ?? said.mvWorkId) === mvWorkId &&
        filmWorkIds.includes(works.get(said.filmFrameId) ?? said.filmWorkId),
    );
    recorder.remove(
      'homageVerdicts',
      meant.map(({ id }) => id),
    );
  });
}
