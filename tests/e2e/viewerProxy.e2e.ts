import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { runFfmpeg } from '../fixtures/clips.ts';
import { numberedClips } from '../fixtures/clipsNumbered.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection } from './mainJob.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { Viewer } from './pages/viewer.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

/** What the window does not play by itself, and the copies made of it to play from. */
test.describe
  .serial('the viewer of what is not played directly', () => {
    let folder: string;
    let userDataDir: string;
    let launched: LaunchedAfterimage;
    let page: Page;
    let viewer: Viewer;
    let gallery: Gallery;
    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-proxy-'));
      userDataDir = join(folder, 'data');
      launched = await launchAfterimage({ sampleLibrary: false, userDataDir });
      page = launched.page;
      viewer = new Viewer(page);
      gallery = new Gallery(page);
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const importedFiles = async (): Promise<number> =>
      (await readTable(page, 'media')).filter((row) => row['partial'] === false).length;

    test('shows every frame of what is not played directly, and plays it once Space was pressed', async () => {
      const clip = await numberedClips['ProRes in mov']?.();
      const prores = join(folder, '花樣年華 master.mov');
      copyFileSync(clip ?? '', prores);
      await openSection(page, 'Library');
      await dropFiles(page, [prores]);
      await expect.poll(importedFiles, { timeout: 60_000 }).toBe(1);
      await gallery.search('花樣年華 master');
      await gallery.list.getByRole('option').first().dblclick();
      await expect(viewer.notice).toContainText('Every frame can be looked at');
      await viewer.frame();
      expect(await wcagViolations(page)).toEqual([]);
      // Play asks for it too.
      await page.keyboard.press('Space');
      await expect(viewer.notice).toHaveCount(0, { timeout: 60_000 });
      await page.keyboard.press('Escape');
    });

    test('stops making a copy to play from without a trace, and says why one could not be made', async () => {
      const master = join(folder, '重慶森林 master.mov');
      const source = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=30:duration=3'];
      await runFfmpeg([...source, '-c:v', 'prores_ks', '-profile:v', '0', master]);
      await openSection(page, 'Library');
      await dropFiles(page, [master]);
      await expect.poll(importedFiles, { timeout: 60_000 }).toBe(2);
      await gallery.search('重慶森林 master');
      await gallery.list.getByRole('option').first().dblclick();
      await viewer.frame();
      const make = viewer.notice.getByRole('button', { name: 'Make it playable' });
      const proxies = (): string[] => {
        const place = join(userDataDir, 'proxies');
        return existsSync(place) ? readdirSync(place, { recursive: true }).map(String).sort() : [];
      };
      const before = proxies();

      await make.click();
      await expect(viewer.notice).toContainText('Making a copy to play from');
      await expect(viewer.notice.getByRole('progressbar', { name: 'Copy to play from' })).toBeVisible();
      await viewer.notice.getByRole('button', { name: 'Cancel' }).click();
      await expect(make).toBeVisible({ timeout: 20_000 });
      expect(proxies()).toEqual(before);
      // It can be looked at all the while.
      await viewer.press('End');
      await viewer.standsOn(89);

      renameSync(master, `${master}.away`);
      await make.click();
      const again = viewer.notice.getByRole('button', { name: 'Try again' });
      await expect(again).toBeVisible({ timeout: 20_000 });
      await expect(viewer.notice.getByRole('alert')).toContainText('重慶森林 master.mov');
      await expect(viewer.notice).not.toContainText(folder);
      expect(await wcagViolations(page)).toEqual([]);
      expect(proxies()).toEqual(before);
      renameSync(`${master}.away`, master);
      await again.click();
      await expect(viewer.notice).toHaveCount(0, { timeout: 60_000 });
      await page.keyboard.press('Escape');
    });
  });
