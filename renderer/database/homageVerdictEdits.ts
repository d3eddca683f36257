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
    const refused = await database.homageVerdicts
      .where('mvWorkId')
      .equals(mvWorkId)
      .filter(({ verdict, filmWorkId }) => verdict === 'no' && filmWorkIds.includes(filmWorkId))
      .primaryKeys();
    recorder.remove('homageVerdicts', refused);
  });
}
