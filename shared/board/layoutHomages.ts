import type { BoardItemContent } from '../domain/board.ts';
import type { HomageLink, LinkEnd } from '../domain/homageLink.ts';
import type { FrameId, WorkId } from '../domain/ids.ts';
import { boundsOf } from './boundsOf.ts';
import { type BoardSize, frameItemSize, frameStripSpace, itemSize } from './itemSize.ts';

/** An item with its place, but without id, board and stacking order (which is the order of the list). */
export interface PlannedItem {
  x: number;
  y: number;
  width: number;
  height: number;
  rotation: 0;
  content: BoardItemContent;
}

export interface LayoutHomagesInput {
  /** In the order in which they shall stand. */
  readonly links: readonly Pick<HomageLink, 'id' | 'from' | 'to'>[];
  /**
   * Shape of every frame that has a picture: `picture.area` of the frame (any unit, only the ratio counts).
   * An end whose frame is missing here is left out.
   */
  readonly frameSizes: ReadonlyMap<FrameId, BoardSize>;
}

/** Distances of the layout, board units. */
const gaps = {
  /** Between a work card and its frames. */
  card: 20,
  /** Between the two sides of a link, room for its label. */
  link: 244,
  /** Between frames of one side. */
  frame: 24,
  /** Between links of one MV. */
  row: 28,
  /** Between MVs. */
  group: 72,
  column: 128,
} as const;

const frameWidth = itemSize.frameBox.width;
const groupWidth = 2 * (itemSize.work.width + gaps.card + frameWidth) + gaps.link;

/** The shape that a whole board comes near to: a landscape page or screen. */
const wantedAspect = 1.5;

/**
 * Arranges homage links as a whole board. Every MV is a group: its card and frames on the left, the frames
 * and cards of its films on the right, one row a link, room for the link's label between. Groups stand below
 * each other, in as many columns as bring the board nearest to a page's shape. Within a group a frame, moment
 * or work card stands once; the same film frame remembered by two MVs stands in both groups. No two items
 * overlap, and the same input gives the same places.
 */
export function layoutHomages(input: LayoutHomagesInput): PlannedItem[] {
  const groups = groupByFirstWork(input.links).map((links) => layoutGroup(links, input.frameSizes));
  const placed = placeInColumns(groups);
  const edges = input.links.map((link): PlannedItem => {
    const content: BoardItemContent = { kind: 'link', linkId: link.id };
    return { x: 0, y: 0, ...itemSize.link, rotation: 0, content };
  });
  return [...placed, ...edges];
}

type PlannedLink = LayoutHomagesInput['links'][number];

function groupByFirstWork(links: readonly PlannedLink[]): PlannedLink[][] {
  const groups = new Map<WorkId, PlannedLink[]>();
  for (const link of links) {
    const workId = link.from[0]?.workId;
    if (workId === undefined) continue;
    const group = groups.get(workId);
    if (group === undefined) groups.set(workId, [link]);
    else group.push(link);
  }
  return [...groups.values()].map(gatherByFilm);
}

/** Keeps the order, but brings the links to one film together so that its card stands once beside them. */
function gatherByFilm(links: readonly PlannedLink[]): PlannedLink[] {
  const films = new Map<WorkId | undefined, PlannedLink[]>();
  for (const link of links) {
    const film = link.to[0]?.workId;
    films.set(film, [...(films.get(film) ?? []), link]);
  }
  return [...films.values()].flat();
}

type Side = 'from' | 'to';

/** One end with its work card where this is the work's first place on its side of the group. */
interface Cell {
  content: BoardItemContent;
  size: BoardSize;
  /** Including the palette strip and the card beside it. */
  height: number;
  cardOf: WorkId | null;
}

function layoutGroup(
  links: readonly PlannedLink[],
  frameSizes: ReadonlyMap<FrameId, BoardSize>,
): PlannedItem[] {
  const seen = { from: new Set<string>(), to: new Set<string>() };
  const items: PlannedItem[] = [];
  let top = 0;
  for (const link of links) {
    const from = newCells(link.from, seen.from, frameSizes);
    const to = newCells(link.to, seen.to, frameSizes);
    const { fromTops, toTops, height } = rowPlaces(from, to);
    if (height === 0) continue;
    items.push(...placeStack(from, 'from', fromTops, top), ...placeStack(to, 'to', toTops, top));
    top += height + gaps.row;
  }
  return items;
}

/** Cells for the ends that do not stand on this side of the group yet. */
function newCells(
  ends: readonly LinkEnd[],
  seen: Set<string>,
  frameSizes: ReadonlyMap<FrameId, BoardSize>,
): Cell[] {
  const cells: Cell[] = [];
  for (const end of ends) {
    const cell = cellOf(end, frameSizes);
    const key = end.type === 'frame' ? `frame ${end.frameId}` : `moment ${end.momentId}`;
    if (cell === null || seen.has(key)) continue;
    seen.add(key);
    const workKey = `work ${end.workId}`;
    if (!seen.has(workKey)) {
      seen.add(workKey);
      cell.cardOf = end.workId;
      cell.height = Math.max(cell.height, itemSize.work.height);
    }
    cells.push(cell);
  }
  return cells;
}

