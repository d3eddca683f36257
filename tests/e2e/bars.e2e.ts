import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Frame } from '../../shared/domain/frame.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { barredClip, barsHeight, barsWidth, letterbox } from '../fixtures/clipsBars.ts';
import { launchAfterimage } from './launchAfterimage.ts';
import { openSection } from './mainJob.ts';
import { BoardPage } from './pages/boardPage.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';
import { answerOpenDialog } from './pages/stubDialogs.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

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

    // On a board each frame has its own choice, by menu and inspector; it is one step to undo, and kept.
    await first.click();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Make board' }).click();
    const board = new BoardPage(page);
    await expect.poll(async () => (await board.stored()).length).toBeGreaterThan(0);
    const shapeOf = (aspectOfItem: number): string =>
      Math.abs(aspectOfItem - barsWidth / barsHeight) < 0.01
        ? 'whole'
        : Math.abs(aspectOfItem - barsWidth / truth) < 0.1
          ? 'cropped'
          : `${aspectOfItem}`;
    const shapes = async (): Promise<[string, boolean][]> =>
      (await board.stored()).flatMap(({ width, height, content }): [string, boolean][] =>
        content.kind === 'frame' ? [[shapeOf(width / height), content.showBars === true]] : [],
      );
    const before = await shapes();
    expect(before).toEqual([
      ['cropped', false],
      ['cropped', false],
    ]);
    const items = page.locator('[data-board] [data-kind=frame]');
    await expect(items).toHaveCount(2);
    await board.ground.press('Control+a');
    await expect.poll(async () => (await board.selectedIds()).length).toBe(2);
    await items.first().click({ button: 'right' });
    await board.menu.getByRole('menuitem', { name: 'Show bars' }).click();
    await expect.poll(shapes).toEqual(before.map(() => ['whole', true]));
    const own = page
      .getByRole('complementary', { name: 'Inspector' })
      .getByRole('button', { name: 'Show bars' });
    await expect(own).toHaveAttribute('aria-pressed', 'true');
    expect(await wcagViolations(page)).toEqual([]);
    await board.ground.press('Control+z');
    await expect.poll(shapes).toEqual(before);
    await own.click();
    await expect.poll(shapes).toEqual(before.map(() => ['whole', true]));
    await page.reload();
    await openSection(page, 'Board');
    const shownAspect = async (): Promise<number> => {
      const box = await page.locator('[data-board] [data-kind=frame] img').first().boundingBox();
      return box === null ? 0 : box.width / box.height;
    };
    await expect.poll(shownAspect).toBeCloseTo(barsWidth / barsHeight, 1);
  } finally {
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
