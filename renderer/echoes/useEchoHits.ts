import { useMemo } from 'react';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { type LatestAnswer, useLatestAnswer } from '../find/useLatestAnswer.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { searchClient } from '../search/openSearchClient.ts';
import type { EchoHit, EchoQuery } from '../search/searchClient.ts';
import { type EchoScope, useEchoes } from './echoesStore.ts';

/** As many as anybody looks through. */
const mostHits = 60;
const ask = (query: EchoQuery, signal: AbortSignal): Promise<EchoHit[]> =>
  searchClient.echoes(query, mostHits, signal);

/** Which works a scope means; null for all. */
export function worksInScope(
  scope: EchoScope,
  chosen: readonly WorkId[],
  works: LibraryIndex['works'],
): readonly WorkId[] | null {
  if (scope === 'all') return null;
  if (scope === 'chosen') return chosen;
  const kind = scope === 'films' ? 'film' : 'music-video';
  return [...works.values()].filter((work) => work.kind === kind).map(({ id }) => id);
}

/**
 * Look-alikes of frames as the sliders and the scope say, live.
 * @param frameIds the same array as long as they are the same frames
 * @param ownWorkId the work that is left out
 */
export function useEchoHits(
  frameIds: readonly FrameId[],
  ownWorkId: WorkId | null,
  works: LibraryIndex['works'],
): LatestAnswer<EchoQuery, EchoHit[]> {
  const weights = useEchoes((state) => state.weights);
  const mirrored = useEchoes((state) => state.mirrored);
  const scope = useEchoes((state) => state.scope);
  const chosen = useEchoes((state) => state.chosenWorkIds);
  const question = useMemo(
    (): EchoQuery | null =>
      frameIds.length === 0
        ? null
        : {
            frameIds,
            weights,
            mirrored,
            amongWorkIds: worksInScope(scope, chosen, works),
            exceptWorkIds: ownWorkId === null ? [] : [ownWorkId],
          },
    [frameIds, weights, mirrored, scope, chosen, works, ownWorkId],
  );
  return useLatestAnswer(question, ask);
}
