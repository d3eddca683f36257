import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import type { BoardItem } from '../../shared/domain/board.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection, waitForSample } from './mainJob.ts';
import { BoardPage } from './pages/boardPage.ts';
import { chooseAndBeHeard, chooseFromMenu } from './pages/chooseFromMenu.ts';
import { pasteFiles } from './pages/dropFiles.ts';
import { readTable } from './pages/readDatabase.ts';
import { answerSaveDialog } from './pages/stubDialogs.ts';

/** The board by pointer and keys, on the sample library; each step goes on where the one before ended. */
test.describe
  .serial('the board by hand', () => {
    let folder: string;
    let launched: LaunchedAfterimage;
    let page: Page;
    let board: BoardPage;
    /** A frame with room around it, and what stands in a column below it. */
    let frame: BoardItem;
    let column: BoardItem[];

    const item = (id: string): Promise<BoardItem> => board.storedItem(id);
    const count = async (): Promise<number> => (await board.stored()).length;
    const rightOf = ({ x, width }: BoardItem): number => x + width;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-board-'));
      launched = await launchAfterimage();
      page = launched.page;
      board = new BoardPage(page);
      await waitForSample(page);
      await openSection(page, 'Board');
      await page.locator('[data-kind=frame]').first().waitFor();
      await board.fit();
      // The topmost frame of the second column of groups: nothing lies above it.
      const frames = (await board.stored()).filter(({ content }) => content.kind === 'frame');
      const top = frames.filter(({ y }) => y === 0).sort((a, b) => a.x - b.x);
      const wanted = top[1];
      if (wanted === undefined) throw new Error('the sample’s board is another one');
      frame = wanted;
      column = (await board.stored())
        .filter(({ content, x }) => content.kind !== 'link' && x === frame.x)
        .sort((a, b) => a.y - b.y)
        .slice(0, 3);
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a drag moves an item; Ctrl+Z and Ctrl+Shift+Z take it back and do it again', async () => {
      const { zoom } = await board.view();
      const from = await board.middleOf(frame.id);
      await board.drag(from, { x: from.x + 20, y: from.y - 14 }, { free: true });
      const moved = { x: frame.x + 20 / zoom, y: frame.y - 14 / zoom };
      await expect.poll(async () => Math.abs((await item(frame.id)).x - moved.x)).toBeLessThan(1);
      expect((await item(frame.id)).y).toBeCloseTo(moved.y, 0);
      const after = await item(frame.id);
      await page.keyboard.press('Control+z');
      await expect.poll(() => item(frame.id)).toEqual(frame);
      await page.keyboard.press('Control+Shift+z');
      await expect.poll(() => item(frame.id)).toEqual(after);
    });

    test('a corner makes a picture larger in its own shape', async () => {
      const before = await item(frame.id);
      await board.item(frame.id).click();
      const corner = await board.toWindow({ x: before.x, y: before.y });
      await board.drag(corner, { x: corner.x - 12, y: corner.y - 1 });
      await expect.poll(async () => (await item(frame.id)).width).toBeGreaterThan(before.width * 1.1);
      const after = await item(frame.id);
      expect(after.width / after.height).toBeCloseTo(before.width / before.height, 4);
      expect(rightOf(after)).toBeCloseTo(rightOf(before), 4);
    });

    test('a rectangle drawn on the ground selects what it touches', async () => {
      const now = await Promise.all(column.map(({ id }) => item(id)));
      const left = Math.min(...now.map(({ x }) => x)) - 4;
      const top = Math.min(...now.map(({ y }) => y)) - 40;
      const bottom = Math.max(...now.map(({ y, height }) => y + height)) - 10;
      const right = Math.max(...now.map(({ x }) => x)) + 100;
      await board.drag(
        await board.toWindow({ x: left, y: top }),
        await board.toWindow({ x: right, y: bottom }),
      );
      await expect.poll(() => board.selectedIds()).toEqual(column.map(({ id }) => id as string).sort());
    });

    test('what is selected is aligned and distributed', async () => {
      const now = (): Promise<BoardItem[]> => Promise.all(column.map(({ id }) => item(id)));
      const before = await now();
      expect(new Set(before.map(rightOf)).size).toBeGreaterThan(1);
      await page.getByRole('button', { name: 'Align right' }).click();
      const edge = Math.max(...before.map(rightOf));
      for (const { id } of column)
        await expect.poll(async () => rightOf(await item(id))).toBeCloseTo(edge, 4);
      const gaps = (items: readonly BoardItem[]): number[] => {
        const sorted = [...items].sort((a, b) => a.y - b.y);
        return sorted.slice(1).map(({ y }, at) => {
          const above = sorted[at];
          return y - (above === undefined ? 0 : above.y + above.height);
        });
      };
      const [first = 0, second = 0] = gaps(await now());
      expect(Math.abs(first - second)).toBeGreaterThan(1);
      await page.getByRole('button', { name: 'Vertically' }).click();
      await expect
        .poll(async () => {
          const [upper = 0, lower = 0] = gaps(await now());
          return Math.abs(upper - lower);
        })
        .toBeLessThan(0.01);
    });

    test('bring forward and to front change the order', async () => {
      const rank = async (): Promise<number> => (await board.stored()).findIndex(({ id }) => id === frame.id);
      await board.item(frame.id).click();
      const before = await rank();
      await page.getByRole('button', { name: 'Bring forward' }).click();
      await expect.poll(rank).toBeGreaterThan(before);
      await board.item(frame.id).click();
      await page.keyboard.press(']');
      await expect.poll(rank).toBe((await count()) - 1);
    });

    test('Ctrl+D duplicates, Delete deletes, Ctrl+Z brings it back', async () => {
      const before = await count();
      await board.item(frame.id).click();
      await page.keyboard.press('Control+d');
      await expect.poll(count).toBe(before + 1);
      const [copyId = ''] = await board.selectedIds();
      const copy = await item(copyId);
      expect(copy).toMatchObject({ content: frame.content });
      await page.keyboard.press('Delete');
      await expect.poll(count).toBe(before);
      await page.keyboard.press('Control+z');
      await expect.poll(() => item(copyId)).toEqual(copy);
      await page.keyboard.press('Control+z');
      await expect.poll(count).toBe(before);
    });

    test('the wheel pans, Ctrl+wheel zooms at the pointer, Shift+1 shows everything', async () => {
      const before = await board.view();
      const { x, y, width, height } = await board.box();
      const pointer = { x: x + width / 3, y: y + height / 3 };
      await page.mouse.move(pointer.x, pointer.y);
      await page.mouse.wheel(40, 100);
      await expect.poll(async () => (await board.view()).top).toBeCloseTo(before.top - 100, 0);
      const panned = await board.view();
      expect(panned.left).toBeCloseTo(before.left - 40, 0);
      expect(panned.zoom).toBe(before.zoom);

      const under = (view: typeof before): number => (pointer.x - view.left) / view.zoom;
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -200);
      await page.keyboard.up('Control');
      await expect.poll(async () => (await board.view()).zoom).toBeGreaterThan(before.zoom * 1.2);
      expect(under(await board.view())).toBeCloseTo(under(panned), 0);

      await board.fit();
      const fitted = await board.view();
      for (const each of await board.stored()) {
        if (each.content.kind === 'link') continue;
        expect(fitted.left + each.x * fitted.zoom).toBeGreaterThanOrEqual(x);
        expect(fitted.top + (each.y + each.height) * fitted.zoom).toBeLessThanOrEqual(y + height);
      }
    });

    test('a drag held at the edge pulls the board along', async () => {
      const { x, width } = await board.box();
      const before = await board.view();
      const from = await board.middleOf(frame.id);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 20, from.y, { steps: 2 });
      await page.mouse.move(x + width - 3, from.y, { steps: 4 });
      // The pointer rests; the board goes on.
      await expect.poll(async () => before.left - (await board.view()).left).toBeGreaterThan(width / 2);
      await expect(board.item(frame.id)).toBeInViewport();
      await page.mouse.up();
      await expect.poll(async () => (await board.middleOf(frame.id)).x).toBeGreaterThan(x + width - 60);
      await board.rest();
      const rested = await board.view();
      await board.rest();
      expect(await board.view()).toEqual(rested);
      await page.keyboard.press('Control+z');
      await board.fit();
    });

    test('the hand is let go when the window loses the keys', async () => {
      await board.ground.focus();
      await page.keyboard.down('Space');
      await expect(board.ground).toHaveAttribute('data-hand', 'true');
      await page.evaluate(() => window.dispatchEvent(new Event('blur')));
      await expect(board.ground).toHaveAttribute('data-hand', 'false');
      const before = await board.view();
      const from = await board.middleOf(frame.id);
      const placed = await item(frame.id);
      await board.drag(from, { x: from.x + 20, y: from.y }, { free: true });
      await expect.poll(async () => (await item(frame.id)).x).toBeGreaterThan(placed.x);
      expect(await board.view()).toEqual(before);
      await page.keyboard.up('Space');
    });

    test('Ctrl+C and Ctrl+V copy board items, and let files and words through', async () => {
      const before = await count();
      const mediaCount = async (): Promise<number> => (await readTable(page, 'media')).length;
      const media = await mediaCount();
      const hasPicture = (): Promise<boolean> =>
        launched.app.evaluate(({ clipboard }) => clipboard.has('image/png'));
      await board.item(frame.id).click();
      await page.keyboard.press('Control+c');
      await page.keyboard.press('Control+v');
      await expect.poll(count).toBe(before + 1);
      const [pastedId = ''] = await board.selectedIds();

      // A picture copied later, as from another program.
      const middle = await board.middleOf(column[2]?.id ?? '');
      await launched.app.evaluate(({ BrowserWindow, clipboard }, { x, y }) => {
        clipboard.clear();
        BrowserWindow.getAllWindows()[0]?.webContents.copyImageAt(Math.round(x), Math.round(y));
      }, middle);
      await expect.poll(hasPicture).toBe(true);
      await page.keyboard.press('Control+v');
      await expect.poll(mediaCount, { timeout: 30_000 }).toBe(media + 1);
      // A file copied in the file manager.
      const still = join(folder, '비 rain.png');
      await sharp({ create: { width: 320, height: 180, channels: 3, background: '#22506a' } }).toFile(still);
      await pasteFiles(page, [still]);
      await expect.poll(mediaCount, { timeout: 30_000 }).toBe(media + 2);
      expect(await count()).toBe(before + 1);

      // An import shows the library.
      await openSection(page, 'Board');
      await board.item(pastedId).click();

      // Words selected beside the board are copied as words, though an item is selected too.
      const readClipboard = (): Promise<string> =>
        launched.app.evaluate(({ clipboard }) => clipboard.readText());
      const fact = page.getByRole('complementary').getByRole('definition').first();
      const words = await fact.innerText();
      expect(words).not.toBe('');
      await fact.evaluate((element) => {
        (document.activeElement as HTMLElement | null)?.blur();
        document.getSelection()?.selectAllChildren(element);
      });
      await page.keyboard.press('Control+c');
      await expect.poll(async () => (await readClipboard()).trim()).toBe(words);
      await page.keyboard.press('Control+v');
      await board.rest();
      expect(await count()).toBe(before + 1);

      // The press on the board lets go of the words; now the item is meant.
      await board.item(pastedId).click();
      await page.keyboard.press('Control+x');
      await expect.poll(count).toBe(before);
      await page.keyboard.press('Control+v');
      await expect.poll(count).toBe(before + 1);
    });

    test('the menu opens on an item by right click, and does what the tools do', async () => {
      const before = await count();
      const note = (await board.stored()).find(({ content }) => content.kind === 'note');
      if (note === undefined) throw new Error('the sample’s board has no note');
      await board.item(note.id).click({ button: 'right' });
      await expect(board.menu).toBeVisible();
      expect(await board.selectedIds()).toEqual([note.id]);
      await page.screenshot({ path: test.info().outputPath('menu.png') });
      await board.menu.getByRole('menuitem', { name: 'Duplicate' }).click();
      await expect.poll(count).toBe(before + 1);
      const [copyId = ''] = await board.selectedIds();
      expect((await item(copyId)).content).toEqual(note.content);

      await board.item(copyId).click({ button: 'right' });
      await board.menu.getByRole('menuitem', { name: 'Cut' }).click();
      await expect.poll(count).toBe(before);
      await page.keyboard.press('Control+v');
      await expect.poll(count).toBe(before + 1);
      await page.keyboard.press('Delete');
      await expect.poll(count).toBe(before);
    });

    test('the menu opens by Shift+F10 and the menu key, and gives the focus back', async () => {
      const note = (await board.stored()).find(({ content }) => content.kind === 'note');
      if (note === undefined) throw new Error('the sample’s board has no note');
      await board.item(note.id).click();
      for (const key of ['Shift+F10', 'ContextMenu']) {
        await page.keyboard.press(key);
        await expect(board.menu.getByRole('menuitem', { name: 'Edit text' })).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(board.menu).toHaveCount(0);
        await expect(board.item(note.id)).toBeFocused();
      }
      await page.keyboard.press('Shift+F10');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Note text' })).toBeFocused();
      await page.keyboard.press('Escape');
    });

    test('the menu of the ground writes a note where it was opened', async () => {
      const { x, y } = await board.box();
      await page.mouse.click(x + 60, y + 60, { button: 'right' });
      await board.menu.getByRole('menuitem', { name: 'Note here' }).click();
      await expect(page.getByRole('textbox', { name: 'Note text' })).toBeFocused();
      await page.keyboard.type('네온 아래서');
      // The application menu's export waits for the last word.
      await chooseFromMenu(launched.app, /Export PDF/);
      await expect(page.getByRole('dialog', { name: 'Export PDF' })).toBeVisible();
      const written = (await board.stored()).find(
        ({ content }) => content.kind === 'note' && content.text === '네온 아래서',
      );
      if (written === undefined) throw new Error('the note was not saved before the export');
      const pdf = join(folder, '보드.pdf');
      await answerSaveDialog(launched.app, pdf);
      await page.getByRole('dialog').getByRole('button', { name: 'Export…', exact: true }).click();
      await expect
        .poll(() => statSync(pdf, { throwIfNoEntry: false })?.size ?? 0, { timeout: 60_000 })
        .toBeGreaterThan(0);
      expect(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })).toContain('네온 아래서');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const { left, top, zoom } = await board.view();
      expect(left + (written.x + written.width / 2) * zoom).toBeCloseTo(x + 60, 0);
      expect(top + (written.y + written.height / 2) * zoom).toBeCloseTo(y + 60, 0);
    });

    test('the application menu undoes nothing behind a dialog', async () => {
      await chooseFromMenu(launched.app, /Export PDF/);
      await expect(page.getByRole('dialog', { name: 'Export PDF' })).toBeVisible();
      const before = await board.stored();
      await chooseAndBeHeard(launched.app, page, /^Undo/);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await board.stored()).toEqual(before);
      await chooseFromMenu(launched.app, /^Undo/);
      await expect.poll(count).toBe(before.length - 1);
      await chooseFromMenu(launched.app, /^Redo/);
      await expect.poll(count).toBe(before.length);
    });

    test('all of it is there after the window was loaded again', async () => {
      const before = await board.stored();
      const view = await board.view();
      await expect
        .poll(async () => {
          const [camera] = await readTable(page, 'boardCameras');
          return camera?.['zoom'];
        })
        .toBeCloseTo(view.zoom, 6);
      await page.reload();
      await openSection(page, 'Board');
      await page.locator('[data-kind=frame]').first().waitFor();
      expect(await board.stored()).toEqual(before);
      const shown = await board.item(frame.id).boundingBox();
      const expected = await board.toWindow(await item(frame.id));
      expect(shown?.x).toBeCloseTo(expected.x, 0);
      await expect.poll(async () => (await board.view()).zoom).toBeCloseTo(view.zoom, 6);
    });
  });
