import { useMemo } from 'react';
import { useEchoes } from '../echoes/echoesStore.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import { isNarrowing, isRanking, type LibraryFilter } from '../library/libraryFilter.ts';
import { searchClient } from '../search/openSearchClient.ts';
import { type Ranking, type RankingQuestion, rankFrames } from './ranking.ts';
import { type LatestAnswer, useLatestAnswer } from './useLatestAnswer.ts';

const ask = (question: RankingQuestion, signal: AbortSignal): Promise<Ranking> =>
  rankFrames(searchClient, question, signal);

/**
 * Frames by colours or likeness as the filter asks, live: asked again when the filter or the library changes.
 * @param left the frames that the rest of the filter leaves
 */
export function useRanking(
  filter: LibraryFilter,
  left: readonly FrameEntry[],
): LatestAnswer<RankingQuestion, Ranking> {
  const weights = useEchoes((state) => state.weights);
  const mirrored = useEchoes((state) => state.mirrored);
  const isAsked = isRanking(filter);
  const narrowed = isNarrowing(filter);
  const { colours, likeFrameId } = filter;
  const question = useMemo((): RankingQuestion | null => {
    if (!isAsked) return null;
    return {
      colours,
      likeFrameId,
      weights,
      mirrored,
      among: narrowed ? left.map(({ id }) => id) : null,
    };
  }, [isAsked, colours, likeFrameId, narrowed, left, weights, mirrored]);
  return useLatestAnswer(question, ask);
}
