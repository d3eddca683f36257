import { boardEdges } from '../../shared/board/boardEdges.ts';
import type { Board, BoardItem } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { BoardId, FrameId, HomageLinkId, MomentId, WorkId } from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';
import { homageOrder } from '../../shared/print/homageOrder.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';

/** A board with every row that its print needs. */
export interface BoardRows {
  readonly board: Board;
  readonly items: readonly BoardItem[];
  /** MV by MV, column by column, in the order in which the board reads. */
  readonly links: readonly HomageLink[];
  readonly frames: ReadonlyMap<FrameId, Frame>;
  readonly works: ReadonlyMap<WorkId, Work>;
  readonly moments: ReadonlyMap<MomentId, Moment>;
}

/**
 * Reads a board in one transaction, so that what is printed was all true at one time.
 * @throws Error where the board is not there any more
 */
export async function readBoard(database: AfterimageDatabase, boardId: BoardId): Promise<BoardRows> {
  const { boards, boardItems, links: linkTable, frames, works, moments } = database;
  return await database.transaction(
    'r',
    [boards, boardItems, linkTable, frames, works, moments],
    async () => {
      const board = await boards.get(boardId);
      if (board === undefined) throw new Error('The board is not there any more.');
      const items = await boardItems.where('boardId').equals(boardId).toArray();
      const linkIds = items.flatMap(({ content }) => (content.kind === 'link' ? [content.linkId] : []));
      const links = byId(await linkTable.bulkGet([...new Set(linkIds)]));
      const ends = [...links.values()].flatMap((link) => [...link.from, ...link.to]);
      const frameIds = [
        ...items.flatMap(({ content }) =>
          content.kind === 'frame' || content.kind === 'palette' ? [content.frameId] : [],
        ),
        ...ends.flatMap((end) => (end.type === 'frame' ? [end.frameId] : [])),
      ];
      const momentIds = [
        ...items.flatMap(({ content }) => (content.kind === 'moment' ? [content.momentId] : [])),
        ...ends.flatMap((end) => (end.type === 'moment' ? [end.momentId] : [])),
      ];
      const frameRows = byId(await frames.bulkGet([...new Set(frameIds)]));
      const momentRows = byId(await moments.bulkGet([...new Set(momentIds)]));
      const workIds = [
        ...items.flatMap(({ content }) => (content.kind === 'work' ? [content.workId] : [])),
        ...ends.map((end) => end.workId),
        ...[...frameRows.values()].map((frame) => frame.workId),
        ...[...momentRows.values()].map((moment) => moment.workId),
      ];
      return {
        board,
        items,
        links: inReadingOrder(items, links),
        frames: frameRows,
        works: byId(await works.bulkGet([...new Set(workIds)])),
        moments: momentRows,
      };
    },
  );
}

function byId<T extends { id: string }>(rows: readonly (T | undefined)[]): Map<T['id'], T> {
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
}

/** Links in the order of their MVs on the board; those whose ends are not on it come last. */
function inReadingOrder(
  items: readonly BoardItem[],
  links: ReadonlyMap<HomageLinkId, HomageLink>,
): HomageLink[] {
  const drawn = new Map(boardEdges(items, links).map(({ linkId, pairs }) => [linkId, pairs[0]]));
  const placed = [...links.values()].map((link) => ({
    link,
    groupId: link.from[0]?.workId ?? '',
    place: drawn.get(link.id) ?? null,
  }));
  return homageOrder(placed).map(({ link }) => link);
}
