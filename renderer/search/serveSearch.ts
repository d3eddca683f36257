import type { IndexKeeper } from './indexKeeper.ts';
import { proposePairs } from './proposePairs.ts';
import { searchColours } from './searchColours.ts';
import { searchEchoes } from './searchEchoes.ts';
import type { SearchLine, SearchReply, SearchRequest } from './searchMessages.ts';

/** Answers questions about what frames look like, from the keeper's index. */
export function serveSearch(line: SearchLine, keeper: Pick<IndexKeeper, 'current'>): void {
  line.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
    void answer(data, keeper)
      .catch(
        (thrown: unknown): SearchReply => ({
          id: data.id,
          failure: thrown instanceof Error ? thrown.message : String(thrown),
        }),
      )
      .then((reply) => line.postMessage(reply));
  });
}

async function answer(
  { id, question, limit }: SearchRequest,
  keeper: Pick<IndexKeeper, 'current'>,
): Promise<SearchReply> {
  const index = await keeper.current();
  if (question.kind === 'byColours') {
    return { id, colourHits: searchColours(index, question.query, question.among, limit) };
  }
  if (question.kind === 'echoes') {
    return { id, hits: await searchEchoes(index, question.query, limit, breath) };
  }
  if (question.kind === 'proposeHomages') {
    return { id, hits: await proposePairs(index, question.query, limit, breath) };
  }
  return { id, hits: [] };
}

/** Lets a question that came meanwhile be answered first. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
