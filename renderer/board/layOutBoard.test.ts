import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyDiff } from '../../shared/board/boardDiff.ts';
import { rectsOverlap } from '../../shared/board/boundsOf.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import { type BoardId, workIdSchema } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { addFramesToBoard } from './addFramesToBoard.ts';
import { historyOf } from './boardHistory.ts';
import { createBoard } from './boardStore.ts';
import { drawnRect } from './hitTest.ts';
import { layOutHomages } from './layOutBoard.ts';
import { boardItem, frameEnd, homageLink, libraryFrame } from './testing/boardRecords.ts';

const mv = workIdSchema.parse('work-mv');
const film = workIdSchema.parse('work-film');

describe('laying out and adding', () => {
  let database: AfterimageDatabase;
  let boardId: BoardId;
  let mvFrames: Frame[];
  let filmFrames: Frame[];
  const links = () => [
    homageLink('l1', [frameEnd(mvFrames[0] as Frame)], [frameEnd(filmFrames[0] as Frame)]),
    homageLink('l2', [frameEnd(mvFrames[1] as Frame)], [frameEnd(filmFrames[1] as Frame)]),
  ];
  const itemsOf = async (id: BoardId) => await database.boardItems.where('boardId').equals(id).toArray();
  const kinds = (items: readonly BoardItem[]) => items.map(({ content }) => content.kind).sort();

  beforeEach(async () => {
    database = new AfterimageDatabase(`layout-${crypto.randomUUID()}`);
    boardId = await createBoard(database);
    mvFrames = [0, 1, 2].map((index) => libraryFrame(mv, 1, index));
    filmFrames = [0, 1].map((index) => libraryFrame(film, 2, index));
    await database.frames.bulkAdd([...mvFrames, ...filmFrames]);
    await database.links.bulkAdd(links());
  });
  afterEach(async () => {
    await database.delete();
  });

  it('lays out every link, in one undo entry', async () => {
    expect(await layOutHomages(database, boardId)).toBe(2);
    const items = await itemsOf(boardId);
    expect(kinds(items)).toEqual(['frame', 'frame', 'frame', 'frame', 'link', 'link', 'work', 'work']);
    const entry = historyOf(boardId).undo();
    expect(applyDiff(new Map(items.map((item) => [item.id, item])), entry?.diff as never).size).toBe(0);
    expect(historyOf(boardId).undo()).toBeNull();
  });

  it('lays out only the links asked for', async () => {
    const [first] = links();
    expect(await layOutHomages(database, boardId, first === undefined ? [] : [first.id])).toBe(1);
    expect(kinds(await itemsOf(boardId))).toEqual(['frame', 'frame', 'link', 'work', 'work']);
  });

  it('keeps the bars of what shows them, at their shape', async () => {
    await layOutHomages(database, boardId);
    const of = (items: readonly BoardItem[]) =>
      items.find(({ content }) => content.kind === 'frame' && content.frameId === mvFrames[0]?.id);
    const item = of(await itemsOf(boardId));
    const picture = mvFrames[0]?.picture;
    if (item?.content.kind !== 'frame' || picture === undefined) throw new Error('no frame was laid out');
    await database.boardItems.put({ ...item, content: { ...item.content, showBars: true } });
    await layOutHomages(database, boardId);
    const again = of(await itemsOf(boardId));
    expect(again).toMatchObject({ id: item.id, content: { showBars: true } });
    expect((again?.width ?? 0) / (again?.height ?? 1)).toBeCloseTo(picture.width / picture.height, 9);
  });

  it('laying out again changes nothing but what was moved, and adds no doubles', async () => {
    await layOutHomages(database, boardId);
    const before = await itemsOf(boardId);
    const [moved] = before.filter(({ content }) => content.kind === 'frame');
    await database.boardItems.update(moved?.id as BoardItem['id'], { x: 5000 });
    await layOutHomages(database, boardId);
    expect(await itemsOf(boardId)).toEqual(before);
  });

  it('leaves other items whole and moves them out of the way together', async () => {
    const notes = [
      boardItem(boardId, 'n1', { kind: 'note', text: 'one' }, { x: 40, y: 40 }),
      boardItem(boardId, 'n2', { kind: 'note', text: 'two' }, { x: 240, y: 90 }),
    ];
    await database.boardItems.bulkAdd(notes);
    await layOutHomages(database, boardId);
    const items = await itemsOf(boardId);
    const placed = items.filter(({ content }) => content.kind !== 'note' && content.kind !== 'link');
    const [one, two] = ['n1', 'n2'].map((id) => items.find((item) => item.id === id) as BoardItem);
    expect((two?.x ?? 0) - (one?.x ?? 0)).toBe(200);
    expect((two?.y ?? 0) - (one?.y ?? 0)).toBe(50);
    for (const item of placed) {
      for (const note of [one, two]) {
        expect(rectsOverlap(drawnRect(item), note as BoardItem)).toBe(false);
      }
    }
  });

  it('adds frames below what is there, with the links they bring together', async () => {
    const ids = [...mvFrames.slice(0, 2), ...filmFrames].map((frame) => frame.id);
    expect(await addFramesToBoard(database, boardId, ids.slice(0, 2))).toBe(2);
    expect(kinds(await itemsOf(boardId))).toEqual(['frame', 'frame']);
    const first = await itemsOf(boardId);
    expect(await addFramesToBoard(database, boardId, ids.slice(2))).toBe(2);
    const items = await itemsOf(boardId);
    expect(kinds(items)).toEqual(['frame', 'frame', 'frame', 'frame', 'link', 'link']);
    const foot = Math.max(...first.map((item) => item.y + item.height));
    const known = new Set(first.map((item) => item.id));
    const later = items.filter((item) => item.content.kind === 'frame' && !known.has(item.id));
    expect(Math.min(...later.map((item) => item.y))).toBeGreaterThan(foot);
  });

  it('takes a frame once and leaves out what is not in the library', async () => {
    const [frame] = mvFrames;
    const gone = libraryFrame(mv, 99, 0);
    const ids = [frame?.id, frame?.id, gone.id].filter((id) => id !== undefined);
    expect(await addFramesToBoard(database, boardId, ids)).toBe(1);
  });
});
