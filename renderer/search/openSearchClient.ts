import { colourHitsOf } from './colourHits.ts';
import type { ColourHit, EchoHit, SearchClient } from './searchClient.ts';
import type {
  SearchCancel,
  SearchLine,
  SearchQuestion,
  SearchReply,
  SearchRequest,
} from './searchMessages.ts';

/** The search over pictures, and what the window does about its worker. */
export interface OpenedSearchClient extends SearchClient {
  /** Begins to load the index, so that the first question need not wait for it. Resolves when it is loaded. */
  warmUp(): Promise<void>;
}

/**
 * Opens the search over a line; over a worker of its own when none is given, which is started with the first question.
 */
export function openSearchClient(line?: SearchLine): OpenedSearchClient {
  let opened: SearchLine | null = null;
  let lastId = 0;
  const waiting = new Map<
    number,
    { readonly resolve: (hits: never[]) => void; readonly reject: (reason: Error) => void }
  >();
  const listen = (to: SearchLine): SearchLine => {
    to.addEventListener('message', ({ data }: MessageEvent<SearchReply>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if ('failure' in data) asked?.reject(new Error(data.failure));
      else if ('colourHits' in data) asked?.resolve(colourHitsOf(data.colourHits) as never[]);
      else asked?.resolve([...data.hits] as never[]);
    });
    return to;
  };
  const startWorker = (): SearchLine => {
    const worker = new Worker(new URL('./searchWorker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', (event) => {
      // A worker that fell over answers nothing any more: the next question starts another.
      opened = null;
      worker.terminate();
      for (const { reject } of waiting.values()) reject(new Error(event.message));
      waiting.clear();
    });
    return worker;
  };
  const ask = <Hit extends ColourHit | EchoHit>(
    question: SearchQuestion,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Hit[]> =>
    new Promise<Hit[]>((resolve, reject) => {
      signal?.throwIfAborted();
      opened ??= listen(line ?? startWorker());
      const to = opened;
      lastId += 1;
      const id = lastId;
      const giveUp = (): void => {
        waiting.delete(id);
        const cancel: SearchCancel = { cancels: id };
        to.postMessage(cancel);
        reject(new Error('given up'));
      };
      signal?.addEventListener('abort', giveUp);
      const settled = (): void => signal?.removeEventListener('abort', giveUp);
      waiting.set(id, {
        resolve: (hits) => {
          settled();
          resolve(hits);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
      });
      const request: SearchRequest = { id, limit, question };
      to.postMessage(request);
    });
  return {
    byColours: (query, among, limit) => ask({ kind: 'byColours', query, among }, limit),
    echoes: (query, limit, signal) => ask({ kind: 'echoes', query }, limit, signal),
    proposeHomages: (query, limit, signal) => ask({ kind: 'proposeHomages', query }, limit, signal),
    warmUp: async () => {
      await ask({ kind: 'warmUp' }, 0);
    },
  };
}

/** The app's search. */
export const searchClient: OpenedSearchClient = openSearchClient();
