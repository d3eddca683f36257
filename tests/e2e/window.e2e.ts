import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeStill } from '../contract/tinyMedia.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { waitForSample } from './mainJob.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { readTable } from './pages/readDatabase.ts';

test.describe
  .serial('the window', () => {
    let launched: LaunchedAfterimage;
    test.beforeAll(async () => {
      launched = await launchAfterimage();
      await waitForSample(launched.page);
    });
    test.afterAll(async () => {
      await launched.close();
    });

    test('edits a work by keyboard and from a visible menu', async () => {
      const { page } = launched;
      const works = page.getByRole('region', { name: 'Music videos' });
      await works.getByRole('button', { name: /^Hate that/ }).focus();
      await page.keyboard.press('F2');
      const dialog = page.getByRole('dialog', { name: 'Edit work' });
      await expect(dialog.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Hate that…');
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await works.getByRole('button', { name: 'Actions for Hate that…' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: /Edit work…/ }).click();
      await expect(dialog).toBeVisible();
      await page.keyboard.press('Escape');
    });

    test('says what it is', async () => {
      const { app, page } = launched;
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('about')?.click());
      const about = page.getByRole('dialog', { name: 'About Afterimage' });
      const versions = await app.evaluate(({ app: main }) => [main.getVersion(), process.versions.electron]);
      for (const version of versions) await expect(about.getByText(version, { exact: true })).toBeVisible();
      await expect(about.getByText('Development, run from the sources')).toBeVisible();
      await expect(about.getByText(/General Public License/)).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(about).toHaveCount(0);
    });

    test('tells of a write that nobody waited for', async () => {
      const { page } = launched;
      await page.evaluate(() => {
        setTimeout(() => void Promise.reject(new DOMException('no space', 'QuotaExceededError')), 0);
      });
      await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The disk is full');
    });

    test('does what was asked of it while the library was still being opened', async () => {
      const { app, page } = launched;
      const folder = mkdtempSync(join(tmpdir(), 'afterimage-early-'));
      const early = await makeStill(folder, 'early 이른.jpg', '#aa5511');
      // Opening asks first for the databases there are: the answer waits until the test lets it go.
      await page.addInitScript(() => {
        const databases = indexedDB.databases.bind(indexedDB);
        const opened = new Promise<void>((resolve) =>
          window.addEventListener('open-library-for-test', () => resolve(), { once: true }),
        );
        indexedDB.databases = async () => {
          if (sessionStorage.getItem('opened-for-test') === null) await opened;
          return await databases();
        };
      });
      await page.reload();
      await expect(page.locator('[aria-busy="true"]')).toBeVisible();
      await dropFiles(page, [early]);
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('about')?.click());
      await page.evaluate(() => {
        sessionStorage.setItem('opened-for-test', 'yes');
        window.dispatchEvent(new Event('open-library-for-test'));
      });
      await expect(page.getByRole('dialog', { name: 'About Afterimage' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect
        .poll(async () => (await readTable(page, 'media')).map((row) => row['fileName']))
        .toContain('early 이른.jpg');
      rmSync(folder, { recursive: true });
    });

    test('stands in for what cannot be drawn, and goes on after a reload', async () => {
      const { page } = launched;
      // No number can be written as a text: nothing that counts frames can be drawn.
      await page.addInitScript(() => {
        if (sessionStorage.getItem('broken-for-test') === null) return;
        Reflect.defineProperty(Number.prototype, 'toLocaleString', {
          value: () => {
            throw new Error('no numbers');
          },
        });
      });
      await page.evaluate(() => sessionStorage.setItem('broken-for-test', 'yes'));
      await page.reload();
      const alert = page.getByRole('alert').filter({ hasText: 'The window cannot go on' });
      await expect(alert).toContainText('Nothing that was saved is lost');
      await page.evaluate(() => sessionStorage.removeItem('broken-for-test'));
      await alert.getByRole('button', { name: 'Reload' }).click();
      await expect(page.getByRole('region', { name: 'Music videos' })).toBeVisible();
    });
  });
