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
 * @param signal says when no more is wanted; what the search is at is given up
 * @param onProgress told before each step what part of the films is behind, 0-1
 */
export async function proposeInSteps(
  client: Pick<SearchClient, 'proposeHomages'>,
  query: ProposalQuery,
  steps: readonly (readonly WorkId[])[],
  { limit, signal, onProgress }: { limit: number; signal: AbortSignal; onProgress: (part: number) => void },
): Promise<ProposedPairs> {
  let hits: EchoHit[] = [];
  let comparedFilms = 0;
  for (const [at, filmWorkIds] of steps.entries()) {
    onProgress(at / steps.length);
    let found: readonly EchoHit[];
    try {
      found = await client.proposeHomages({ ...query, filmWorkIds }, limit, signal);
    } catch (thrown) {
      if (signal.aborted) break;
      throw thrown;
    }
    hits = [...hits, ...found].sort((a, b) => b.score - a.score).slice(0, limit);
    comparedFilms += filmWorkIds.length;
  }
  return { hits, comparedFilms };
}
