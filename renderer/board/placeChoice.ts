import { linkEdgePairs } from '../../shared/board/boardEdges.ts';
import { boundsOf } from '../../shared/board/boundsOf.ts';
import type { BoardPoint, BoardRect } from '../../shared/board/edgePath.ts';
import { type BoardSize, frameItemSize, itemSize, paletteItemSize } from '../../shared/board/itemSize.ts';
import { layoutHomages } from '../../shared/board/layoutHomages.ts';
import type { BoardItem, BoardItemContent } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { Work } from '../../shared/domain/work.ts';
import { linksBroughtTogether } from './addFramesToBoard.ts';
import { addItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';

/** Something of the library that can be put on a board. */
export type BoardChoice =
  | { kind: 'frame' | 'palette'; frame: Frame }
  | { kind: 'work'; work: Work }
  | { kind: 'link'; link: HomageLink };

interface Placing {
  content: BoardItemContent;
  rect: BoardRect;
}

/**
 * Puts something of the library on the board with its middle at a point; a frame brings the homage links
 * to what is there already, a link brings the ends that are not there yet.
 */
export async function placeChoice(
  session: BoardSession,
  choice: BoardChoice,
  at: BoardPoint,
): Promise<BoardItem[]> {
  switch (choice.kind) {
    case 'frame':
      return placeFrame(session, choice.frame, at);
    case 'palette': {
      const size = paletteItemSize(choice.frame.palette.length);
      const content: BoardItemContent = { kind: 'palette', frameId: choice.frame.id };
      return addItems(session, [{ content, rect: freePlace(session, at, size) }], 'Add palette');
    }
    case 'work': {
      const content: BoardItemContent = { kind: 'work', workId: choice.work.id };
      return addItems(session, [{ content, rect: freePlace(session, at, itemSize.work) }], 'Add work');
    }
    default:
      return await placeLink(session, choice.link, at);
  }
}

function placeFrame(session: BoardSession, frame: Frame, at: BoardPoint): BoardItem[] {
  const size = frameItemSize(frame.picture.area);
  const placed: Placing = {
    content: { kind: 'frame', frameId: frame.id },
    rect: freePlace(session, at, size),
  };
  const present = [...session.state.items.values()];
  const stand = { ...placed.rect, id: 'new', content: placed.content } as BoardItem;
  const links = [...session.content.getState().links.values()];
  const edges = linksBroughtTogether(links, [...present, stand], new Set([frame.id])).map(edgePlacing);
  const added = addItems(session, [placed, ...edges], 'Add frame');
  session.select(added.slice(0, 1).map((item) => item.id));
  return added;
}

function edgePlacing(link: HomageLink): Placing {
  return { content: { kind: 'link', linkId: link.id }, rect: { x: 0, y: 0, ...itemSize.link } };
}

/** Draws a link; where its ends are not on the board they come with it, laid out beside each other. */
export async function placeLink(
  session: BoardSession,
  link: HomageLink,
  at: BoardPoint,
): Promise<BoardItem[]> {
  const present = [...session.state.items.values()];
  const drawn = present.find(({ content }) => content.kind === 'link' && content.linkId === link.id);
  if (linkEdgePairs(link, present).length > 0) {
    if (drawn === undefined) return addItems(session, [edgePlacing(link)], 'Add link');
    session.select([drawn.id]);
    return [drawn];
  }
  const frameIds = [...link.from, ...link.to].flatMap((end) => (end.type === 'frame' ? [end.frameId] : []));
  const frames = (await session.database.frames.bulkGet(frameIds)).filter((frame) => frame !== undefined);
  const frameSizes = new Map(frames.map((frame) => [frame.id, frame.picture.area]));
  const plan = layoutHomages({ links: [link], frameSizes }).filter(({ content }) => content.kind !== 'link');
  const bounds = boundsOf(plan) ?? { x: 0, y: 0, width: 0, height: 0 };
  const place = freePlace(session, at, bounds);
  const dx = place.x - bounds.x;
  const dy = place.y - bounds.y;
  const placings = plan.map(
    ({ content, x, y, width, height }): Placing => ({
      content,
      rect: { x: x + dx, y: y + dy, width, height },
    }),
  );
  const edge = drawn === undefined ? [edgePlacing(link)] : [];
  const added = addItems(session, [...placings, ...edge], 'Add link');
  const own = drawn ?? added.at(-1);
  if (own !== undefined) session.select([own.id]);
  return added;
}

/** A rectangle about a point, stepped aside until it does not hide another that begins at the same place. */
export function freePlace(session: BoardSession, at: BoardPoint, size: BoardSize): BoardRect {
  const taken = [...session.state.items.values()];
  let x = Math.round(at.x - size.width / 2);
  let y = Math.round(at.y - size.height / 2);
  while (taken.some((item) => Math.abs(item.x - x) < 12 && Math.abs(item.y - y) < 12)) {
    x += 24;
    y += 24;
  }
  return { x, y, width: size.width, height: size.height };
}
