import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { WorkId } from '../../shared/domain/ids.ts';
import { type LatestAnswer, useLatestAnswer } from '../find/useLatestAnswer.ts';
import { searchClient } from '../search/openSearchClient.ts';
import type { ProposalQuery } from '../search/searchClient.ts';
import { useEchoes } from './echoesStore.ts';
import { filmSteps, type ProposedPairs, proposeInSteps } from './proposeInSteps.ts';

/** More pairs than anybody judges at one go. */
const mostPairs = 200;

/** What is asked, and how many frames each of the works has, so that new ones are asked about too. */
interface ProposalQuestion {
  readonly query: ProposalQuery;
  readonly sizes: string;
}

export interface ProposalAnswer extends LatestAnswer<ProposalQuestion, ProposedPairs> {
  /** What part of the films is compared, 0-1, while it goes on. */
  readonly progress: number;
  /** Ends the comparison with what was found. */
  readonly stop: () => void;
}

interface Run {
  readonly query: ProposalQuery;
  readonly controller: AbortController;
  isSuperseded: boolean;
}

/**
 * Pairs of a music video's and films' shots that look alike, asked again whenever films or sliders change.
 * @param counts frames by work
 */
export function useProposedPairs(
  mvWorkId: WorkId | null,
  filmWorkIds: readonly WorkId[],
  counts: ReadonlyMap<WorkId, number>,
): ProposalAnswer {
  const weights = useEchoes((state) => state.weights);
  const mirrored = useEchoes((state) => state.mirrored);
  const [progress, setProgress] = useState(0);
  const query = useMemo(
    (): ProposalQuery | null =>
      mvWorkId === null || filmWorkIds.length === 0 ? null : { mvWorkId, filmWorkIds, weights, mirrored },
    [mvWorkId, filmWorkIds, weights, mirrored],
  );
  const sizes = [...filmWorkIds, ...(mvWorkId === null ? [] : [mvWorkId])]
    .map((id) => counts.get(id) ?? 0)
    .join(' ');
  const question = useMemo(() => (query === null ? null : { query, sizes }), [query, sizes]);
  const run = useRef<Run | null>(null);
  const known = useRef(counts);
  useEffect(() => {
    known.current = counts;
    // What nobody asks any more need not be finished; frames that came meanwhile wait for the next time.
    const { current } = run;
    if (current === null || current.query === query) return;
    current.isSuperseded = true;
    current.controller.abort();
  }, [counts, query]);
  useEffect(() => () => run.current?.controller.abort(), []);
  const ask = useCallback(async ({ query: asked }: ProposalQuestion): Promise<ProposedPairs> => {
    const controller = new AbortController();
    const own: Run = { query: asked, controller, isSuperseded: false };
    run.current = own;
    const steps = filmSteps(asked.filmWorkIds, known.current);
    const answer = await proposeInSteps(searchClient, asked, steps, {
      limit: mostPairs,
      signal: controller.signal,
      onProgress: setProgress,
    });
    if (run.current === own) run.current = null;
    // Half an answer to a question that was taken back is none; as a failure of another question it is not told.
    if (own.isSuperseded) throw new Error('taken back');
    return answer;
  }, []);
  const answer = useLatestAnswer(question, ask);
  return { ...answer, progress, stop: () => run.current?.controller.abort() };
}
