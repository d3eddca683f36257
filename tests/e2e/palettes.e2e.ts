import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection, waitForSample } from './mainJob.ts';
import { Gallery } from './pages/gallery.ts';
import { requestOverLine } from './pages/requestOverLine.ts';
import { answerQuestions, answerSaveDialog } from './pages/stubDialogs.ts';

/** Opens a palette's menu and chooses in it, submenus by their names. */
async function choose(page: Page, palette: RegExp, ...entries: RegExp[]): Promise<void> {
  await page.getByRole('button', { name: palette }).first().click();
  for (const [at, name] of entries.entries()) {
    const entry = page.getByRole('menuitem', { name }).last();
    // A submenu opens by hover or by the right arrow key.
    if (at < entries.length - 1) await entry.press('ArrowRight');
    else await entry.click();
  }
}

test.describe
  .serial('palettes', () => {
    let folder: string;
    let launched: LaunchedAfterimage;
    let page: Page;
    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-palettes-'));
      launched = await launchAfterimage({ userDataDir: join(folder, 'data') });
      page = launched.page;
      await waitForSample(page);
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a frame’s palette is exported to the place chosen', async () => {
      await new Gallery(page).list.getByRole('option').first().click();
      const target = join(folder, 'frame.ase');
      await answerSaveDialog(launched.app, target);
      await choose(page, /^Palette of this frame/, /^Export palette/, /\.ase/);
      await expect(page.getByText('Exported frame.ase')).toBeVisible();
      expect(readFileSync(target).subarray(0, 4).toString('latin1')).toBe('ASEF');
    });

    test('a file that is there is not replaced unasked where its name was typed without its ending', async () => {
      const target = join(folder, 'typed.css');
      writeFileSync(target, 'older');
      await answerSaveDialog(launched.app, join(folder, 'typed'));
      const asked = await answerQuestions(launched.app, 1);
      await choose(page, /^Palette of this frame/, /^Export palette/, /\.css/);
      await expect.poll(asked).toEqual(['typed.css is there already. Replace it?']);
      expect(readFileSync(target, 'utf8')).toBe('older');
      await answerQuestions(launched.app, 0);
      await choose(page, /^Palette of this frame/, /^Export palette/, /\.css/);
      await expect.poll(() => readFileSync(target, 'utf8')).toContain('--colour-1:');
    });

    test('colours are named in Korean everywhere once that is chosen, also after a restart', async () => {
      await choose(page, /^Palette of this frame/, /^Colour names/, /^한국어/);
      const panel = page.getByRole('region', { name: 'Palette of this frame' });
      await expect(panel.getByRole('listitem').first()).toContainText(/[가-힣]{2,}/);
      const target = join(folder, 'frame.gpl');
      await answerSaveDialog(launched.app, target);
      await choose(page, /^Palette of this frame/, /^Export palette/, /\.gpl/);
      await expect.poll(() => existsSync(target)).toBe(true);
      expect(readFileSync(target, 'utf8')).toMatch(/^GIMP Palette\n[\s\S]*\t[가-힣 ]+\n$/);
      await launched.close();
      launched = await launchAfterimage({ userDataDir: join(folder, 'data') });
      page = launched.page;
      await new Gallery(page).list.getByRole('option').first().click();
      await expect(
        page.getByRole('region', { name: 'Palette of this frame' }).getByRole('listitem').first(),
      ).toContainText(/[가-힣]{2,}/);
      await page.getByRole('button', { name: 'Search by colour' }).click();
      await page.getByRole('button', { name: /^Add Orange-red glow/ }).click();
      const wanted = page.getByRole('button', { name: /^Change colour 1: [가-힣 ]+, #/ });
      await expect(wanted).toBeVisible();
      await new Gallery(page).list.getByRole('option').first().click();
      const match = page.getByRole('region', { name: 'Match with the search' });
      await expect(match.getByRole('listitem').first()).toContainText(/[가-힣]{2,}/);
      await page.getByRole('button', { name: /^Remove colour 1, / }).click();
      await expect(wanted).toHaveCount(0);
    });

    test('several frames, a work and the board have a common palette', async () => {
      const gallery = new Gallery(page);
      await gallery.list
        .getByRole('option')
        .nth(3)
        .click({ modifiers: ['ControlOrMeta'] });
      const common = page.getByRole('region', { name: 'Palette of the 2 frames selected' });
      const rows = await common.getByRole('listitem').count();
      expect(rows).toBeGreaterThanOrEqual(1);
      expect(rows).toBeLessThanOrEqual(8);
      await page.keyboard.press('Escape');
      const side = page.getByRole('complementary', { name: 'Works, moods and tags' });
      await side.getByRole('button', { name: /^2046/ }).first().click();
      await expect(page.getByRole('region', { name: 'Palette of 2046' })).toBeVisible();
      await openSection(page, 'Board');
      const board = page.getByRole('region', { name: 'Palette of the board' });
      await expect(board).toBeVisible();
      const target = join(folder, 'board.css');
      await answerSaveDialog(launched.app, target);
      await choose(page, /^Palette of the board/, /^Export palette/, /\.css/);
      await expect.poll(() => existsSync(target)).toBe(true);
      expect(readFileSync(target, 'utf8').match(/--colour-\d+: #[0-9a-f]{6};/g)).toHaveLength(
        await board.getByRole('listitem').count(),
      );
    });

    test('a place that cannot be written is told, and leaves nothing', async () => {
      await answerSaveDialog(launched.app, join(folder, 'missing', 'board.aco'));
      await choose(page, /^Palette of the board/, /^Export palette/, /\.aco/);
      await expect(page.getByText(/^board\.aco could not be written/)).toBeVisible();
      expect(existsSync(join(folder, 'missing'))).toBe(false);
    });

    test('a common palette is placed on a board, stays after a restart, and is undone', async () => {
      await choose(page, /^Palette of the board/, /^Place on this board/);
      const placed = page.locator('[data-kind="swatches"]');
      await expect(placed).toHaveCount(1);
      await page.keyboard.press('ControlOrMeta+z');
      await expect(placed).toHaveCount(0);
      await openSection(page, 'Library');
      const gallery = new Gallery(page);
      await gallery.list.getByRole('option').first().click();
      await gallery.list
        .getByRole('option')
        .nth(3)
        .click({ modifiers: ['ControlOrMeta'] });
      await choose(page, /^Palette of the 2 frames selected/, /^Place on board/, /^New board/);
      const swatches = page.locator('[data-kind="swatches"]');
      await expect(swatches).toHaveCount(1);
      await expect(swatches).toContainText('2 frames');
      await launched.close();
      launched = await launchAfterimage({ userDataDir: join(folder, 'data') });
      page = launched.page;
      await openSection(page, 'Board');
      await expect(page.locator('[data-kind="swatches"]')).toContainText('2 frames');
    });

    test('the window writes nowhere but where the user chose', async () => {
      const swatch = { hex: '#112233', oklch: [0.25, 0.04, 250], share: 1, name: 'dark blue' };
      const reply = await requestOverLine(page, {
        type: 'call',
        id: 'palette-1',
        method: 'exportPalette',
        input: {
          targetId: join(folder, 'stolen.gpl'),
          format: 'gpl',
          palette: { title: 'x', swatches: [swatch] },
        },
      });
      expect(reply).toMatchObject({ result: { ok: false, error: { code: 'target-unknown' } } });
      expect(existsSync(join(folder, 'stolen.gpl'))).toBe(false);
    });
  });
