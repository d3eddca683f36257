import { expect, type Page, test } from '@playwright/test';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection, waitForSample } from './mainJob.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { wcagViolations } from './pages/wcagViolations.ts';
import { writeRow } from './pages/writeRow.ts';

test.describe
  .serial('accessibility with the sample library', () => {
    let launched: LaunchedAfterimage;
    let page: Page;
    test.beforeAll(async () => {
      launched = await launchAfterimage();
      page = launched.page;
      await waitForSample(page);
    });
    test.afterAll(async () => {
      await launched.close();
    });

    test('library with a frame in the inspector', async () => {
      await new Gallery(page).list.getByRole('option').first().click();
      await expect(page.getByRole('region', { name: 'Palette of this frame' })).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('links', async () => {
      await openSection(page, 'Links');
      await expect(page.getByRole('article', { name: 'Homage link' })).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('link editor', async () => {
      await page.getByRole('button', { name: 'Edit link' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });

    test('board', async () => {
      await openSection(page, 'Board');
      await expect(page.getByRole('button', { name: 'Lay out homages' })).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('export', async () => {
      await page.getByRole('button', { name: 'Export PDF…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('a record that cannot be read: the others are shown, it is told of and kept', async () => {
      await page.keyboard.press('Escape');
      const works = await readTable(page, 'works');
      const broken = works.find((work) => work['title'] === 'LMLY');
      await writeRow(page, 'works', { id: broken?.['id'] });
      await page.reload();
      const side = page.getByRole('complementary', { name: 'Works, moods and tags' });
      await expect(side.getByRole('button', { name: /^Bittersweet/ })).toBeVisible();
      await expect(side.getByRole('button', { name: /^LMLY/ })).toHaveCount(0);
      await expect(new Gallery(page).list.getByRole('option')).not.toHaveCount(0);
      await page.getByRole('contentinfo').getByRole('button', { name: '1 record not readable…' }).click();
      const dialog = page.getByRole('dialog', { name: '1 record cannot be read' });
      await expect(dialog).toContainText(String(broken?.['id']));
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await openSection(page, 'Links');
      await expect(page.getByRole('article', { name: 'Homage link' })).toBeVisible();
      await openSection(page, 'Board');
      await expect(page.locator('[data-board] [data-kind=work]').first()).toBeVisible();
      await expect(page.getByRole('heading', { name: 'The window cannot go on' })).toHaveCount(0);
      expect(await readTable(page, 'works')).toHaveLength(works.length);
    });
  });
