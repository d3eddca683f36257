import { expect, type Locator, type Page, test } from '@playwright/test';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection, waitForSample } from './mainJob.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { wcagViolations } from './pages/wcagViolations.ts';
import { writeRow } from './pages/writeRow.ts';

/** Finding as people do it: with what is mistyped, by keyboard only, with long names, and taken back. */
test.describe
  .serial('finding by hand', () => {
    let launched: LaunchedAfterimage;
    let page: Page;
    let gallery: Gallery;
    test.beforeAll(async () => {
      launched = await launchAfterimage();
      page = launched.page;
      gallery = new Gallery(page);
      await waitForSample(page);
    });
    test.afterAll(async () => {
      await launched.close();
    });

    const field = (): Locator => page.getByRole('combobox', { name: 'Search the library' });
    const chips = (): Locator => page.getByRole('grid', { name: 'Narrowed to' }).getByRole('row');
    const panel = (): Locator => page.getByRole('region', { name: 'Search by colour' });
    const colourButton = (): Locator => page.getByRole('button', { name: 'Search by colour', exact: true });
    const clear = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Clear search' }).click();
    };

    test('a colour that hardly has a hue is taken as it is', async () => {
      await colourButton().click();
      const hex = panel().getByRole('textbox', { name: 'Hex value' });
      for (const wanted of ['#FDFDFB', '#545757', '#0A0C0D']) {
        await hex.fill(wanted);
        await hex.press('Enter');
        await expect(chips()).toHaveText([new RegExp(`colour ${wanted}`)]);
        await expect(hex).toHaveValue(wanted);
      }
      await clear();
      await page.getByRole('button', { name: 'Close the colour search' }).click();
    });

    test('colours are chosen and left by keyboard', async () => {
      await colourButton().focus();
      await page.keyboard.press('Enter');
      await expect(panel()).toBeFocused();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await expect(page.getByRole('button', { name: 'Pick from a picture' })).toBeFocused();
      for (const mood of ['Orange-red glow', 'Blue neon', 'Blood red', 'Sodium amber', 'Fluorescent green']) {
        await panel()
          .getByRole('button', { name: new RegExp(`^Add ${mood}`) })
          .press('Enter');
      }
      await expect(panel()).toContainText('Five are chosen: the next one replaces colour 5.');
      expect(await wcagViolations(page)).toEqual([]);
      for (const at of [5, 4, 3, 2, 1]) {
        await panel()
          .getByRole('button', { name: new RegExp(`^Remove colour ${at},`) })
          .press('Enter');
        await expect(panel()).toBeFocused();
      }
      await page.keyboard.press('Escape');
      await expect(panel()).toHaveCount(0);
      await expect(colourButton()).toBeFocused();
    });

    test('the best match is shown, wherever the selected frame comes to stand', async () => {
      await gallery.list.focus();
      await page.keyboard.press('End');
      await expect(gallery.list.locator('[data-cursor]')).toBeInViewport();
      await colourButton().click();
      await panel()
        .getByRole('button', { name: /^Add Blue neon/ })
        .click();
      // The selected frame is found as well, as the last.
      await page.getByRole('slider', { name: /Tolerance/ }).fill('0.3');
      const first = gallery.list.getByRole('option').first();
      await expect(first).toHaveAttribute('aria-posinset', '1');
      await expect(first).toHaveAccessibleName(/match/);
      await expect(first).toBeInViewport();
      await page.keyboard.press('Escape');
      await clear();
    });

    test('what cannot be read is told, in the field', async () => {
      for (const [typed, problem] of [
        ['year: abc', '“abc” is no year'],
        ['길이: 오래', '“오래” is no shot length'],
        ['aspect: 0', '“0” is no aspect ratio'],
      ] as const) {
        await field().fill(typed);
        await expect(page.getByText(problem)).toBeVisible();
        await expect(page.getByRole('option', { name: /0–0/ })).toHaveCount(0);
      }
      await expect(page.getByText(/^An aspect ratio reads/)).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
      await clear();
      await field().pressSequentially('연도: 1990년대');
      await expect(page.getByText(/ is no /)).toHaveCount(0);
      await expect(page.getByRole('option', { name: 'year: 1990–1999' })).toBeVisible();
      await gallery.search('');
    });

    test('a chip that is added is in sight, however many there are', async () => {
      const typed = [
        'director: won',
        'year: 1990-2005',
        'aspect: 2.39',
        'mood: blue',
        'tag: neon',
        'work: 2046',
      ];
      for (const [at, term] of typed.entries()) {
        await field().pressSequentially(term);
        await page.keyboard.press('Enter');
        await expect(chips()).toHaveCount(at + 1);
        const sort = term.slice(0, term.indexOf(':'));
        await expect(chips().filter({ hasText: new RegExp(`^${sort}`) })).toBeInViewport({ ratio: 0.9 });
      }
      await clear();
    });

    test('a saved search stands first in the sidebar', async () => {
      await gallery.search('neon');
      await page.getByRole('button', { name: 'Save search…' }).click();
      const dialog = page.getByRole('dialog');
      // Enter that ends a word being composed does not save it half-written.
      await dialog.getByRole('textbox', { name: 'Name' }).evaluate((input) => {
        const composed = { key: 'Enter', bubbles: true, cancelable: true, isComposing: true };
        input.dispatchEvent(new KeyboardEvent('keydown', composed));
      });
      await expect(dialog).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      expect(await readTable(page, 'savedSearches')).toEqual([]);
      await page.getByRole('button', { name: 'Save search…' }).click();
      await dialog.getByRole('button', { name: 'Save search' }).click();
      const side = page.getByRole('complementary', { name: 'Works, moods and tags' });
      const first = side.getByRole('region').first();
      await expect(first).toHaveAccessibleName('Saved searches');
      await expect(first.getByRole('button', { name: 'neon', exact: true })).toBeInViewport();
      await clear();
    });

    test('a picture that is dragged in sees where it is looked for', async () => {
      const drag = async (type: string, selector: string, mime: string): Promise<void> =>
        await page.evaluate(
          (given) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(['-'], 'dragged', { type: given.mime }));
            document
              .querySelector(given.selector)
              ?.dispatchEvent(
                new DragEvent(given.type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
              );
          },
          { type, selector, mime },
        );
      const zone = page.getByText('Search by its palette', { exact: true });
      await drag('dragenter', 'main', 'image/png');
      await expect(zone).toBeVisible();
      await expect(zone).not.toHaveAttribute('data-active');
      await drag('dragover', '[data-search-field]', 'image/png');
      await expect(zone).toHaveAttribute('data-active', 'true');
      await drag('dragleave', 'main', 'image/png');
      await expect(zone).toHaveCount(0);
      await drag('dragenter', 'main', 'video/mp4');
      await expect(page.getByText('Import into the library')).toBeVisible();
      await expect(zone).toHaveCount(0);
      await drag('dragleave', 'main', 'video/mp4');
    });

    test('look-alikes stand in their columns beside works with long titles, and say what each part brings', async () => {
      const work = (await readTable(page, 'works')).find((row) => row['title'] === '2046');
      await writeRow(page, 'works', {
        ...work,
        title: '重慶森林の長い夜 — 墮落天使與失落的時光 director’s cut '.repeat(3),
      });
      await page.reload();
      await gallery.select(/Hate that…, 00:00:03:\d\d/);
      await page.getByRole('button', { name: 'All echoes…' }).click();
      const results = page.getByRole('listbox', { name: 'Look-alikes, best first' });
      await expect(results.getByRole('option').nth(8)).toBeAttached();
      const boxes = await results
        .getByRole('option')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
      const inside = (await results.boundingBox()) ?? { x: 0, width: 0 };
      for (const [at, box] of boxes.entries()) {
        expect(box.right, `result ${at + 1}`).toBeLessThanOrEqual(inside.x + inside.width);
        const next = boxes[at + 1];
        if (next !== undefined && next.top === box.top) expect(box.right).toBeLessThanOrEqual(next.left);
      }
      const pair = page.getByRole('region', { name: 'Side by side' });
      const shares = (await pair.getByRole('definition').allTextContents()).map((text) =>
        Number(/(\d+) % of the match/.exec(text)?.[1]),
      );
      expect(shares).toHaveLength(4);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
      await writeRow(page, 'works', { ...work });
      await page.reload();
      await page.getByRole('button', { name: 'Actions for Hate that…' }).click();
      await page.getByRole('menuitem', { name: 'Echoes of this work' }).click();
      await expect(results.getByRole('option').first()).toContainText(
        /Like (\d\d:\d\d:\d\d:\d\d|\S+\.jpg): \w/,
      );
      await page.getByRole('button', { name: 'Back' }).click();
    });

    test('a yes whose link is not saved leaves nothing behind', async () => {
      await page.getByRole('button', { name: 'Actions for Hate that…' }).click();
      await page.getByRole('menuitem', { name: 'Propose homages…' }).click();
      await page.getByRole('checkbox', { name: /^2046/ }).check();
      const pair = page.getByRole('region', { name: 'Pair to judge' });
      await expect(pair).toBeVisible();
      const said = page.getByRole('banner').getByRole('status');
      const before = await said.textContent();
      const read = async (): Promise<unknown> =>
        await Promise.all(['homageVerdicts', 'links', 'moments'].map((table) => readTable(page, table)));
      const rows = await read();
      await page.keyboard.press('y');
      const editor = page.getByRole('dialog', { name: 'New homage link' });
      await expect(editor.getByRole('textbox', { name: 'In', exact: true }).first()).toHaveValue(/:/);
      await page.keyboard.press('Escape');
      await expect(editor).toHaveCount(0);
      expect(await read()).toEqual(rows);
      await expect(said).toHaveText(before ?? '');
      await expect(pair.getByRole('button', { name: /^A homage/ })).toBeVisible();
      await page.getByRole('button', { name: 'Back' }).click();
    });

    test('a long comparison can be cancelled, and taken up again', async () => {
      const worker = page.workers().find((each) => each.url().includes('searchWorker'));
      if (worker === undefined) throw new Error('there is no search worker');
      // Its answers wait until they are let go, as with a very large library.
      const held = await worker.evaluateHandle(() => {
        const post = self.postMessage.bind(self);
        const waiting: unknown[] = [];
        self.postMessage = (message: unknown) => void waiting.push(message);
        return {
          letGo: () => {
            self.postMessage = post;
            for (const message of waiting) post(message);
          },
        };
      });
      await page.getByRole('button', { name: 'Actions for Bittersweet' }).click();
      await page.getByRole('menuitem', { name: 'Propose homages…' }).click();
      await page.getByRole('checkbox', { name: /^Chungking Express/ }).check();
      await expect(page.getByText('Comparing shots…')).toBeVisible();
      await expect(page.getByRole('progressbar', { name: 'Films compared' })).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByText('Stopped: 0 of 1 film compared.')).toBeVisible();
      // Taken up again it is told of as it was the first time.
      await page.getByRole('button', { name: 'Compare all' }).click();
      await expect(page.getByText('Comparing shots…')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
      await held.evaluate(({ letGo }) => letGo());
      await expect(
        page.getByRole('listbox', { name: 'Proposed pairs, best first' }).getByRole('option').first(),
      ).toBeVisible();
      await page.getByRole('button', { name: 'Back' }).click();
    });

    test('a colour is picked from a picture on the board', async () => {
      await openSection(page, 'Board');
      const frame = page.locator('[data-board] [data-kind=frame]').first();
      await frame.click();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Pick a colour from a picture…' }).click();
      const at = await frame.boundingBox();
      if (at === null) throw new Error('the frame is not in view');
      await page.mouse.move(at.x + at.width / 2, at.y + at.height / 3);
      await expect(page.locator('[data-eyedropper] output')).toHaveText(/, #[0-9A-F]{6}$/);
      await page.mouse.click(at.x + at.width / 2, at.y + at.height / 3);
      const told = page.getByText(/^#[0-9A-F]{6} added to the search$/);
      const hex = ((await told.textContent()) ?? '').slice(0, 7);
      await page.getByRole('button', { name: 'Show the frames' }).click();
      await expect(chips()).toHaveText([new RegExp(`colour ${hex}`)]);
      await clear();
    });

    test('the work’s palette unfolds under the frame’s; a moment’s colours are named', async () => {
      await gallery.select(/Hate that…, 00:00:03:\d\d/);
      await page.getByText('Palette of the whole work').click();
      const palette = page.getByRole('region', { name: 'Palette of Hate that…' });
      await expect(palette.getByRole('listitem')).not.toHaveCount(0);
      await gallery.frame(/Hate that…, 00:00:03:\d\d/).dblclick();
      await expect(page.getByRole('button', { name: 'Grab this frame' })).toBeEnabled();
      await page.keyboard.press('i');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('o');
      await page.keyboard.press('m');
      const moments = page.getByRole('region', { name: 'Moments' });
      await moments.getByText(/^\d colours by name$/).click();
      await expect(moments.getByRole('button', { name: /: copy #[0-9A-F]{6}$/ }).first()).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Back', exact: true }).click();
    });

    test('colours that are looked for are named in the language chosen', async () => {
      await page.getByRole('button', { name: /^Palette of this frame/ }).click();
      await page.getByRole('menuitem', { name: /^Colour names/ }).press('ArrowRight');
      await page.getByRole('menuitem', { name: /^한국어/ }).click();
      await colourButton().click();
      await panel()
        .getByRole('button', { name: /^Add Orange-red glow/ })
        .click();
      await expect(panel().getByRole('button', { name: /^Change colour 1: .*[가-힣]/ })).toBeVisible();
      await expect(panel().getByText(/^선명한 주황$|^선명한 빨강$/)).toBeVisible();
      const match = page.getByRole('region', { name: 'Match with the search' });
      await expect(match.getByRole('listitem').first()).toContainText(/[가-힣]/);
      await page.getByRole('button', { name: 'Pick from a picture' }).click();
      await expect(page.locator('[data-eyedropper] output')).toHaveText(/[가-힣].*, #[0-9A-F]{6}$/);
      await page.keyboard.press('Escape');
    });
  });