function cellOf(end: LinkEnd, frameSizes: ReadonlyMap<FrameId, BoardSize>): Cell | null {
  if (end.type === 'moment') {
    const content: BoardItemContent = { kind: 'moment', momentId: end.momentId };
    return { content, size: itemSize.moment, height: itemSize.moment.height, cardOf: null };
  }
  const shape = frameSizes.get(end.frameId);
  if (shape === undefined) return null;
  const size = frameItemSize(shape);
  const content: BoardItemContent = { kind: 'frame', frameId: end.frameId };
  return { content, size, height: size.height + frameStripSpace, cardOf: null };
}

function stackHeight(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.height, Math.max(0, cells.length - 1) * gaps.frame);
}

/** Where the cells of a row begin, from the row's top. */
interface RowPlaces {
  fromTops: readonly number[];
  toTops: readonly number[];
  height: number;
}

/** Ends that pair stand at the same height, so that their edge is straight; else the shorter side is centred. */
function rowPlaces(from: readonly Cell[], to: readonly Cell[]): RowPlaces {
  if (from.length !== to.length) {
    const height = Math.max(stackHeight(from), stackHeight(to));
    return { fromTops: centredTops(from, height), toTops: centredTops(to, height), height };
  }
  const fromTops: number[] = [];
  const toTops: number[] = [];
  let next = 0;
  from.forEach((cell, index) => {
    const other = to[index] ?? cell;
    const tallest = Math.max(cell.size.height, other.size.height);
    const tops = [cell, other].map(({ size }) => (tallest - size.height) / 2) as [number, number];
    fromTops.push(next + tops[0]);
    toTops.push(next + tops[1]);
    next += Math.max(tops[0] + cell.height, tops[1] + other.height) + gaps.frame;
  });
  return { fromTops, toTops, height: Math.max(0, next - gaps.frame) };
}

function centredTops(cells: readonly Cell[], rowHeight: number): number[] {
  let next = (rowHeight - stackHeight(cells)) / 2;
  return cells.map(({ height }) => {
    const top = next;
    next += height + gaps.frame;
    return top;
  });
}

/** Places a side's cells; frames keep to the side of the edges, work cards stand outside. */
function placeStack(
  cells: readonly Cell[],
  side: Side,
  tops: readonly number[],
  rowTop: number,
): PlannedItem[] {
  const framesLeft = itemSize.work.width + gaps.card;
  return cells.flatMap((cell, index) => {
    const y = rowTop + (tops[index] ?? 0);
    const x =
      side === 'from' ? framesLeft + frameWidth - cell.size.width : framesLeft + frameWidth + gaps.link;
    const items: PlannedItem[] = [{ x, y, ...cell.size, rotation: 0, content: cell.content }];
    if (cell.cardOf !== null) {
      const cardX = side === 'from' ? 0 : groupWidth - itemSize.work.width;
      const content: BoardItemContent = { kind: 'work', workId: cell.cardOf };
      items.push({ x: cardX, y, ...itemSize.work, rotation: 0, content });
    }
    return items;
  });
}

function groupHeight(group: readonly PlannedItem[]): number {
  const bounds = boundsOf(group);
  return bounds === null ? 0 : bounds.y + bounds.height + frameStripSpace;
}

/** Stacks the groups in one or more columns, whichever comes nearest to the wanted shape. */
function placeInColumns(groups: readonly PlannedItem[][]): PlannedItem[] {
  const drawn = groups.filter((group) => group.length > 0);
  const heights = drawn.map(groupHeight);
  let best: number[] = [];
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let count = 1; count <= drawn.length; count += 1) {
    const columns = splitEvenly(heights, count);
    const width = (Math.max(...columns) + 1) * (groupWidth + gaps.column) - gaps.column;
    const miss = Math.abs(Math.log(width / tallestColumn(heights, columns) / wantedAspect));
    if (miss < bestMiss) {
      bestMiss = miss;
      best = columns;
    }
  }
  const tops = new Map<number, number>();
  return drawn.flatMap((group, index) => {
    const column = best[index] ?? 0;
    const top = tops.get(column) ?? 0;
    tops.set(column, top + (heights[index] ?? 0) + gaps.group);
    const left = column * (groupWidth + gaps.column);
    return group.map((item) => ({ ...item, x: item.x + left, y: item.y + top }));
  });
}

/** Column of each group: in order, at most `count` columns, the tallest as low as can be. */
function splitEvenly(heights: readonly number[], count: number): number[] {
  const total = heights.reduce((sum, height) => sum + height + gaps.group, 0);
  let low = Math.max(0, ...heights);
  let high = total;
  let best = heights.map(() => 0);
  for (let step = 0; step < 40; step += 1) {
    const limit = (low + high) / 2;
    const columns = fillColumns(heights, limit);
    if ((columns.at(-1) ?? 0) < count) {
      best = columns;
      high = limit;
    } else {
      low = limit;
    }
  }
  return best;
}

function fillColumns(heights: readonly number[], limit: number): number[] {
  let column = 0;
  let filled = 0;
  return heights.map((height) => {
    if (filled > 0 && filled + gaps.group + height > limit) {
      column += 1;
      filled = height;
    } else {
      filled += (filled > 0 ? gaps.group : 0) + height;
    }
    return column;
  });
}

function tallestColumn(heights: readonly number[], columns: readonly number[]): number {
  const tops = new Map<number, number>();
  heights.forEach((height, index) => {
    const column = columns[index] ?? 0;
    const before = tops.get(column);
    tops.set(column, before === undefined ? height : before + gaps.group + height);
  });
  return Math.max(1, ...tops.values());
}
