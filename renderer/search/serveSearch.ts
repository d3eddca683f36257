import { breath } from './breath.ts';
import type { IndexKeeper } from './indexKeeper.ts';
import { proposePairs } from './proposePairs.ts';
import { searchColours } from './searchColours.ts';
import { searchEchoes } from './searchEchoes.ts';
import type { SearchCancel, SearchLine, SearchReply, SearchRequest } from './searchMessages.ts';

/**
 * Answers questions about what frames look like, from the keeper's index.
 * @param pause lets what waits go first
 */
export function serveSearch(
  line: SearchLine,
  keeper: Pick<IndexKeeper, 'current'>,
  pause: () => Promise<void> = breath,
): void {
  const underWay = new Set<number>();
  line.addEventListener('message', ({ data }: MessageEvent<SearchRequest | SearchCancel>) => {
    if ('cancels' in data) {
      underWay.delete(data.cancels);
      return;
    }
    underWay.add(data.id);
    /** Lets a question that came meanwhile be answered first, and gives up one that nobody waits for. */
    const breathe = async (): Promise<void> => {
      await pause();
      if (!underWay.has(data.id)) throw new Error('nobody waits for it any more');
    };
    void answer(data, keeper, breathe)
      .catch(
        (thrown: unknown): SearchReply => ({
          id: data.id,
          failure: thrown instanceof Error ? thrown.message : String(thrown),
        }),
      )
      .then((reply) => {
        underWay.delete(data.id);
        line.postMessage(reply);
      });
  });
}

async function answer(
  { id, question, limit }: SearchRequest,
  keeper: Pick<IndexKeeper, 'current'>,
  breathe: () => Promise<void>,
): Promise<SearchReply> {
  const index = await keeper.current();
  if (question.kind === 'byColours') {
    return { id, colourHits: searchColours(index, question.query, question.among, limit) };
  }
  if (question.kind === 'echoes') {
    return { id, hits: await searchEchoes(index, question.query, limit, breathe) };
  }
  if (question.kind === 'proposeHomages') {
    return { id, hits: await proposePairs(index, question.query, limit, breathe) };
  }
  return { id, hits: [] };
}
