import type { FrameId } from '../../shared/domain/ids.ts';
import type { PackedColourHits } from './colourHits.ts';
import type { ColourQuery, EchoHit, EchoQuery, ProposalQuery } from './searchClient.ts';

/** What the window asks the search worker. */
export type SearchQuestion =
  | { readonly kind: 'byColours'; readonly query: ColourQuery; readonly among: readonly FrameId[] | null }
  | { readonly kind: 'echoes'; readonly query: EchoQuery }
  | { readonly kind: 'proposeHomages'; readonly query: ProposalQuery }
  /** Nothing; answered once the index is loaded. */
  | { readonly kind: 'warmUp' };

/** A question as it goes to the worker. */
export interface SearchRequest {
  readonly id: number;
  readonly limit: number;
  readonly question: SearchQuestion;
}

/** Nobody waits for the answer to a question any more. */
export interface SearchCancel {
  readonly cancels: SearchRequest['id'];
}

/** The answer to a question; a failure says why, for the log and not for people. */
export type SearchReply =
  | { readonly id: number; readonly hits: readonly EchoHit[] }
  | { readonly id: number; readonly colourHits: PackedColourHits }
  | { readonly id: number; readonly failure: string };

/** Either end of the line: a worker, a worker's own scope, a message port. */
export interface SearchLine {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
