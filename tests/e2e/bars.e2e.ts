import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Frame } from '../../shared/domain/frame.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { barredClip, barsHeight, barsWidth, letterbox } from '../fixtures/clipsBars.ts';
import { launchAfterimage } from './launchAfterimage.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { answerOpenDialog } from './pages/stubDialogs.ts';

test('bars of footage are left out, and brought back into view where wanted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterimage-bars-'));
  const launched = await launchAfterimage({ sampleLibrary: false });
  const { app, page } = launched;
  try {
    const footage = join(folder, 'scope film.mov');
    const clip = await barredClip('e2e', [
      { seed: 81, frames: 30, bars: letterbox, light: 'day' },
      { seed: 82, frames: 30, bars: letterbox, light: 'night' },
    ]);
    await runFfmpeg(['-i', clip, '-c', 'copy', '-timecode', '01:00:00:00', footage]);
    await answerOpenDialog(app, [footage]);
    await page.getByRole('banner').getByRole('button', { name: 'Import…' }).click();
    await expect.poll(async () => (await readTable(page, 'frames')).length, { timeout: 60_000 }).toBe(2);

    const truth = barsHeight - letterbox.top - letterbox.bottom;
    for (const { picture } of (await readTable(page, 'frames')) as Frame[]) {
      expect(Math.abs(picture.area.height - truth)).toBeLessThanOrEqual(4);
    }
    // The file's own timecode, wherever a frame is named.
    const first = new Gallery(page).frame(/01:00:00:\d\d/).first();
    await first.click();

    const picture = first.locator('img');
    const aspect = async (): Promise<number> => {
      const shown = await picture.locator('..').boundingBox();
      return shown === null ? 0 : shown.width / shown.height;
    };
    const toggle = page.getByRole('checkbox', { name: 'Show bars' });
    await expect.poll(aspect).toBeCloseTo(barsWidth / truth, 1);
    await toggle.focus();
    await page.keyboard.press('Space');
    await expect.poll(aspect).toBeCloseTo(barsWidth / barsHeight, 1);
    await expect
      .poll(async () => JSON.stringify(await readTable(page, 'settings')), { timeout: 10_000 })
      .toContain('"showBars":true');
    await page.reload();
    await expect(toggle).toBeChecked();
    await toggle.click();
    await expect.poll(aspect).toBeCloseTo(barsWidth / truth, 1);
  } finally {
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
