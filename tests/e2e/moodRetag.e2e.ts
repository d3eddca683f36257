import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { storeBaseFrames, writeManyFrames } from '../bench/writeManyFrames.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { chooseFromMenu } from './pages/chooseFromMenu.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

/** So many that asking them again takes longer than a few presses. */
const frameCount = 6000;
/** The machine may have other things to do. */
const slow = { timeout: 100_000 };
const shown = frameCount.toLocaleString('en-GB');

/** Ids of the frames that have the mood night, by the database's index. */
async function nightsIn(page: Page): Promise<Set<string>> {
  const ids = await page.evaluate(async () => {
    const answer = async <T>(request: IDBRequest<T>): Promise<T> =>
      await new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('not read')));
      });
    const database = await answer(indexedDB.open('afterimage'));
    const frames = database.transaction('frames').objectStore('frames');
    const keys = await answer(frames.index('moodIds').getAllKeys('night'));
    database.close();
    return keys.map(String);
  });
  return new Set(ids);
}

/** The only id that is in one set and not in the other. */
function onlyIn(ids: ReadonlySet<string>, others: ReadonlySet<string>): string {
  const [id, ...more] = [...ids].filter((each) => !others.has(each));
  if (id === undefined || more.length > 0) throw new Error(`${more.length + 1} frames differ`);
  return id;
}

test.describe
  .serial('asking a long library for its moods again', () => {
    test.setTimeout(240_000);
    const userDataDir = mkdtempSync(join(tmpdir(), 'afterimage-retag-'));
    let launched: LaunchedAfterimage;
    let page: Page;
    /** What was night after one frame was said to be none, and another one to be one, by hand. */
    let before: Set<string>;
    let denied: string;
    let added: string;
    const dialog = (): Locator => page.getByRole('dialog', { name: 'Moods' });
    /** In the status bar; the dialog shows the same while it is open. */
    const progress = (): Locator =>
      page.getByRole('contentinfo').getByRole('region', { name: 'Frames asked for their moods' });
    const cancel = (): Locator =>
      progress().getByRole('button', { name: 'Cancel asking frames for their moods' });
    const goOn = (): Locator =>
      progress().getByRole('button', { name: 'Go on asking frames for their moods' });

    const open = async (): Promise<void> => {
      launched = await launchAfterimage({ userDataDir, sampleLibrary: false });
      page = launched.page;
    };
    const untilShown = async (): Promise<void> =>
      await expect(page.locator('[aria-label="Filter and order"] output')).toContainText(shown, slow);
    /** Where a run that is not at its end says it stands, in the database. */
    const run = async (): Promise<{ done: number; isStopped: boolean } | null> => {
      const row = (await readTable(page, 'settings')).find(({ key }) => key === 'moodRetag');
      return (row?.['value'] as { done: number; isStopped: boolean } | undefined) ?? null;
    };
    const openNight = async (): Promise<void> => {
      await chooseFromMenu(launched.app, /Moods…/);
      await dialog()
        .getByRole('button', { name: /^Night/ })
        .click();
      await expect(dialog().getByTestId('mood-preview')).toContainText('have this mood', slow);
    };
    const save = async (): Promise<void> =>
      await dialog().getByRole('button', { name: 'Save', exact: true }).click();

    test.beforeAll(async () => {
      await open();
      await page.getByText('Begin with footage').waitFor();
      await writeManyFrames(page, await storeBaseFrames(userDataDir, 48), frameCount);
      await launched.close();
      await open();
      await untilShown();
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(userDataDir, { recursive: true, force: true });
    });

    test('a mood is set on one frame and removed from another by hand', async () => {
      const side = page.getByRole('region', { name: 'Moods', exact: true });
      const first = new Gallery(page).list.getByRole('option').first();
      const moods = page.getByRole('region', { name: 'Moods of this frame' });
      const measured = await nightsIn(page);
      await side.getByRole('button', { name: /^Night/ }).click();
      await first.click();
      await moods.getByRole('button', { name: 'Night is wrong here' }).click();
      await expect.poll(async () => (await nightsIn(page)).size, slow).toBe(measured.size - 1);
      const without = await nightsIn(page);
      denied = onlyIn(measured, without);
      await side.getByRole('button', { name: /^Night/ }).click();
      await side.getByRole('button', { name: /^High key/ }).click();
      await first.click();
      await moods.getByRole('button', { name: 'Add mood' }).click();
      await page.getByRole('menuitem', { name: 'Night' }).click();
      await expect.poll(async () => (await nightsIn(page)).size, slow).toBe(measured.size);
      before = await nightsIn(page);
      added = onlyIn(before, without);
      await side.getByRole('button', { name: /^High key/ }).click();
      expect(before.size).toBeGreaterThan(500);
    });

    test('a saved threshold is applied in the background, with progress; Cancel stops it where it is', async () => {
      await openNight();
      await dialog().getByRole('slider', { name: 'Median lightness' }).press('Home');
      await save();
      await expect(progress()).toContainText(/Moods: [\d,]+ of 6,000/);
      await expect(progress().getByRole('progressbar')).toBeVisible();
      // Some of it is done; the dialog need not stay open for it.
      await expect.poll(async () => (await nightsIn(page)).size, slow).toBeLessThan(before.size);
      await page.keyboard.press('Escape');
      await expect(dialog()).toHaveCount(0);
      await cancel().click();
      await expect(progress()).toContainText(/Moods stopped at [\d,]+ of 6,000/);
      await expect.poll(async () => (await run())?.isStopped).toBe(true);
      expect((await run())?.done).toBeLessThan(frameCount);
      const then = await nightsIn(page);
      expect(then.size).toBeGreaterThan(1);
      expect(then).toContain(added);
      expect(then).not.toContain(denied);
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('it stays stopped over a restart, and goes on from there when it is told to', async () => {
      const stopped = await run();
      const then = await nightsIn(page);
      await launched.close();
      await open();
      await untilShown();
      await expect(goOn()).toBeVisible();
      expect(await run()).toEqual(stopped);
      expect(await nightsIn(page)).toEqual(then);
      await goOn().click();
      await expect(progress()).toHaveCount(0, slow);
      // No frame can be as dark as that: what is left was set by hand.
      expect([...(await nightsIn(page))]).toEqual([added]);
      expect(await run()).toBeNull();
    });

    test('cut off in the middle, it goes on by itself at the next start', async () => {
      await openNight();
      await dialog().getByRole('button', { name: 'Back to our thresholds' }).click();
      await save();
      await expect.poll(async () => (await run())?.done ?? 0).toBeGreaterThan(0);
      await launched.kill();
      await open();
      await untilShown();
      await expect.poll(run, slow).toBeNull();
      await expect(progress()).toHaveCount(0);
      expect(await nightsIn(page)).toEqual(before);
    });
  });
