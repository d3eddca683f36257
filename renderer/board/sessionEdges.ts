import { boardEdges, type EdgePair } from '../../shared/board/boardEdges.ts';
import type { EdgePath } from '../../shared/board/edgePath.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { HomageLinkId } from '../../shared/domain/ids.ts';
import type { BoardContent, BoardState } from './boardSession.ts';

/** A homage link as the board draws it. */
export interface DrawnEdge {
  readonly linkId: HomageLinkId;
  /** The board item that says the link is drawn. */
  readonly item: BoardItem;
  readonly pairs: readonly EdgePair<BoardItem>[];
  readonly paths: readonly EdgePath[];
}

interface Known {
  readonly links: ReadonlyMap<HomageLinkId, HomageLink>;
  readonly edges: readonly DrawnEdge[];
}

const known = new WeakMap<BoardState['items'], Known>();

/** The drawn links of a board; worked out once for each state of items and links. */
export function sessionEdges(items: BoardState['items'], links: BoardContent['links']): readonly DrawnEdge[] {
  const before = known.get(items);
  if (before !== undefined && before.links === links) return before.edges;
  const edges = boardEdges([...items.values()], links);
  known.set(items, { links, edges });
  return edges;
}
