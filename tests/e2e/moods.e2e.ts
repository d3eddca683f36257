import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { waitForSample } from './mainJob.ts';
import { chooseFromMenu } from './pages/chooseFromMenu.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

/** A lamp and a figure: enough for a picture that is no bar and no field of one colour. */
const tallSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="1200">
  <circle cx="270" cy="330" r="170" fill="#ffb050"/><rect x="150" y="640" width="240" height="560" fill="#301008"/></svg>`;

const picturesTo = process.env['MOODS_SCREENSHOTS'];
async function picture(page: Page, name: string): Promise<void> {
  if (picturesTo !== undefined) await page.screenshot({ path: join(picturesTo, `${name}.png`) });
}

/** Ids of the frames that have a mood, as the database has them. */
async function framesWith(page: Page, mood: string): Promise<string[]> {
  return (await readTable(page, 'frames'))
    .filter((frame) => (frame['moodIds'] as string[]).includes(mood))
    .map((frame) => String(frame['id']))
    .sort();
}

test.describe
  .serial('moods', () => {
    const userDataDir = mkdtempSync(join(tmpdir(), 'afterimage-moods-'));
    let launched: LaunchedAfterimage;
    let page: Page;
    const dialog = (): Locator => page.getByRole('dialog', { name: 'Moods' });
    const preview = (): Locator => dialog().getByTestId('mood-preview');

    const open = async (): Promise<void> => {
      launched = await launchAfterimage({ userDataDir });
      page = launched.page;
      await waitForSample(page);
    };
    test.beforeAll(open);
    test.afterAll(async () => {
      await launched.close();
      rmSync(userDataDir, { recursive: true, force: true });
    });

    test('a frame says why a mood is not on it, and shows the pixels that count', async () => {
      await new Gallery(page).list.getByRole('option').first().click();
      const moods = page.getByRole('region', { name: 'Moods of this frame' });
      await moods.getByRole('button', { name: 'Why not another mood?' }).click();
      await picture(page, 'why-not-menu');
      await page.getByRole('menuitem').first().click();
      const why = moods.getByRole('region', { name: /^Why not / });
      await expect(why.getByLabel('does not hold').first()).toBeVisible();
      await why.getByRole('button', { name: /^Show what counts/ }).click();
      await expect(page.getByText(/of the picture counts|No pixel counts/)).toBeVisible();
      // The pixels and the reasons are read side by side.
      await expect(page.getByRole('img', { name: /^Where .+ is/ })).toBeInViewport({ ratio: 1 });
      await expect(why.getByRole('button', { name: /^Hide what counts/ })).toBeInViewport({ ratio: 1 });
      await picture(page, 'why-not');
      expect(await wcagViolations(page)).toEqual([]);
      await why.getByRole('button', { name: /^Close/ }).click();
    });

    test('the dialog opens from the sidebar and from the menu, and closes by key', async () => {
      await page.getByRole('button', { name: 'Edit moods…' }).press('Enter');
      await expect(dialog()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog()).toHaveCount(0);
      await chooseFromMenu(launched.app, /Moods…/);
      await expect(preview()).toContainText('have this mood');
      expect(await wcagViolations(page)).toEqual([]);
      await picture(page, 'dialog-1280');
    });

    test('a threshold is tried, saved, and frames are asked again; what was set by hand stays', async () => {
      await page.keyboard.press('Escape');
      const before = await framesWith(page, 'night');
      expect(before.length).toBeGreaterThan(2);
      // One frame is said to be no night by hand, another one to be one.
      const [denied] = before;
      const added = (await readTable(page, 'frames')).find(
        (frame) => !(frame['moodIds'] as string[]).includes('night') && frame['kind'] === 'still',
      );
      await setByHand(page, String(denied), 'night', 'off');
      await setByHand(page, String(added?.['id']), 'night', 'on');

      await chooseFromMenu(launched.app, /Moods…/);
      await dialog()
        .getByRole('button', { name: /^Night/ })
        .click();
      await expect(preview()).toContainText('have this mood');
      const slider = dialog().getByRole('slider', { name: 'Median lightness' });
      // By key, as a person without a mouse would.
      for (let step = 0; step < 14; step += 1) await slider.press('ArrowLeft');
      await expect(preview()).toContainText(/would have this mood: 0 more, [1-9]\d* fewer/);
      await expect(
        dialog()
          .getByRole('listbox', { name: /^Lose it/ })
          .getByRole('option')
          .first(),
      ).toBeVisible();
      await picture(page, 'dialog-threshold');
      expect(await framesWith(page, 'night')).toHaveLength(before.length);
      await dialog().getByRole('button', { name: 'Save', exact: true }).click();
      await expect.poll(async () => (await framesWith(page, 'night')).length).toBeLessThan(before.length);
      await expect(preview()).not.toContainText('fewer');
      const after = await framesWith(page, 'night');
      expect(after).toContain(added?.['id']);
      expect(after).not.toContain(denied);

      await dialog().getByRole('button', { name: 'Back to our thresholds' }).click();
      await dialog().getByRole('button', { name: 'Save', exact: true }).click();
      await expect
        .poll(async () => await framesWith(page, 'night'))
        .toEqual([...before.filter((id) => id !== denied), String(added?.['id'])].sort());
      expect(await readTable(page, 'moods')).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog()).toHaveCount(0);
    });

    test('a mood is learnt from frames, named, saved, and is everywhere moods are', async () => {
      const gallery = new Gallery(page);
      await page
        .getByRole('region', { name: 'Moods', exact: true })
        .getByRole('button', { name: /Blue neon/ })
        .click();
      await expect(gallery.list.getByRole('option').first()).toBeVisible();
      const options = gallery.list.getByRole('option');
      await options.nth(0).click();
      await options.nth(1).click({ modifiers: ['Control'] });
      await options.nth(2).click({ modifiers: ['Control'] });
      await page.getByRole('button', { name: 'Edit moods…' }).click();
      await dialog().getByRole('button', { name: 'New mood from 3 frames' }).click();
      await dialog().getByRole('textbox', { name: 'Name' }).fill('Nachtzug');
      await expect(preview()).toContainText('would have this mood');
      await picture(page, 'dialog-example');
      expect(await wcagViolations(page)).toEqual([]);
      await dialog().getByRole('button', { name: 'Save mood' }).click();
      await expect.poll(async () => (await readTable(page, 'moods')).length).toBe(1);
      const [made] = await readTable(page, 'moods');
      const id = String(made?.['id']);
      expect(id).toMatch(/^own:/);
      await expect.poll(async () => (await framesWith(page, id)).length).toBeGreaterThanOrEqual(3);
      await page.keyboard.press('Escape');
      const side = page.getByRole('region', { name: 'Moods', exact: true });
      await side.getByRole('button', { name: /Blue neon/ }).click();
      await side.getByRole('button', { name: /Nachtzug/ }).click();
      const withMood = await framesWith(page, id);
      await expect.poll(async () => await options.count()).toBe(withMood.length);
      await options.first().click();
      await expect(page.getByRole('region', { name: 'Moods of this frame' })).toContainText('Nachtzug');
      await picture(page, 'own-mood-in-library');
      await side.getByRole('button', { name: /Nachtzug/ }).click();
      await gallery.search('nachtzug');
      await expect.poll(async () => await options.count()).toBe(withMood.length);
      await gallery.search('');
    });

    test('restart keeps it; deleted, it is gone, and Undo brings it back', async () => {
      await launched.close();
      await open();
      const side = page.getByRole('region', { name: 'Moods', exact: true });
      await expect(side.getByRole('button', { name: /Nachtzug/ })).toBeVisible();
      const [made] = await readTable(page, 'moods');
      const id = String(made?.['id']);
      const before = await framesWith(page, id);
      await page.getByRole('button', { name: 'Edit moods…' }).click();
      await dialog()
        .getByRole('button', { name: /^Nachtzug/ })
        .click();
      await dialog().getByRole('button', { name: 'Delete mood' }).click();
      await expect.poll(async () => await framesWith(page, id)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(side.getByRole('button', { name: /Nachtzug/ })).toHaveCount(0);
      await chooseFromMenu(launched.app, /^Undo/);
      await expect.poll(async () => await framesWith(page, id)).toEqual(before);
      await expect(side.getByRole('button', { name: /Nachtzug/ })).toBeVisible();
    });

    test('a tall picture keeps its shape, and its mask lies on it', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'afterimage-tall-'));
      try {
        const file = join(folder, 'tall.png');
        await sharp({ create: { width: 540, height: 1200, channels: 3, background: '#0b1d9c' } })
          .composite([{ input: await sharp(Buffer.from(tallSvg)).png().toBuffer() }])
          .png()
          .toFile(file);
        await dropFiles(page, [file]);
        const gallery = new Gallery(page);
        await gallery.search('tall');
        await gallery.frame(/tall/).first().click();
        const inspector = page.getByRole('complementary', { name: 'Frame' });
        const box = inspector.getByRole('img', { name: /tall/ }).locator('..');
        const shape = async (): Promise<number> => {
          const shown = await box.boundingBox();
          return shown === null ? 0 : shown.height / shown.width;
        };
        await expect.poll(shape).toBeCloseTo(1200 / 540, 1);
        await inspector.getByRole('button', { name: 'Why not another mood?' }).click();
        await page.getByRole('menuitem').first().click();
        await inspector.getByRole('button', { name: /^Show what counts/ }).click();
        const mask = inspector.getByRole('img', { name: /^Where .+ is/ });
        await expect(mask).toBeInViewport({ ratio: 1 });
        await expect.poll(shape).toBeCloseTo(1200 / 540, 1);
        expect(await mask.boundingBox()).toEqual(await box.boundingBox());
        await picture(page, 'why-not-tall');
        await inspector.getByRole('button', { name: /^Close why not/ }).click();
        await page.keyboard.press('Escape');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });

/** Sets or denies a mood in the inspector, as a person does. */
async function setByHand(page: Page, frameId: string, mood: string, state: 'on' | 'off'): Promise<void> {
  const frame = (await readTable(page, 'frames')).find((row) => row['id'] === frameId);
  const media = (await readTable(page, 'media')).find((row) => row['id'] === frame?.['mediaId']);
  const gallery = new Gallery(page);
  await gallery.search(String(media?.['fileName']));
  await gallery.list.getByRole('option').first().click();
  const moods = page.getByRole('region', { name: 'Moods of this frame' });
  if (state === 'off') {
    await moods.getByRole('button', { name: 'Night is wrong here' }).click();
  } else {
    await moods.getByRole('button', { name: 'Add mood' }).click();
    await page.getByRole('menuitem', { name: 'Night' }).click();
  }
  await expect
    .poll(async () => {
      const row = (await readTable(page, 'frames')).find((each) => each['id'] === frame?.['id']);
      return (row?.['moodOverrides'] as Record<string, string> | undefined)?.[mood];
    })
    .toBe(state);
  await gallery.search('');
}
