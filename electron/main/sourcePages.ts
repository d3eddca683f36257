import { randomUUID } from 'node:crypto';
import type { SourceRef } from '../../shared/contract/contract.ts';

/** A message holds this many sources; more would hold up the window while it takes them in. */
const pageSize = 500;
/** Lists that nobody fetched to their end are given up, oldest first. */
const mostLists = 20;

/** Hands long lists of sources to the window piece by piece. */
export interface SourcePages {
  /** The first piece; `moreId` asks for the next, null where there is none. */
  first(sources: readonly SourceRef[]): { sources: SourceRef[]; moreId: string | null };
  next(moreId: string): { sources: SourceRef[]; moreId: string | null };
}

export function makeSourcePages(): SourcePages {
  const rests = new Map<string, readonly SourceRef[]>();
  const first: SourcePages['first'] = (sources) => {
    const rest = sources.slice(pageSize);
    if (rest.length === 0) return { sources: [...sources], moreId: null };
    const moreId = randomUUID();
    rests.set(moreId, rest);
    for (const id of [...rests.keys()].slice(0, -mostLists)) rests.delete(id);
    return { sources: sources.slice(0, pageSize), moreId };
  };
  return {
    first,
    next: (moreId) => {
      const rest = rests.get(moreId) ?? [];
      rests.delete(moreId);
      return first(rest);
    },
  };
}
