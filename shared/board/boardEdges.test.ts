import { describe, expect, it } from 'vitest';
import type { BoardItem, BoardItemContent } from '../domain/board.ts';
import type { LinkEnd } from '../domain/homageLink.ts';
import {
  boardIdSchema,
  boardItemIdSchema,
  frameIdSchema,
  linkIdSchema,
  workIdSchema,
} from '../domain/ids.ts';
import { boardEdges, linkEdgePairs } from './boardEdges.ts';

let nextId = 0;
const item = (content: BoardItemContent, x: number, y: number): BoardItem => ({
  id: boardItemIdSchema.parse(`item${nextId++}`),
  boardId: boardIdSchema.parse('board'),
  x,
  y,
  width: 100,
  height: 60,
  rotation: 0,
  z: nextId,
  content,
});
const frame = (name: string, x: number, y: number): BoardItem =>
  item({ kind: 'frame', frameId: frameIdSchema.parse(name) }, x, y);
const card = (name: string, x: number, y: number): BoardItem =>
  item({ kind: 'work', workId: workIdSchema.parse(name) }, x, y);
const end = (work: string, name: string): LinkEnd => ({
  type: 'frame',
  workId: workIdSchema.parse(work),
  frameId: frameIdSchema.parse(name),
});
const linkId = linkIdSchema.parse('link');
const link = (from: LinkEnd[], to: LinkEnd[]) => ({ id: linkId, from, to });

describe('linkEdgePairs', () => {
  it('pairs the ends in order, what is over going to the last', () => {
    const [a1, a2, a3, b1, b2] = [
      frame('a1', 0, 0),
      frame('a2', 0, 100),
      frame('a3', 0, 200),
      frame('b1', 500, 0),
      frame('b2', 500, 100),
    ];
    const pairs = linkEdgePairs(
      link([end('mv', 'a1'), end('mv', 'a2'), end('mv', 'a3')], [end('film', 'b1'), end('film', 'b2')]),
      [b2, a3, a1, b1, a2],
    );
    expect(pairs).toEqual([
      { from: a1, to: b1 },
      { from: a2, to: b2 },
      { from: a3, to: b2 },
    ]);
  });

  it('takes the copies that stand nearest to each other', () => {
    const far = frame('b', 5000, 0);
    const near = frame('b', 400, 0);
    const start = frame('a', 0, 0);
    expect(linkEdgePairs(link([end('mv', 'a')], [end('film', 'b')]), [far, start, near])).toEqual([
      { from: start, to: near },
    ]);
  });

  it('lets a work’s card stand for an end that is not on the board', () => {
    const start = frame('a', 0, 0);
    const film = card('film', 400, 0);
    const both = link([end('mv', 'a')], [end('film', 'b')]);
    expect(linkEdgePairs(both, [start, film])).toEqual([{ from: start, to: film }]);
    expect(linkEdgePairs(both, [start])).toEqual([]);
  });
});

describe('boardEdges', () => {
  it('draws only links that have an item, from the MV’s right side to the film’s left', () => {
    const start = frame('a', 0, 0);
    const stop = frame('b', 400, 0);
    const edge = item({ kind: 'link', linkId }, 0, 0);
    const links = new Map([[linkId, link([end('mv', 'a')], [end('film', 'b')])]]);
    expect(boardEdges([start, stop], links)).toEqual([]);
    const [drawn] = boardEdges([start, stop, edge], links);
    expect(drawn?.item).toBe(edge);
    expect(drawn?.paths[0]?.start).toEqual({ x: 100, y: 30 });
    expect(drawn?.paths[0]?.end).toEqual({ x: 400, y: 30 });
    expect(drawn?.paths[0]?.labelAt).toEqual({ x: 250, y: 30 });
  });
});
