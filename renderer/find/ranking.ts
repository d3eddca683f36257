import type { FrameId } from '../../shared/domain/ids.ts';
import type { ColourSearch } from '../../shared/domain/searchFilter.ts';
import type { ColourHit, EchoHit, EchoWeights, SearchClient } from '../search/searchClient.ts';
import { colourQueryOf } from './colourSearch.ts';

/** How a frame answers the search. */
export interface FrameHit {
  /** 0-1. */
  readonly score: number;
  /** By colours; null where none were looked for. */
  readonly colours: ColourHit | null;
  /** By likeness; null where that was not asked. */
  readonly look: EchoHit | null;
}

/** Frames that answer a search, best first. */
export interface Ranking {
  readonly order: readonly FrameId[];
  readonly hits: ReadonlyMap<FrameId, FrameHit>;
  /** There may be more that answer it, each less than all of these. */
  readonly isCut: boolean;
}

export interface RankingQuestion {
  readonly colours: ColourSearch | null;
  readonly likeFrameId: FrameId | null;
  readonly weights: EchoWeights;
  readonly mirrored: boolean;
  /** Only these frames; null for all. */
  readonly among: readonly FrameId[] | null;
}

/** More than anybody looks through; the rest matches less than all of these. Likeness is compared in full for each. */
export const mostHits = { colours: 1000, look: 240 } as const;

/** Asks for frames by colours, by likeness to a frame, or by both: then a frame has to answer both. */
export async function rankFrames(
  client: SearchClient,
  question: RankingQuestion,
  signal?: AbortSignal,
): Promise<Ranking> {
  const { colours, likeFrameId, weights, mirrored, among } = question;
  const byColours =
    colours === null ? null : await client.byColours(colourQueryOf(colours), among, mostHits.colours);
  const byLook =
    likeFrameId === null
      ? null
      : await client.echoes(
          {
            frameIds: [likeFrameId],
            weights,
            mirrored,
            amongWorkIds: null,
            amongFrameIds: byColours === null ? among : byColours.map(({ frameId }) => frameId),
            exceptWorkIds: [],
          },
          mostHits.look,
          signal,
        );
  const looks = new Map((byLook ?? []).map((hit) => [hit.frameId, hit]));
  const found: { id: FrameId; hit: FrameHit }[] = [];
  if (byColours !== null) {
    for (const hit of byColours) {
      const look = looks.get(hit.frameId) ?? null;
      if (byLook !== null && look === null) continue;
      const score = hit.score * (look?.score ?? 1);
      found.push({ id: hit.frameId, hit: { score, colours: hit, look } });
    }
  } else {
    for (const look of looks.values()) {
      found.push({ id: look.frameId, hit: { score: look.score, colours: null, look } });
    }
  }
  found.sort((a, b) => b.hit.score - a.hit.score);
  return {
    order: found.map(({ id }) => id),
    hits: new Map(found.map(({ id, hit }) => [id, hit])),
    isCut: byColours?.length === mostHits.colours || byLook?.length === mostHits.look,
  };
}
