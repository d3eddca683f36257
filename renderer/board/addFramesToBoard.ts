import { boundsOf } from '../../shared/board/boundsOf.ts';
import { gridFrames } from '../../shared/board/gridFrames.ts';
import { frameStripSpace, itemSize } from '../../shared/board/itemSize.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { BoardId, FrameId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { historyOf } from './boardHistory.ts';
import { newItem, topZ } from './newItem.ts';
import { saveBoardDiff } from './saveBoardDiff.ts';

/**
 * Places frames in rows below what a board shows already, with the homage links that they bring together.
 * One transaction, one undo entry. Frames that are not in the library are left out.
 * @returns how many frames were placed
 */
export async function addFramesToBoard(
  database: AfterimageDatabase,
  boardId: BoardId,
  frameIds: readonly FrameId[],
): Promise<number> {
  const { boardItems, boards, frames, links } = database;
  const added = await database.transaction('rw', boardItems, boards, frames, links, async () => {
    const present = await boardItems.where('boardId').equals(boardId).toArray();
    const rows = (await frames.bulkGet([...new Set(frameIds)])).filter((frame) => frame !== undefined);
    const bounds = boundsOf(present.filter(({ content }) => content.kind !== 'link'));
    const corner =
      bounds === null ? { x: 0, y: 0 } : { x: bounds.x, y: bounds.y + bounds.height + frameStripSpace + 56 };
    const places = gridFrames(
      rows.map((frame) => frame.picture.area),
      corner,
    );
    let z = topZ(present);
    const items = rows.flatMap((frame, index): BoardItem[] => {
      const place = places[index];
      if (place === undefined) return [];
      return [newItem(boardId, { kind: 'frame', frameId: frame.id }, place, z++)];
    });
    const newIds = new Set(rows.map((frame) => frame.id));
    for (const link of linksBroughtTogether(await links.toArray(), [...present, ...items], newIds)) {
      items.push(newItem(boardId, { kind: 'link', linkId: link.id }, { x: 0, y: 0, ...itemSize.link }, z++));
    }
    await saveBoardDiff(database, boardId, { added: items, updated: [], removed: [] });
    return items;
  });
  const count = added.filter(({ content }) => content.kind === 'frame').length;
  const label = count === 1 ? 'Add frame' : `Add ${count} frames`;
  historyOf(boardId).push({ diff: { added, updated: [], removed: [] }, label, mergeKey: null });
  return count;
}

/** Links not drawn yet that touch a new frame and have something to be drawn between. */
export function linksBroughtTogether(
  links: readonly HomageLink[],
  items: readonly BoardItem[],
  newFrameIds: ReadonlySet<FrameId>,
): HomageLink[] {
  const shown = new Set<string>();
  const drawn = new Set<string>();
  for (const { content } of items) {
    if (content.kind === 'frame') shown.add(content.frameId);
    if (content.kind === 'moment') shown.add(content.momentId);
    if (content.kind === 'link') drawn.add(content.linkId);
  }
  const isShown = (end: HomageLink['from'][number]): boolean =>
    shown.has(end.type === 'frame' ? end.frameId : end.momentId);
  return links.filter(
    (link) =>
      !drawn.has(link.id) &&
      link.from.some(isShown) &&
      link.to.some(isShown) &&
      [...link.from, ...link.to].some((end) => end.type === 'frame' && newFrameIds.has(end.frameId)),
  );
}
