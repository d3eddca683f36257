import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BoardItem, boardItemSchema } from '../../shared/domain/board.ts';
import { type BoardId, linkIdSchema, workIdSchema } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { addText } from './addText.ts';
import { copySelected, duplicateSelected, paste } from './boardClipboard.ts';
import { alignSelected, deleteSelected, nudgeSelected, stackSelected } from './boardCommands.ts';
import { moveGesture, resizeGesture } from './boardGestures.ts';
import { BoardSession } from './boardSession.ts';
import { createBoard } from './boardStore.ts';
import { endWriting } from './boardWriting.ts';
import { barsShown, setBars } from './frameBars.ts';
import { placeChoice } from './placeChoice.ts';
import { addSwatchesToBoard, placeSwatches } from './placeSwatches.ts';
import { tabOrder } from './runBoardCommand.ts';
import { boardItem, frameEnd, homageLink, libraryFrame } from './testing/boardRecords.ts';

// Frames of the window come with the display; here a task stands for one.
vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 0));
vi.stubGlobal('cancelAnimationFrame', (request: number) => clearTimeout(request));

const mv = workIdSchema.parse('work-mv');
const film = workIdSchema.parse('work-film');
const mvFrame = libraryFrame(mv, 1, 0);
const filmFrame = libraryFrame(film, 2, 0);
const link = homageLink('link', [frameEnd(mvFrame)], [frameEnd(filmFrame)]);
const noKeys = { shift: false, free: true };

