import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Footage, footageTruth, makeFootage } from './importedFootage.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection } from './mainJob.ts';
import { chooseFromMenu } from './pages/chooseFromMenu.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { Gallery } from './pages/gallery.ts';
import { LinkEditor } from './pages/linkEditor.ts';
import { readTable } from './pages/readDatabase.ts';
import { Viewer } from './pages/viewer.ts';
import { wcagViolations } from './pages/wcagViolations.ts';
import { writeRow } from './pages/writeRow.ts';

const [firstCut, secondCut] = footageTruth.videoCuts;
const rate = 24;

test.describe
  .serial('the viewer', () => {
    let folder: string;
    let userDataDir: string;
    let footage: Footage;
    let launched: LaunchedAfterimage;
    let page: Page;
    let viewer: Viewer;
    let gallery: Gallery;

    const launch = async (): Promise<void> => {
      launched = await launchAfterimage({ sampleLibrary: false, userDataDir });
      page = launched.page;
      viewer = new Viewer(page);
      gallery = new Gallery(page);
    };
    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-viewer-'));
      userDataDir = join(folder, 'data');
      footage = await makeFootage(join(folder, 'footage'));
      await launch();
      await expect(page.getByRole('contentinfo')).toContainText('0 frames');
      await dropFiles(page, [footage.video, footage.film, footage.still]);
      await expect.poll(importedFiles, { timeout: 60_000 }).toBe(3);
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const importedFiles = async (): Promise<number> =>
      (await readTable(page, 'media')).filter((row) => row['partial'] === false).length;
    const mediaIdOf = async (part: string): Promise<string> =>
      String((await readTable(page, 'media')).find((row) => String(row['fileName']).includes(part))?.['id']);
    /** Frames of the MV in the library: number of each, and of its shot. */
    const libraryFrames = async (): Promise<[number, number][]> => {
      const id = await mediaIdOf('뮤직비디오');
      const rows = (await readTable(page, 'frames')).filter((row) => row['mediaId'] === id);
      return rows
        .map((row): [number, number] => [
          (row['time'] as { frameIndex: number }).frameIndex,
          (row['shot'] as { index: number }).index,
        ])
        .sort((a, b) => a[0] - b[0]);
    };
    const messages = () => page.getByRole('region', { name: 'Messages' });
    const openVideo = async (): Promise<void> => {
      await openSection(page, 'Library');
      await gallery.search('뮤직비디오');
      await gallery.list.getByRole('option').first().click();
      await page.keyboard.press('Enter');
      await expect(page.locator('[data-frame]')).toBeVisible();
      await viewer.press('Home');
      await viewer.standsOn(0);
    };

    test('opens on a frame by Enter, double-click, button and menu, and goes back where it was opened', async () => {
      await gallery.search('뮤직비디오');
      await expect(gallery.list.getByRole('option')).toHaveCount(3);
      const second = gallery.list.getByRole('option').nth(1);
      const at = (await libraryFrames())[1]?.[0] ?? -1;
      const opens = [
        async () => await second.dblclick(),
        async () => {
          await second.click();
          await page.keyboard.press('Enter');
        },
        async () => await page.getByRole('button', { name: 'Open in viewer' }).click(),
        async () => await chooseFromMenu(launched.app, /Open in viewer/),
      ];
      for (const open of opens) {
        await open();
        await viewer.standsOn(at);
        await expect(viewer.shot).toContainText('Shot 2 of 3');
        await page.keyboard.press('Escape');
        await expect(gallery.list).toBeVisible();
      }
    });

    test('goes through shots, and says where it is in frames, timecode and shot', async () => {
      await openVideo();
      await viewer.press('ArrowDown');
      await viewer.standsOn(firstCut);
      await expect(page.getByRole('status', { name: 'Timecode' })).toHaveText('00:00:01:00');
      await viewer.press('ArrowDown', 'ArrowDown');
      await viewer.standsOn(secondCut);
      await expect(viewer.filmstrip.getByRole('option', { selected: true })).toHaveAttribute(
        'aria-posinset',
        '3',
      );
      await viewer.press('ArrowRight', 'ArrowUp');
      await viewer.standsOn(secondCut);
      await viewer.press('ArrowUp');
      await viewer.standsOn(firstCut);
      await viewer.press('Control+ArrowRight');
      await viewer.standsOn(firstCut + rate);
      await viewer.filmstrip.getByRole('option').first().click();
      await viewer.standsOn(0);
      await viewer.press('End');
      await viewer.standsOn(73);
      const box = await viewer.place.boundingBox();
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * 0.51, (box?.y ?? 0) + 8);
      await viewer.standsOn(37);
      await viewer.place.focus();
      await viewer.press('PageUp');
      await viewer.standsOn(41);
    });

    test('grabs the frame on screen into the library, once, undoably', async () => {
      await openVideo();
      await viewer.press('ArrowRight', 'ArrowRight', 'ArrowRight');
      await viewer.standsOn(3);
      const before = await libraryFrames();
      await viewer.press('g');
      await expect.poll(libraryFrames).toEqual([...before, [3, 0]].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)));
      await viewer.press('g');
      await expect(messages()).toContainText('in the library already');
      // Its colours are measured in the background a moment later; that is no change which undo has to spare.
      await expect.poll(() => readTable(page, 'frameStatistics')).toHaveLength(7);
      await chooseFromMenu(launched.app, /^Undo/);
      await expect.poll(libraryFrames).toEqual(before);
      await chooseFromMenu(launched.app, /^Redo/);
      await expect.poll(async () => (await libraryFrames()).length).toBe(4);
    });

    test('merges, splits and re-picks shots, with undo and redo', async () => {
      await openVideo();
      await viewer.press('ArrowDown');
      await viewer.standsOn(firstCut);
      await viewer.press('[');
      await expect.poll(() => viewer.shotStarts()).toEqual([0, secondCut]);
      await expect(viewer.shot).toContainText('Shot 1 of 2');
      // The grabbed frame stays, the one that stood for the shot that was merged away goes.
      expect((await libraryFrames()).map(([, shot]) => shot)).toEqual([0, 0, 1]);
      await chooseFromMenu(launched.app, /^Undo/);
      await expect.poll(() => viewer.shotStarts()).toEqual([0, firstCut, secondCut]);
      await chooseFromMenu(launched.app, /^Redo/);
      await expect.poll(() => viewer.shotStarts()).toEqual([0, secondCut]);

      await viewer.press('ArrowDown');
      await viewer.standsOn(secondCut);
      await viewer.press('ArrowRight', 'ArrowRight', 'ArrowRight');
      await viewer.standsOn(secondCut + 3);
      await viewer.press('s');
      await expect.poll(() => viewer.shotStarts()).toEqual([0, secondCut, secondCut + 3]);
      await expect(viewer.shot).toContainText('Shot 3 of 3');
      // Both parts have a frame of their own.
      await expect.poll(async () => (await libraryFrames()).map(([, shot]) => shot)).toEqual([0, 0, 1, 2]);

      const picked = secondCut + 5;
      await viewer.press('ArrowRight', 'ArrowRight');
      await viewer.standsOn(picked);
      await viewer.press('p');
      await expect.poll(libraryFrames).toContainEqual([picked, 2]);
      expect((await libraryFrames()).filter(([, shot]) => shot === 2)).toEqual([[picked, 2]]);
    });

    test('keeps the edits when the app is started again and the video analysed again', async () => {
      const frames = await libraryFrames();
      const starts = await viewer.shotStarts();
      await launched.close();
      await launch();
      await expect(gallery.list.getByRole('option')).not.toHaveCount(0);
      const media = (await readTable(page, 'media')).find((row) => String(row['fileName']).includes('뮤직'));
      // A file that is known whole is skipped: as if its import had broken off.
      await writeRow(page, 'media', { ...media, partial: true });
      await dropFiles(page, [footage.video]);
      await expect.poll(importedFiles, { timeout: 60_000 }).toBe(3);
      expect(await libraryFrames()).toEqual(frames);
      await openVideo();
      await expect.poll(() => viewer.shotStarts()).toEqual(starts);
      await openSection(page, 'Library');
      await expect(gallery.list.locator('[data-text="shot 3"]')).toHaveCount(1);
    });

    test('finds the shots again when asked, in the background, and keeps what was decided by hand', async () => {
      const frames = await libraryFrames();
      await openVideo();
      const starts = await viewer.shotStarts();
      const mediaId = await mediaIdOf('뮤직비디오');
      // As if an earlier version had found other shots: those of today come back, the edits stay upon them.
      const [row] = (await readTable(page, 'detectedShots')).filter((each) => each['mediaId'] === mediaId);
      const all = row?.['shots'] as Record<string, unknown>[];
      const last = all.at(-1);
      await writeRow(page, 'detectedShots', {
        ...row,
        shots: [{ ...all[0], endFrame: last?.['endFrame'], endSec: last?.['endSec'] }],
      });
      const button = viewer.shot.getByRole('button', { name: 'Find shots again' });
      await button.click();
      await expect(messages()).toContainText('found again', { timeout: 60_000 });
      const detected = async () =>
        (await readTable(page, 'detectedShots')).find((each) => each['mediaId'] === mediaId)?.['shots'];
      expect(await detected()).toEqual(all);
      await expect.poll(() => viewer.shotStarts()).toEqual(starts);
      await expect.poll(libraryFrames).toEqual(frames);
      await expect(button).toBeEnabled();
      const media = (await readTable(page, 'media')).find((each) => each['id'] === mediaId);
      expect(media).toMatchObject({ partial: false });
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    test('makes a moment of the marks, names it, and links it', async () => {
      await openVideo();
      await viewer.press('Shift+ArrowRight');
      await viewer.standsOn(10);
      await viewer.press('i', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await viewer.standsOn(30);
      await viewer.press('o');
      await expect(viewer.marks).toContainText('00:00:00:10');
      await expect(viewer.marks).toContainText('21 frames');
      await viewer.press('Shift+i');
      await viewer.standsOn(10);
      await viewer.press('m');
      await viewer.moments.getByRole('textbox').fill('밤길을 달리다');
      await page.keyboard.press('Enter');
      await expect
        .poll(async () => (await readTable(page, 'moments'))[0])
        .toMatchObject({
          label: '밤길을 달리다',
          mediaId: await mediaIdOf('뮤직비디오'),
          span: {
            inFrame: 10,
            outFrame: 31,
            inSec: expect.closeTo(10 / rate, 6),
            outSec: expect.closeTo(31 / rate, 6),
          },
        });
      await viewer.moments.getByRole('button', { name: /Actions/ }).click();
      await page.getByRole('menuitem', { name: 'Link…' }).click();
      const editor = new LinkEditor(page);
      await expect(editor.dialog.getByRole('textbox', { name: 'What happens' })).toHaveValue('밤길을 달리다');
      await editor.dialog
        .getByRole('region', { name: 'Film' })
        .getByRole('button', { name: 'Add frames…' })
        .click();
      const picker = page.getByRole('dialog', { name: 'Add frames' });
      await picker.getByRole('button', { name: /Work/ }).click();
      await page.getByRole('option', { name: /墮落天使/ }).click();
      await picker.getByRole('option').first().click();
      await picker.getByRole('button', { name: 'Add frame' }).click();
      await editor.save();
      const [moment] = await readTable(page, 'moments');
      expect(moment).toMatchObject({
        span: { inFrame: 10, outFrame: 31, inSec: expect.closeTo(10 / rate, 6) },
      });

      // A moment that a link ends on stays.
      await viewer.moments.getByRole('button', { name: /Actions/ }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await expect(messages()).toContainText('1 homage link would lose it');
      await openSection(page, 'Links');
      await page.getByRole('article').getByRole('button', { name: 'Open in viewer' }).first().click();
      await viewer.standsOn(10);
      await expect(viewer.marks).toContainText('21 frames');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('article', { name: 'Homage link' })).toBeVisible();
    });

    test('repeats what lies between the marks', async () => {
      await openVideo();
      await viewer.press('Shift+ArrowRight');
      await viewer.standsOn(10);
      await viewer.press('i', 'Shift+ArrowRight');
      await viewer.standsOn(20);
      await viewer.press('o', 'r', 'Space');
      const seen = new Set<number>();
      let turns = 0;
      let before = -1;
      await expect(async () => {
        const frame = Number(await page.locator('[data-frame]').getAttribute('data-frame'));
        if (frame < before) turns += 1;
        before = frame;
        seen.add(frame);
        expect(turns).toBeGreaterThan(2);
      }).toPass({ timeout: 30_000, intervals: [20] });
      await viewer.press('Space');
      // A frame or two may be painted before the seek back.
      expect(Math.max(...seen)).toBeLessThan(24);
      await viewer.press('x');
      await expect(viewer.marks).toContainText('not set');
    });

    test('shows what a video holds under the pointer, and not to those who want less motion', async () => {
      await openVideo();
      await openSection(page, 'Library');
      const scrub = page.locator('[class*="scrub"][aria-hidden]');
      const sweep = async (): Promise<void> => {
        const box = await gallery.list.getByRole('option').first().boundingBox();
        for (const share of [0.2, 0.4, 0.6, 0.8]) {
          await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * share, (box?.y ?? 0) + 20);
        }
      };
      await expect(async () => {
        await sweep();
        await expect(scrub).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 20_000 });
      const position = async (): Promise<string> =>
        await scrub.evaluate((element) => getComputedStyle(element).backgroundPosition);
      const late = await position();
      await sweep();
      const box = await gallery.list.getByRole('option').first().boundingBox();
      await page.mouse.move((box?.x ?? 0) + 6, (box?.y ?? 0) + 20);
      await expect.poll(position).not.toBe(late);
      await page.mouse.move(0, 0);
      await expect(scrub).toBeHidden();
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await sweep();
      await sweep();
      await expect(scrub).toBeHidden();
      await page.emulateMedia({ reducedMotion: 'no-preference' });
    });

    test('opens a still, at its own size and fitted', async () => {
      await gallery.search('雨 store');
      await gallery.list.getByRole('option').first().dblclick();
      const picture = page.getByRole('region', { name: 'Picture' }).locator('[data-picture]');
      await expect(picture.locator('img')).toBeVisible();
      const fitted = (await picture.boundingBox())?.width ?? 0;
      await page.keyboard.press('z');
      await expect.poll(async () => (await picture.boundingBox())?.width).toBe(640);
      expect(fitted).not.toBe(640);
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('z');
      await page.keyboard.press('Escape');
    });

    test('is clean for assistive technology, and lists its keys', async () => {
      await openVideo();
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys in the viewer' })).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(viewer.shot).toBeVisible();
    });

    test('says what to do when the file is gone, with its shots at hand, and finds it again', async () => {
      const away = `${footage.video}.away`;
      renameSync(footage.video, away);
      await openSection(page, 'Library');
      await gallery.search('뮤직비디오');
      await gallery.list.getByRole('option').first().dblclick();
      await expect(viewer.notice).toContainText('is not where it was');
      await expect(viewer.notice).not.toContainText(folder);
      await expect(page.locator('[data-picture] img')).toBeVisible();
      await viewer.filmstrip.getByRole('option').nth(1).click();
      // What is shown is the library's picture, and it is named by its own number.
      const [stored = -1] = (await libraryFrames()).find(([, shot]) => shot === 1) ?? [];
      await viewer.standsOn(stored);
      expect(await wcagViolations(page)).toEqual([]);
      renameSync(away, footage.video);
      await viewer.notice.getByRole('button', { name: 'Try again' }).click();
      await expect(viewer.notice).toHaveCount(0);
      await viewer.standsOn(secondCut);
      await page.keyboard.press('Escape');
    });

    test('draws only the shots in sight of two thousand', async () => {
      const mediaId = await mediaIdOf('墮落天使');
      const shots = Array.from({ length: 2000 }, (_, index) => ({
        index,
        startFrame: index * 20,
        endFrame: (index + 1) * 20,
        startSec: (index * 20) / rate,
        endSec: ((index + 1) * 20) / rate,
        transition: index === 0 ? 'start' : 'cut',
      }));
      await writeRow(page, 'detectedShots', { mediaId, shots });
      await gallery.search('墮落天使');
      await gallery.list.getByRole('option').first().dblclick();
      await expect(viewer.shot).toContainText('of 2,000');
      const options = viewer.filmstrip.getByRole('option');
      expect(await options.count()).toBeLessThan(40);
      await viewer.filmstrip.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
      await expect(options.last()).toHaveAttribute('aria-posinset', '2000');
      expect(await options.count()).toBeLessThan(40);
    });
  });
