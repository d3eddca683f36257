import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { LaunchedAfterimage } from './launchAfterimage.ts';
import { answerSaveDialog } from './pages/stubDialogs.ts';

/** Opens a section by its button in the rail. */
export async function openSection(page: Page, name: 'Library' | 'Viewer' | 'Links' | 'Board'): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name }).click();
}

/** Waits until the sample library is there whole: its works and links are counted, and nothing is being imported. */
export async function waitForSample(page: Page): Promise<void> {
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText(/[1-9]\d* homage links?/, { timeout: 120_000 });
  await expect(foot.getByRole('group', { name: 'Import' })).toHaveCount(0, { timeout: 120_000 });
}

/** Where the main job left its results. */
export interface MainJobResults {
  readonly pdfPath: string;
  readonly screenshotPath: string;
}

/**
 * The main job on the sample library, as a user does it: a board laid out from the homage links, seen whole,
 * and exported to PDF.
 * @param outFolder exists already
 */
export async function doMainJob(
  { app, page }: Pick<LaunchedAfterimage, 'app' | 'page'>,
  outFolder: string,
): Promise<MainJobResults> {
  const pdfPath = join(outFolder, 'afterimage-board.pdf');
  const screenshotPath = join(outFolder, 'afterimage-board.png');
  await waitForSample(page);
  await openSection(page, 'Board');
  await page.getByRole('button', { name: 'Lay out homages' }).click();
  await page.keyboard.press('Shift+1');
  await expectPicturesShown(page);
  await page.screenshot({ path: screenshotPath });

  await answerSaveDialog(app, pdfPath);
  await page.getByRole('button', { name: 'Export PDF…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Export…?$/ }).click();
  // The file appears under its name only once it is whole.
  await expect
    .poll(() => statSync(pdfPath, { throwIfNoEntry: false })?.size ?? 0, { timeout: 120_000 })
    .toBeGreaterThan(0);
  return { pdfPath, screenshotPath };
}

/** Every picture in the window has arrived, and there is at least one. */
async function expectPicturesShown(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const pictures = [...document.querySelectorAll('main img')] as HTMLImageElement[];
          return (
            pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0)
          );
        }),
      { timeout: 30_000 },
    )
    .toBe(true);
}
