import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { savedSearchSchema } from '../../shared/domain/searchFilter.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { waitForSample } from './mainJob.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

/** The library of the sample: a window that is closed and opened again on the same data. */
test.describe
  .serial('finding by eye', () => {
    let userDataDir: string;
    let launched: LaunchedAfterimage;
    let page: Page;
    let gallery: Gallery;
    const open = async (): Promise<void> => {
      launched = await launchAfterimage({ userDataDir });
      page = launched.page;
      gallery = new Gallery(page);
      await waitForSample(page);
    };
    test.beforeAll(async () => {
      userDataDir = mkdtempSync(join(tmpdir(), 'afterimage-find-'));
      await open();
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    });

    const field = (): Locator => page.getByRole('combobox', { name: 'Search the library' });
    const chips = (): Locator => page.getByRole('grid', { name: 'Narrowed to' }).getByRole('row');
    const options = (): Locator => gallery.list.getByRole('option');
    const saved = (): Locator => page.getByRole('region', { name: 'Saved searches' });
    const names = (): Promise<string[]> =>
      options().evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));

    test('a chip and a colour find the glow frames of a film, best first', async () => {
      await field().pressSequentially('director: won');
      await expect(page.getByRole('option', { name: 'director: Wong Kar Wai' })).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(chips()).toHaveText([/director Wong Kar Wai/]);
      await expect(field()).toHaveValue('');

      await page.getByRole('button', { name: 'Search by colour' }).click();
      await page.getByRole('button', { name: /^Add Orange-red glow/ }).click();
      await expect(page.getByRole('button', { name: /Order/ })).toHaveText(/By match/);
      await expect(options().first()).toHaveAccessibleName(/^2046, .*match 0\.\d\d$/);
      const found = await names();
      const scores = found.map((name) => Number(/match (\d\.\d\d)$/.exec(name)?.[1]));
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      // Five frames of 2046 glow; whatever else has a spot of that orange comes after them.
      expect(found.slice(0, 5).every((name) => name.startsWith('2046'))).toBe(true);

      await options().first().click();
      const match = page.getByRole('region', { name: 'Match with the search' });
      await expect(match.getByRole('listitem')).toHaveText([/orange.*ΔE 0\.\d\d/]);
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('words narrow the colours further, and chips go by keyboard', async () => {
      await field().click();
      await page.keyboard.press('Backspace');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowRight');
      await expect(page.getByText(/Only frames of works directed by Wong Kar Wai/)).toBeVisible();
      await page.keyboard.press('Delete');
      await expect(chips()).toHaveText([/colour #E4541D/]);
      await field().fill('hate');
      await expect(options().first()).toHaveAccessibleName(/^Hate that…, .*match/);
      // One of these may have come first before the word was typed, with others after it.
      await expect
        .poll(async () => (await names()).filter((name) => !name.startsWith('Hate that…')))
        .toEqual([]);
    });

    test('a saved search is there after a restart, with its colours', async () => {
      const before = await names();
      await page.getByRole('button', { name: 'Save search…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('주황 glow');
      await dialog.getByRole('button', { name: 'Save search' }).click();
      await expect(saved().getByRole('button', { name: '주황 glow', exact: true })).toBeVisible();
      const [row] = (await readTable(page, 'savedSearches')).map((each) => savedSearchSchema.parse(each));
      expect(row?.filter).toMatchObject({ text: 'hate', colours: { colours: [{ hex: '#e4541d' }] } });

      await launched.close();
      await open();
      await expect(chips()).toHaveCount(0);
      await saved().getByRole('button', { name: '주황 glow', exact: true }).click();
      await expect(options()).toHaveCount(before.length);
      await expect.poll(names).toEqual(before);

      await saved().getByRole('button', { name: 'Actions for the search 주황 glow' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await expect(saved().getByRole('listitem')).toHaveCount(0);
      await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
      await expect(saved().getByRole('listitem')).toHaveCount(1);
      await page.getByRole('button', { name: 'Clear search' }).click();
    });

    test('the eyedropper takes the very pixel of a picture', async () => {
      await gallery.select(/Hate that…, 00:00:03:\d\d/);
      await page.getByRole('button', { name: 'Search by colour' }).click();
      const picture = page.getByRole('complementary', { name: 'Frame' }).locator('img').first();
      await expect(picture).toHaveJSProperty('complete', true);
      const at = await picture.evaluate((image: HTMLImageElement) => {
        const box = (image.parentElement ?? image).getBoundingClientRect();
        return { x: Math.round(box.left + box.width * 0.62), y: Math.round(box.top + box.height * 0.4) };
      });
      const truth = await picture.evaluate((image: HTMLImageElement, { x, y }) => {
        const box = image.getBoundingClientRect();
        const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        const across = Math.floor(((x - box.left) / box.width) * image.naturalWidth);
        const down = Math.floor(((y - box.top) / box.height) * image.naturalHeight);
        const [red = 0, green = 0, blue = 0] = context.getImageData(across, down, 1, 1).data;
        return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
      }, at);
      await page.getByRole('button', { name: 'Pick from a picture' }).click();
      await page.mouse.move(at.x, at.y);
      await expect(page.locator('[data-eyedropper] output')).toContainText(truth.toUpperCase());
      await page.mouse.click(at.x, at.y);
      await expect(page.locator('[data-eyedropper]')).toHaveCount(0);
      await expect(chips()).toHaveText([new RegExp(`colour ${truth.toUpperCase()}`)]);
      await expect(options().first()).toHaveAccessibleName(/match/);
      await page.getByRole('button', { name: 'Clear search' }).click();
      await page.getByRole('button', { name: 'Close the colour search' }).click();
    });

    test('a frame dragged onto the field searches by its look', async () => {
      const from = await gallery.frame(/Hate that…, 00:00:03:\d\d/).boundingBox();
      if (from === null) throw new Error('the frame is not in view');
      await page.mouse.move(from.x + 40, from.y + 40);
      await page.mouse.down();
      await page.mouse.move(from.x + 80, from.y + 20, { steps: 3 });
      const zone = page.getByText('Search by its look');
      await expect(zone).toBeVisible();
      const target = await zone.boundingBox();
      if (target === null) throw new Error('there is nowhere to drop');
      await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 3 });
      await page.mouse.up();
      await expect(chips()).toHaveText([/looks like Hate that…, 00:00:03:\d\d/]);
      await expect(options().first()).toHaveAccessibleName(/^Hate that…, hate-that-round-window.*match/);
      await page.getByRole('button', { name: 'Clear search' }).click();
    });

    test('echoes of a glow frame bring its film frame, with the reason', async () => {
      await gallery.select(/Hate that…, 00:00:03:\d\d/);
      await page.getByRole('button', { name: 'All echoes…' }).click();
      await page.getByRole('radio', { name: 'Films' }).check();
      const results = page.getByRole('listbox', { name: 'Look-alikes, best first' });
      const first = results.getByRole('option').first();
      await expect(first).toHaveAccessibleName(/^2046 0\.\d\d .*(Mostly|Alike in) \w+ \(\.\d\d\)/);
      await expect(first).toContainText('Palette');
      const pair = page.getByRole('region', { name: 'Side by side' });
      await expect(pair.getByRole('img', { name: /./ }).first()).toBeVisible();
      await expect(pair).toContainText(/(Mostly|Alike in) /);
      expect(await wcagViolations(page)).toEqual([]);

      await page.getByRole('slider', { name: 'Structure' }).fill('0');
      await expect(pair).not.toContainText(/structure \(/);
      // Sliders stay while other sections are open.
      await page.getByRole('button', { name: 'Back' }).click();
      await page.getByRole('button', { name: 'All echoes…' }).click();
      await expect(page.getByRole('slider', { name: 'Structure' })).toHaveValue('0');
      await page.getByRole('button', { name: 'Balanced' }).click();
      await page.getByRole('button', { name: 'Back' }).click();
    });

    test('echoes beside a frame follow the library', async () => {
      await gallery.select(/Hate that…, 00:00:03:\d\d/);
      const best = page
        .getByRole('region', { name: 'Echoes of this frame' })
        .getByRole('button', { name: /^Compare with/ });
      await expect(best).toHaveCount(4);
      const said = (await best.first().getAttribute('aria-label')) ?? '';
      const found = /^Compare with (.*), \d\.\d\d /u.exec(said)?.[1] ?? 'no echo';
      await gallery.search(found.split(',')[0] ?? '');
      await gallery.select(new RegExp(`^${found.replaceAll(/[.…]/gu, '.')}`, 'u'));
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: 'Clear search' }).click();
      await gallery.select(/Hate that…, 00:00:03:\d\d/);
      await expect(best).toHaveCount(4);
      await expect(best.first()).not.toHaveAccessibleName(said);
      await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
      await expect(best.first()).toHaveAccessibleName(said);
    });

    test('the viewer finds by a moment and by a pixel of its picture', async () => {
      await gallery.frame(/Hate that…, 00:00:03:\d\d/).dblclick();
      await expect(page.getByRole('button', { name: 'Grab this frame' })).toBeEnabled();
      await page.keyboard.press('i');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('o');
      await page.keyboard.press('m');
      await page.getByRole('button', { name: /^Actions for the moment 00:00:03:\d\d/ }).click();
      await page.getByRole('menuitem', { name: 'Echoes of this moment' }).click();
      await expect(page.getByRole('heading', { name: /^Echoes of Hate that…, 00:00:03:\d\d/ })).toBeVisible();
      const results = page.getByRole('listbox', { name: 'Look-alikes, best first' });
      await expect(results.getByRole('option').first()).toHaveAccessibleName(/^2046/);
      await page.getByRole('button', { name: 'Back' }).click();

      await page.getByRole('button', { name: 'Find by this picture' }).click();
      await page.getByRole('menuitem', { name: 'Pick a colour from the picture…' }).click();
      const said = page.locator('[data-eyedropper] output');
      await expect(said).toHaveText(/, #[0-9A-F]{6}$/);
      const hex = /#[0-9A-F]{6}$/.exec((await said.textContent()) ?? '')?.[0] ?? '';
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Show the frames' }).click();
      await expect(chips()).toHaveText([new RegExp(`colour ${hex}`)]);
      await page.getByRole('button', { name: 'Clear search' }).click();
    });

    test('a proposed homage becomes a link of both moments; a refused one is not offered again', async () => {
      await page.getByRole('button', { name: 'Actions for Hate that…' }).click();
      await page.getByRole('menuitem', { name: 'Propose homages…' }).click();
      await expect(page.getByText('Choose the films to compare with')).toBeVisible();
      await page.getByRole('checkbox', { name: /^2046/ }).check();
      const list = page.getByRole('listbox', { name: 'Proposed pairs, best first' });
      const pair = list.getByRole('option', { name: /00:00:03:\d\d 2046, 00:00:07:\d\d/ });
      await pair.click();
      expect(await wcagViolations(page)).toEqual([]);

      await page.keyboard.press('n');
      await expect(pair).toHaveCount(0);
      expect((await readTable(page, 'homageVerdicts')).map(({ verdict }) => verdict)).toEqual(['no']);
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: 'Undo' })
        .last()
        .click();
      await expect(pair).toHaveAttribute('aria-selected', 'true');
      expect(await readTable(page, 'homageVerdicts')).toEqual([]);

      // Two keys in a row are about two pairs.
      await page.keyboard.press('n');
      await page.keyboard.press('n');
      const refused = async () => (await readTable(page, 'homageVerdicts')).length;
      await expect.poll(refused).toBe(2);
      await page.getByRole('button', { name: 'Ask about them again' }).click();
      await expect.poll(refused).toBe(0);
      await pair.click();

      const linksBefore = await readTable(page, 'links');
      await page.keyboard.press('y');
      const editor = page.getByRole('dialog', { name: 'New homage link' });
      await expect(editor.getByRole('textbox', { name: 'In', exact: true })).toHaveCount(2);
      await editor.getByRole('button', { name: 'Save link' }).click();
      await expect(editor).toHaveCount(0);
      await expect(pair).toHaveAccessibleName(/ linked/);

      const known = new Set(linksBefore.map(({ id }) => id));
      const [link] = (await readTable(page, 'links')).filter(({ id }) => !known.has(id));
      const moments = await readTable(page, 'moments');
      for (const side of ['from', 'to'] as const) {
        const ends = (link?.[side] ?? []) as { type: string; momentId?: string; frameId?: string }[];
        const end = ends.find(({ type }) => type === 'moment');
        const moment = moments.find(({ id }) => id === end?.momentId);
        expect(moment?.['span'], side).toMatchObject({ inFrame: expect.any(Number) });
        const span = (moment?.['span'] ?? {}) as { inFrame?: number; outFrame?: number };
        const frames = await readTable(page, 'frames');
        const frame = frames.find(({ id }) => id === ends.find(({ type }) => type === 'frame')?.frameId);
        expect(frame?.['shot'], side).toMatchObject({ startFrame: span.inFrame, endFrame: span.outFrame });
      }
    });
  });
