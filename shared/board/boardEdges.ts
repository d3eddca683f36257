import type { BoardItem } from '../domain/board.ts';
import type { HomageLink, LinkEnd } from '../domain/homageLink.ts';
import type { HomageLinkId } from '../domain/ids.ts';
import { type BoardRect, type EdgePath, edgePath } from './edgePath.ts';

type PlacedItem = Pick<BoardItem, 'id' | 'x' | 'y' | 'width' | 'height' | 'content'>;
type EdgeLink = Pick<HomageLink, 'id' | 'from' | 'to'>;

/** Two items between which a link is drawn. */
export interface EdgePair<T> {
  readonly from: T;
  readonly to: T;
}

/**
 * Which items the edges of a link run between. Ends are paired in order (what one side has more goes to the
 * other side's last); an end whose own item is not on the board is stood for by its work's card. Where an end
 * stands on the board more than once, the copies nearest to each other are taken. The first pair carries the
 * label; none means that the link is not drawn.
 */
export function linkEdgePairs<T extends PlacedItem>(link: EdgeLink, items: Iterable<T>): EdgePair<T>[] {
  return edgePairsOf(link, indexByEnd(items));
}

/** The edges of every link item on a board, by link; the first path of each carries the label. */
export function boardEdges<T extends PlacedItem>(
  items: readonly T[],
  links: ReadonlyMap<HomageLinkId, EdgeLink>,
): { linkId: HomageLinkId; item: T; pairs: EdgePair<T>[]; paths: EdgePath[] }[] {
  const index = indexByEnd(items);
  return items.flatMap((item) => {
    if (item.content.kind !== 'link') return [];
    const link = links.get(item.content.linkId);
    const pairs = link === undefined ? [] : edgePairsOf(link, index);
    const paths = pairs.map(({ from, to }) => edgePath(from, to));
    return pairs.length === 0 ? [] : [{ linkId: item.content.linkId, item, pairs, paths }];
  });
}

type EndIndex<T> = ReadonlyMap<string, readonly T[]>;

function indexByEnd<T extends PlacedItem>(items: Iterable<T>): EndIndex<T> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    const key = itemKey(item);
    if (key === null) continue;
    const there = index.get(key);
    if (there === undefined) index.set(key, [item]);
    else there.push(item);
  }
  return index;
}

function itemKey({ content }: PlacedItem): string | null {
  if (content.kind === 'frame') return `frame ${content.frameId}`;
  if (content.kind === 'moment') return `moment ${content.momentId}`;
  return content.kind === 'work' ? `work ${content.workId}` : null;
}

function edgePairsOf<T extends PlacedItem>(link: EdgeLink, index: EndIndex<T>): EdgePair<T>[] {
  const from = standIns(link.from, index);
  const to = standIns(link.to, index);
  const count = from.length === 0 || to.length === 0 ? 0 : Math.max(from.length, to.length);
  const pairs: EdgePair<T>[] = [];
  for (let at = 0; at < count; at += 1) {
    const starts = from[Math.min(at, from.length - 1)] ?? [];
    const ends = to[Math.min(at, to.length - 1)] ?? [];
    const pair = nearestPair(starts, ends);
    if (pair !== null && !pairs.some((known) => known.from === pair.from && known.to === pair.to)) {
      pairs.push(pair);
    }
  }
  return pairs;
}

/** For each end that is on the board, the items that show it. */
function standIns<T extends PlacedItem>(ends: readonly LinkEnd[], index: EndIndex<T>): (readonly T[])[] {
  return ends.flatMap((end) => {
    const key = end.type === 'frame' ? `frame ${end.frameId}` : `moment ${end.momentId}`;
    const found = index.get(key) ?? index.get(`work ${end.workId}`);
    return found === undefined ? [] : [found];
  });
}

function nearestPair<T extends BoardRect>(starts: readonly T[], ends: readonly T[]): EdgePair<T> | null {
  let best: EdgePair<T> | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const from of starts) {
    for (const to of ends) {
      const distance = centreDistance(from, to);
      if (from !== to && distance < bestDistance) {
        bestDistance = distance;
        best = { from, to };
      }
    }
  }
  return best;
}

function centreDistance(a: BoardRect, b: BoardRect): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}
