import { type BoardDiff, diffItems } from '../../shared/board/boardDiff.ts';
import { boundsOf, rectsOverlap } from '../../shared/board/boundsOf.ts';
import { layoutHomages, type PlannedItem } from '../../shared/board/layoutHomages.ts';
import type { BoardItem, BoardItemContent } from '../../shared/domain/board.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { BoardId, HomageLinkId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { shownPicture } from '../ui/pictureBars.ts';
import { historyOf } from './boardHistory.ts';
import { framesWithBars } from './framesWithBars.ts';
import { newItem } from './newItem.ts';
import { saveBoardDiff } from './saveBoardDiff.ts';

/**
 * Arranges homage links on a board in one transaction and one undo entry. Items that show what the plan needs
 * are moved, missing ones are added; everything else keeps its arrangement and steps below the plan where
 * it would lie under it.
 * @param linkIds the links to lay out; all of the library without it
 * @returns how many links were laid out
 */
export async function layOutHomages(
  database: AfterimageDatabase,
  boardId: BoardId,
  linkIds?: readonly HomageLinkId[],
): Promise<number> {
  const { boardItems, boards, frames, links } = database;
  const { diff, count } = await database.transaction('rw', boardItems, boards, frames, links, async () => {
    const present = await boardItems.where('boardId').equals(boardId).toArray();
    const chosen =
      linkIds === undefined
        ? inBoardOrder(await links.toArray(), present)
        : (await links.bulkGet([...linkIds])).filter((link) => link !== undefined);
    const frameIds = chosen.flatMap(({ from, to }) =>
      [...from, ...to].flatMap((end) => (end.type === 'frame' ? [end.frameId] : [])),
    );
    const shown = (await frames.bulkGet([...new Set(frameIds)])).filter((frame) => frame !== undefined);
    const withBars = framesWithBars(present);
    const frameSizes = new Map(
      shown.map(({ id, picture }) => [id, shownPicture(picture, withBars.has(id)).area]),
    );
    const plan = layoutHomages({ links: chosen, frameSizes }).map((planned): PlannedItem => {
      const { content } = planned;
      return content.kind === 'frame' && withBars.has(content.frameId)
        ? { ...planned, content: { ...content, showBars: true } }
        : planned;
    });
    const change = planDiff(boardId, present, plan);
    await saveBoardDiff(database, boardId, change);
    return { diff: change, count: chosen.length };
  });
  historyOf(boardId).push({ diff, label: 'Lay out homages', mergeKey: null });
  return count;
}

/** As the board has them already, then the others as they were made. */
function inBoardOrder(links: readonly HomageLink[], present: readonly BoardItem[]): HomageLink[] {
  const places = new Map<HomageLinkId, number>();
  for (const { content, z } of present) if (content.kind === 'link') places.set(content.linkId, z);
  const placeOf = ({ id }: HomageLink): number => places.get(id) ?? Number.MAX_SAFE_INTEGER;
  return [...links].sort((a, b) => placeOf(a) - placeOf(b) || byCreation(a, b));
}

function byCreation(a: HomageLink, b: HomageLink): number {
  return a.createdAt.localeCompare(b.createdAt) || (a.id < b.id ? -1 : 1);
}

/** What brings a board to a plan; each planned place takes an item that shows the same thing where there is one. */
export function planDiff(
  boardId: BoardId,
  present: readonly BoardItem[],
  plan: readonly PlannedItem[],
): BoardDiff<BoardItem> {
  const free = new Map<string, BoardItem[]>();
  for (const item of present) {
    const key = contentKey(item.content);
    if (key !== null) free.set(key, [...(free.get(key) ?? []), item]);
  }
  const used = new Set<BoardItem>();
  const placed = plan.map((planned, z) => {
    const old = free.get(contentKey(planned.content) ?? '')?.shift();
    if (old === undefined) return newItem(boardId, planned.content, planned, z);
    used.add(old);
    return { ...old, ...planned, z };
  });
  const rest = present.filter((item) => !used.has(item));
  const moved = stepAside(rest, placed).map((item, index) => ({ ...item, z: placed.length + index }));
  return diffItems(present, [...placed, ...moved]);
}

/** Moves what is not part of the plan below it, as one, where any of it would lie over the plan. */
function stepAside(rest: readonly BoardItem[], placed: readonly BoardItem[]): readonly BoardItem[] {
  const drawn = (items: readonly BoardItem[]): BoardItem[] =>
    items.filter(({ content }) => content.kind !== 'link');
  const plan = boundsOf(drawn(placed));
  const own = boundsOf(drawn(rest));
  if (plan === null || own === null || !rectsOverlap(plan, own)) return rest;
  const dx = plan.x - own.x;
  const dy = plan.y + plan.height + 96 - own.y;
  return rest.map((item) =>
    item.content.kind === 'link' ? item : { ...item, x: item.x + dx, y: item.y + dy },
  );
}

/** Names what an item shows; null for what is nobody's double (text, palettes). */
function contentKey(content: BoardItemContent): string | null {
  switch (content.kind) {
    case 'frame':
      return `frame ${content.frameId}`;
    case 'work':
      return `work ${content.workId}`;
    case 'moment':
      return `moment ${content.momentId}`;
    case 'link':
      return `link ${content.linkId}`;
    default:
      return null;
  }
}