describe('BoardSession', () => {
  let database: AfterimageDatabase;
  let boardId: BoardId;
  let session: BoardSession;

  const stored = async (): Promise<BoardItem[]> => {
    await session.saved();
    return await database.boardItems.where('boardId').equals(boardId).sortBy('z');
  };
  const shown = (): BoardItem[] => [...session.state.items.values()].sort((a, b) => a.z - b.z);
  const idOf = (index: number): BoardItem['id'] => shown()[index]?.id as BoardItem['id'];

  beforeEach(async () => {
    database = new AfterimageDatabase(`session-${crypto.randomUUID()}`);
    boardId = await createBoard(database);
    await database.frames.bulkAdd([mvFrame, filmFrame]);
    await database.links.add(link);
    await database.boardItems.bulkAdd([
      boardItem(boardId, 'a', { kind: 'frame', frameId: mvFrame.id }, { x: 0, z: 0 }),
      boardItem(boardId, 'b', { kind: 'frame', frameId: filmFrame.id }, { x: 400, y: 30, z: 1 }),
      boardItem(boardId, 'c', { kind: 'note', text: '비' }, { x: 0, y: 300, z: 2 }),
      boardItem(boardId, 'd', { kind: 'link', linkId: link.id }, { z: 3 }),
    ]);
    session = new BoardSession(database, boardId);
    session.view = { width: 1000, height: 800 };
    session.start();
    session.content.setState({
      frames: new Map([mvFrame, filmFrame].map((frame) => [frame.id, frame])),
      links: new Map([[link.id, link]]),
    });
    await vi.waitFor(() => expect(session.state.loaded).toBe(true));
  });
  afterEach(async () => {
    session.stop();
    await session.saved();
    await database.delete();
  });

  it('shows a finished drag at once, saves it in one go and undoes it as one', async () => {
    const before = await stored();
    session.select([idOf(0), idOf(2)]);
    const drag = moveGesture(session, { x: 500, y: 400 });
    for (const x of [510, 530, 560]) drag.move({ x, y: 420 }, noKeys);
    expect(await stored()).toEqual(before);
    drag.end();
    expect(shown().map(({ x, y }) => [x, y])).toEqual([
      [60, 20],
      [400, 30],
      [60, 320],
      [0, 0],
    ]);
    expect(await stored()).toEqual(shown());
    expect((await database.boards.get(boardId))?.updatedAt).not.toBe('');
    session.undo();
    expect(await stored()).toEqual(before);
    expect(session.state.undoLabel).toBeNull();
    session.redo();
    expect((await stored())[0]?.x).toBe(60);
  });

  it('gives up a drag without a trace', async () => {
    const before = shown();
    session.select([idOf(0)]);
    const drag = moveGesture(session, { x: 0, y: 0 });
    drag.move({ x: 90, y: 90 }, noKeys);
    drag.cancel();
    expect(shown()).toEqual(before);
    expect(session.state.undoLabel).toBeNull();
  });

  it('snaps to another item and says where', () => {
    session.select([idOf(2)]);
    const drag = moveGesture(session, { x: 0, y: 0 });
    drag.move({ x: 397, y: 0 }, { shift: false, free: false });
    expect(session.guides.map(({ axis, at }) => [axis, at])).toContainEqual(['x', 400]);
    drag.end();
    expect(shown()[2]?.x).toBe(400);
  });

  it('keeps the shape of a picture while it is resized', () => {
    session.select([idOf(0)]);
    const drag = resizeGesture(session, 'se', { x: 0, y: 0 });
    drag.move({ x: 100, y: 5 }, noKeys);
    drag.end();
    expect(shown()[0]).toMatchObject({ x: 0, y: 0, width: 200, height: 120 });
  });

  it('shows the bars of the selected frames in one undo entry, and leaves what has none', async () => {
    const before = await stored();
    session.select([idOf(0), idOf(1), idOf(2)]);
    const frames = () => session.content.getState().frames;
    expect(barsShown(shown(), frames())).toBe('hidden');
    setBars(session, true);
    expect(barsShown(shown(), frames())).toBe('all');
    const { picture } = mvFrame;
    const [a, b, note] = await stored();
    for (const item of [a, b]) {
      expect(item?.content).toMatchObject({ kind: 'frame', showBars: true });
      const was = before.find(({ id }) => id === item?.id);
      // The picture between the bars stays where it was.
      expect(item?.width).toBe(was?.width);
      expect(item?.height).toBeCloseTo((60 * picture.height) / picture.area.height, 9);
      expect(item?.y).toBeCloseTo((was?.y ?? 0) - (60 * picture.area.y) / picture.area.height, 9);
    }
    expect(note).toEqual(before[2]);
    session.select([idOf(1)]);
    setBars(session, false);
    expect(barsShown(shown(), frames())).toBe('some');
    expect((await stored())[1]?.content).toEqual({ kind: 'frame', frameId: filmFrame.id });
    session.undo();
    session.undo();
    expect(await stored()).toEqual(before);
  });

  it('has no bars to show without a frame that has any', () => {
    const { picture } = mvFrame;
    const whole = { ...picture, area: { x: 0, y: 0, width: picture.width, height: picture.height } };
    session.content.setState({ frames: new Map([[mvFrame.id, { ...mvFrame, picture: whole }]]) });
    expect(barsShown(shown(), session.content.getState().frames)).toBe('none');
    session.select([idOf(0)]);
    setBars(session, true);
    expect(session.state.undoLabel).toBeNull();
  });

  it('makes quick steps of the arrow keys one undo entry', async () => {
    session.select([idOf(0)]);
    nudgeSelected(session, 1, 0);
    nudgeSelected(session, 10, 0);
    nudgeSelected(session, 0, 1);
    expect((await stored())[0]).toMatchObject({ x: 11, y: 1 });
    session.undo();
    expect((await stored())[0]).toMatchObject({ x: 0, y: 0 });
  });

  it('deletes a frame with the edge that hung on it, and undo brings both back', async () => {
    const before = await stored();
    session.select([idOf(1)]);
    deleteSelected(session);
    expect((await stored()).map((item) => item.id)).toEqual(['a', 'c']);
    session.undo();
    expect(await stored()).toEqual(before);
  });

  it('duplicates and pastes with new ids, and draws a link only once', async () => {
    session.select(shown().map((item) => item.id));
    duplicateSelected(session);
    copySelected(session);
    paste(session);
    const items = await stored();
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    expect(items.filter(({ content }) => content.kind === 'link')).toHaveLength(1);
    expect(items.filter(({ content }) => content.kind === 'note').map((item) => item.x)).toEqual([0, 24, 48]);
    expect(session.state.selection.size).toBe(3);
  });

  it('keeps a new item selected when an older reading of the board arrives late', async () => {
    await stored();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const older = database.boardItems.where('boardId').equals(boardId).toArray();
    const arrivingLate = older.then(async (rows) => released.then(() => rows));
    const reading = { equals: () => ({ toArray: () => arrivingLate }) };
    vi.spyOn(database.boardItems, 'where').mockImplementationOnce((() => reading) as never);
    const reloaded = session.reload();
    await older;
    session.select([idOf(2)]);
    duplicateSelected(session);
    await session.saved();
    release();
    await reloaded;
    expect(shown()).toHaveLength(5);
    expect(session.state.selection.size).toBe(1);
  });

  it('aligns and restacks', async () => {
    session.select([idOf(0), idOf(1)]);
    alignSelected(session, 'top');
    expect((await stored()).slice(0, 2).map((item) => item.y)).toEqual([0, 0]);
    session.select([idOf(0)]);
    stackSelected(session, 'to-front');
    expect((await stored()).at(-1)?.id).toBe('a');
  });

  it('takes writing a new note for one entry, and an empty one for none', async () => {
    addText(session, 'note', { x: 0, y: 0 });
    session.write('왕');
    endWriting(session);
    const texts = (await stored()).flatMap(({ content }) => (content.kind === 'note' ? [content.text] : []));
    expect(texts).toContain('왕');
    session.undo();
    expect(await stored()).toHaveLength(4);
    expect(session.state.undoLabel).toBeNull();
    addText(session, 'heading', { x: 0, y: 0 });
    endWriting(session);
    expect(await stored()).toHaveLength(4);
    expect(session.state.undoLabel).toBeNull();
  });

  it('shows what something else wrote to the board', async () => {
    const heading = boardItem(boardId, 'e', { kind: 'heading', text: 'New' }, { z: 9 });
    await database.boardItems.add(heading);
    await vi.waitFor(() => expect(session.state.items.get(heading.id)).toEqual(heading));
    expect(session.state.items.get(idOf(0))).toBe(shown()[0]);
  });

  it('brings the drawn link along with a frame, and the ends along with a link', async () => {
    session.select(shown().map((item) => item.id));
    deleteSelected(session);
    await placeChoice(session, { kind: 'frame', frame: mvFrame }, { x: 0, y: 0 });
    expect(shown().map(({ content }) => content.kind)).toEqual(['frame']);
    await placeChoice(session, { kind: 'frame', frame: filmFrame }, { x: 400, y: 0 });
    expect(shown().map(({ content }) => content.kind)).toEqual(['frame', 'frame', 'link']);
    session.select(shown().map((item) => item.id));
    deleteSelected(session);
    await placeChoice(session, { kind: 'link', link }, { x: 0, y: 0 });
    const kinds = (await stored()).map(({ content }) => content.kind);
    expect(kinds.sort()).toEqual(['frame', 'frame', 'link', 'work', 'work']);
  });

  it('reaches every item by Tab as it is read, a link at its label', () => {
    expect(tabOrder(session).map((item) => item.id)).toEqual(['a', 'd', 'b', 'c']);
    const unknown = boardItem(boardId, 'x', { kind: 'link', linkId: linkIdSchema.parse('gone') });
    session.commit({ added: [unknown], updated: [], removed: [] }, 'Add');
    expect(tabOrder(session).map((item) => item.id)).not.toContain('x');
  });

  it('puts a palette below what a closed board shows', async () => {
    session.stop();
    await session.saved();
    await addSwatchesToBoard(database, boardId, 'A film', mvFrame.palette);
    const items = await stored();
    const added = items.find(({ content }) => content.kind === 'swatches');
    const others = items.filter(({ content }) => content.kind !== 'link' && content.kind !== 'swatches');
    expect(added?.content).toMatchObject({ title: 'A film', palette: mvFrame.palette });
    for (const { y, height, z } of others) {
      expect(added?.y).toBeGreaterThan(y + height);
      expect(added?.z).toBeGreaterThan(z);
    }
  });

  it('places a palette as it is, and undoes, copies and duplicates it', async () => {
    const { palette } = mvFrame;
    const [placed] = placeSwatches(session, 'Two frames', palette);
    expect(placed?.content).toEqual({ kind: 'swatches', title: 'Two frames', palette });
    expect(boardItemSchema.safeParse(placed).success).toBe(true);
    expect((await stored()).map(({ id }) => id)).toContain(placed?.id);
    session.undo();
    expect((await stored()).map(({ id }) => id)).not.toContain(placed?.id);
    session.redo();
    expect(session.state.items.get(placed?.id as BoardItem['id'])).toEqual(placed);
    session.select([placed?.id as BoardItem['id']]);
    expect(copySelected(session)?.text).toBe('Palette: Two frames');
    paste(session);
    duplicateSelected(session);
    const palettes = (await stored()).filter(({ content }) => content.kind === 'swatches');
    expect(palettes).toHaveLength(3);
    for (const { content } of palettes) expect(content).toEqual(placed?.content);
  });

  it('saves where one looks, and not for a board that is gone', async () => {
    session.setCamera({ x: 10, y: 20, zoom: 0.5 });
    session.stop();
    await vi.waitFor(async () => {
      expect(await session.savedCamera()).toEqual({ boardId, x: 10, y: 20, zoom: 0.5 });
    });
    await database.boards.delete(boardId);
    await database.boardCameras.clear();
    session.setCamera({ x: 0, y: 0, zoom: 1 });
    session.stop();
    await session.saved();
    expect(await database.boardCameras.count()).toBe(0);
  });
});
