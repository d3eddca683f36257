import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { numberedClips } from '../fixtures/clipsNumbered.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { Viewer } from './pages/viewer.ts';

/** Clips that Chromium plays as they are, and those that need a proxy first. */
const played = [
  'H.264 with B-frames in mp4',
  'H.264 with a variable frame rate',
  'H.264 in an mkv that starts late',
  'VP9 in webm',
];
const proxied = ['ProRes in mov'];
const lastFrame = 49;

test.describe
  .serial('the viewer shows the very frame that it names', () => {
    let folder: string;
    let launched: LaunchedAfterimage;
    let page: Page;
    let viewer: Viewer;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-viewer-'));
      launched = await launchAfterimage({ sampleLibrary: false });
      page = launched.page;
      viewer = new Viewer(page);
      await expect(page.getByRole('contentinfo')).toContainText('0 frames');
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const openClip = async (name: string): Promise<void> => {
      const clip = await numberedClips[name]?.();
      if (clip === undefined) throw new Error(`no clip ${name}`);
      const fileName = `${name.replaceAll(/\W+/g, '-')}.${clip.split('.').at(-1)}`;
      copyFileSync(clip, join(folder, fileName));
      await dropFiles(page, [join(folder, fileName)]);
      const imported = async (): Promise<unknown> =>
        (await readTable(page, 'media')).find((row) => row['fileName'] === fileName)?.['partial'];
      await expect.poll(imported, { timeout: 60_000 }).toBe(false);
      const gallery = new Gallery(page);
      await gallery.search(fileName);
      await expect(gallery.list.getByRole('option')).not.toHaveCount(0);
      await gallery.list.getByRole('option').first().click();
      await page.keyboard.press('Enter');
      await expect(page.locator('[data-frame]')).toBeVisible();
    };
    const agrees = async (frame: number): Promise<void> => {
      await viewer.standsOn(frame);
      expect(await viewer.pictureNumber()).toBe(frame);
    };
    const stepThrough = async (): Promise<void> => {
      await viewer.press('Home');
      for (let frame = 0; frame <= lastFrame; frame += 1) {
        await agrees(frame);
        await viewer.press('ArrowRight');
      }
      await agrees(lastFrame);
      for (const [key, frame] of [
        ['ArrowLeft', lastFrame - 1],
        ['Shift+ArrowLeft', lastFrame - 11],
        ['ArrowLeft', lastFrame - 12],
        ['Home', 0],
        ['Shift+ArrowRight', 10],
        ['End', lastFrame],
      ] as const) {
        await viewer.press(key);
        await agrees(frame);
      }
    };
    /** The number that is shown, also while playing. */
    const named = async (): Promise<number> =>
      Number(await page.locator('[data-frame]').getAttribute('data-frame'));
    /** How many frames were laid over as stills rather than shown by the video itself. */
    const stillShown = async (): Promise<boolean> => (await page.locator('[data-picture] img').count()) > 0;

    for (const name of played) {
      test(name, async () => {
        test.setTimeout(180_000);
        await openClip(name);
        await stepThrough();
        expect(await stillShown()).toBe(false);
        // Stopped anywhere, on the way forwards and backwards.
        for (let turn = 0; turn < 4; turn += 1) {
          await viewer.press('Home');
          await viewer.standsOn(0);
          await viewer.press('l', 'l');
          await expect(page.getByRole('status', { name: 'Speed' })).toHaveText('2×');
          await expect.poll(named).toBeGreaterThan(8);
          await viewer.press('k');
          await agrees(await viewer.frame());
          await viewer.press('End');
          await viewer.standsOn(lastFrame);
          await viewer.press('j');
          await expect.poll(named).toBeLessThan(40);
          await viewer.press('k');
          await agrees(await viewer.frame());
        }
        await viewer.press('Escape');
      });
    }

    for (const name of proxied) {
      test(`${name}, by a proxy`, async () => {
        test.setTimeout(180_000);
        await openClip(name);
        await expect(viewer.notice).toContainText('is not played directly');
        // Every frame can be looked at before there is anything to play.
        await viewer.press('Home');
        await agrees(0);
        await viewer.press('Shift+ArrowRight', 'ArrowRight');
        await agrees(11);
        await viewer.notice.getByRole('button', { name: 'Make it playable' }).click();
        await expect(viewer.notice).toHaveCount(0, { timeout: 60_000 });
        await stepThrough();
        expect(await stillShown()).toBe(false);
        await viewer.press('Home', 'Space');
        await viewer.standsOn(lastFrame);
        await agrees(lastFrame);
        await viewer.press('Escape');
      });
    }
  });
