import type { WorkId } from '../../shared/domain/ids.ts';
import type { EchoHit, ProposalQuery, SearchClient } from '../search/searchClient.ts';

/** Film frames that are compared in one step: a second or two for a music video's hundred. */
const framesAStep = 20_000;

/** What came of a comparison. */
export interface ProposedPairs {
  /** Best first. */
  readonly hits: readonly EchoHit[];
  /** How many of the films were compared; all, unless it was stopped. */
  readonly comparedFilms: number;
}

/** Films in steps of about as many frames, in their order; a film is never parted. */
export function filmSteps(
  filmWorkIds: readonly WorkId[],
  counts: ReadonlyMap<WorkId, number>,
  mostFrames: number = framesAStep,
): WorkId[][] {
  const steps: WorkId[][] = [];
  let frames = 0;
  for (const id of filmWorkIds) {
    const own = counts.get(id) ?? 0;
    const last = steps.at(-1);
    if (last === undefined || frames + own > mostFrames) {
      steps.push([id]);
      frames = own;
    } else {
      last.push(id);
      frames += own;
    }
  }
  return steps;
}

/**
 * Compares a music video with films step by step, so that it can be told how far it came, and be stopped: then what was
 * found until then is the answer.
 * @param stop resolves when no more is wanted; what the search is at is not waited for
 * @param onProgress told before each step what part of the films is behind, 0-1
 */
export async function proposeInSteps(
  client: Pick<SearchClient, 'proposeHomages'>,
  query: ProposalQuery,
  steps: readonly (readonly WorkId[])[],
  { limit, stop, onProgress }: { limit: number; stop: Promise<void>; onProgress: (part: number) => void },
): Promise<ProposedPairs> {
  const stopped = stop.then(() => null);
  let hits: EchoHit[] = [];
  let comparedFilms = 0;
  for (const [at, filmWorkIds] of steps.entries()) {
    onProgress(at / steps.length);
    const found = await Promise.race([client.proposeHomages({ ...query, filmWorkIds }, limit), stopped]);
    if (found === null) break;
    hits = [...hits, ...found].sort((a, b) => b.score - a.score).slice(0, limit);
    comparedFilms += filmWorkIds.length;
  }
  return { hits, comparedFilms };
}
