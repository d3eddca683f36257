import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Footage, makeFootage } from './importedFootage.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection } from './mainJob.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { Gallery } from './pages/gallery.ts';
import { LinkEditor } from './pages/linkEditor.ts';
import { readTable } from './pages/readDatabase.ts';
import { requestOverLine } from './pages/requestOverLine.ts';
import { answerOpenDialog, answerSaveDialog } from './pages/stubDialogs.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

const videoTitle = /뮤직비디오 night ride/;
const filmTitle = /墮落天使 reel 3/;

/** Files that come twice, go away and are found again; each step goes on where the one before ended. */
test.describe
  .serial('duplicates and missing files', () => {
    let folder: string;
    let footage: Footage;
    let reencode: string;
    let launched: LaunchedAfterimage;
    let page: Page;

    const launch = async (): Promise<void> => {
      launched = await launchAfterimage({ userDataDir: join(folder, 'data'), sampleLibrary: false });
      page = launched.page;
    };
    const ffmpeg = (...args: string[]): void => {
      execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
    };

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-relink-'));
      footage = await makeFootage(join(folder, 'footage'));
      reencode = join(folder, 'footage', 'night ride small.mkv');
      ffmpeg('-i', footage.video, '-vf', 'scale=128:72', '-c:v', 'libx264', '-crf', '30', reencode);
      // A still of the film, scaled.
      ffmpeg('-i', footage.film, '-vf', 'select=eq(n\\,18),scale=160:90', '-frames:v', '1', footage.still);
      await launch();
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const side = () => page.getByRole('complementary', { name: 'Works, moods and tags' });
    const media = () => readTable(page, 'media');

    test('a re-encode and a grabbed still are offered to be merged', async () => {
      await dropFiles(page, [footage.video, footage.film, footage.still, reencode]);
      await expect(page.getByRole('contentinfo')).toContainText('9 frames', { timeout: 60_000 });
      const row = side().getByRole('button', { name: /Possible duplicates/ });
      await expect(row).toContainText('2', { timeout: 30_000 });
      await row.click();
      await expect(page.getByRole('region', { name: 'One video, 2 times' })).toContainText('128 × 72');
      await expect(page.getByRole('region', { name: '2 frames that look the same' })).toContainText('PNG');
      expect(await wcagViolations(page)).toEqual([]);
    });

    test('keeping both is remembered', async () => {
      const group = page.getByRole('region', { name: '2 frames that look the same' });
      await group.getByRole('button', { name: 'Keep both' }).click();
      await expect(group).toHaveCount(0, { timeout: 20_000 });
      expect(await readTable(page, 'keptApart')).toHaveLength(1);
    });

    test('merging keeps one, undo brings both back', async () => {
      const before = await readTable(page, 'frames');
      const group = page.getByRole('region', { name: 'One video, 2 times' });
      await group.getByRole('button', { name: /Keep this and merge: 뮤직비디오/ }).click();
      await expect.poll(async () => (await media()).length).toBe(3);
      expect(await readTable(page, 'frames')).toHaveLength(6);
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: 'Undo' })
        .last()
        .click();
      await expect.poll(() => readTable(page, 'frames')).toEqual(before);
      await expect(group).toBeVisible({ timeout: 20_000 });
      await group.getByRole('button', { name: /Keep this and merge: 뮤직비디오/ }).click();
      await expect(page.getByText('Nothing is here twice')).toBeVisible({ timeout: 20_000 });
    });

    test('a merged file is known when it comes again', async () => {
      await openSection(page, 'Library');
      await dropFiles(page, [reencode]);
      await expect(page.getByRole('region', { name: 'Messages' })).toContainText(/already/, {
        timeout: 30_000,
      });
      expect(await media()).toHaveLength(3);
    });

    test('a link and a board are made', async () => {
      await new Gallery(page).select(videoTitle, filmTitle);
      await page.getByRole('banner').getByRole('button', { name: 'Link…' }).click();
      const editor = new LinkEditor(page);
      await editor.relation(/Recreation/);
      await editor.feature('Colour', 'orange glow');
      await editor.save();
      await openSection(page, 'Board');
      await page.getByRole('button', { name: /Lay out all homages/ }).click();
      await expect.poll(async () => (await readTable(page, 'boardItems')).length).toBe(5);
    });

    test('with every file gone the library says so and stays whole', async () => {
      const tables = ['works', 'media', 'frames', 'links', 'boards', 'boardItems'];
      const read = () => Promise.all(tables.map((table) => readTable(page, table)));
      const before = await read();
      await launched.close();
      mkdirSync(join(folder, 'elsewhere', 'deep'), { recursive: true });
      renameSync(footage.video, join(folder, 'elsewhere', 'deep', 'renamed.mp4'));
      renameSync(footage.film, join(folder, 'elsewhere', 'reel.mp4'));
      renameSync(footage.still, join(folder, 'elsewhere', 'still.png'));
      await launch();
      await expect(page.getByRole('contentinfo')).toContainText('3 files offline', { timeout: 20_000 });
      expect(await read()).toEqual(before);

      await expect(new Gallery(page).frame(/file missing/)).toHaveCount(6);
      await side()
        .getByRole('button', { name: /Missing files/ })
        .click();
      await expect(page.getByText('6 frames', { exact: true })).toBeVisible();
      await new Gallery(page).select(filmTitle);
      await expect(page.getByRole('region', { name: 'Frame facts' })).toContainText('offline');
      expect(await wcagViolations(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath('offline.png') });

      await openSection(page, 'Board');
      await expect(page.getByText(/recreation · colour/)).toBeVisible();
      const unseen = () =>
        page
          .locator('[data-board] img')
          .evaluateAll(
            (images) => images.filter((image) => (image as HTMLImageElement).naturalWidth === 0).length,
          );
      await expect.poll(unseen).toBe(0);
      const pdf = join(folder, 'offline.pdf');
      await answerSaveDialog(launched.app, pdf);
      await page.getByRole('button', { name: 'Export PDF…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Export…', exact: true }).click();
      await expect
        .poll(() => statSync(pdf, { throwIfNoEntry: false })?.size ?? 0, { timeout: 60_000 })
        .toBeGreaterThan(20_000);
      await page.keyboard.press('Escape');
    });

    test('one file is found by hand: another is told apart, a re-encode can stand in', async () => {
      await openSection(page, 'Library');
      await page
        .getByRole('contentinfo')
        .getByRole('button', { name: /files offline/ })
        .click();
      const dialog = page.getByRole('dialog');
      const choose = dialog.getByRole('button', { name: /Choose file… for 뮤직비디오/ });

      await answerOpenDialog(launched.app, [join(folder, 'elsewhere', 'reel.mp4')]);
      await choose.click();
      const other = dialog.getByRole('region', { name: /is another file/ });
      await expect(other).toContainText('Its frames do not match');
      await expect(other.getByRole('button', { name: /Use anyway/ })).toHaveCount(0);

      await answerOpenDialog(launched.app, [reencode]);
      await choose.click();
      await expect(other).toContainText('128 × 72');
      expect(await wcagViolations(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath('other file.png') });
      await other.getByRole('button', { name: 'Use anyway as a re-encode' }).click();
      await expect(dialog).toContainText('2 files missing');

      await answerOpenDialog(launched.app, [join(folder, 'elsewhere', 'still.png')]);
      await dialog.getByRole('button', { name: /Choose file… for 雨 store/ }).click();
      await expect(dialog).toContainText('1 file missing');
    });

    test('the rest is found by folder', async () => {
      rmSync(reencode);
      await page.reload();
      await page.getByRole('contentinfo').getByRole('button', { name: '2 files offline…' }).click();
      await answerOpenDialog(launched.app, [join(folder, 'elsewhere')]);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Look in a folder…' }).click();
      await expect(dialog).toContainText('2 of 2 found', { timeout: 20_000 });
      await expect(dialog).toContainText('No file is missing');
      expect(await wcagViolations(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath('found.png') });
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(page.getByRole('contentinfo')).not.toContainText('offline');
    });

    test('originals are copied only when asked, and stay as they are', async () => {
      const original = join(folder, 'elsewhere', 'reel.mp4');
      const library = join(launched.userDataDir, 'library');
      expect(existsSync(library)).toBe(false);
      const facts = (): number[] => {
        const { size, mtimeMs, ino } = statSync(original);
        return [size, mtimeMs, ino];
      };
      const before = facts();
      await new Gallery(page).select(filmTitle);
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: /Copy original/ }).click();
      const dialog = page.getByRole('dialog');
      expect(await wcagViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
      await expect(dialog).toContainText('1 file copied', { timeout: 20_000 });
      expect(await wcagViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).click();
      expect(facts()).toEqual(before);
      const copies = readdirSync(library, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      const [copy] = copies;
      if (copy === undefined || copies.length !== 1) throw new Error(`${copies.length} files in the library`);
      expect(readFileSync(join(copy.parentPath, copy.name)).equals(readFileSync(original))).toBe(true);
    });

    test('no answer names a folder, and no folder is looked in that was not chosen', async () => {
      const known = (await media()).map((row) => ({ mediaId: row['id'], sizeBytes: row['sizeBytes'] }));
      const call = (method: string, input: unknown) =>
        requestOverLine(page, { type: 'call', id: `x-${method}`, method, input });
      const gone = { mediaId: `m-${'0'.repeat(64)}`, sizeBytes: 1 };
      await answerOpenDialog(launched.app, [join(folder, 'elsewhere', 'reel.mp4')]);
      const answers = [
        await call('checkMedia', { media: [...known, gone] }),
        await call('chooseRelinkFile', { mediaId: gone.mediaId, fileName: 'x' }),
        await call('chooseRelinkFolder', {}),
        await call('sourceOfMedia', { mediaId: gone.mediaId }),
        await call('sourceOfMedia', { mediaId: known[0]?.mediaId }),
      ];
      for (const answer of answers) {
        expect(answer).toMatchObject({ result: { ok: true } });
        expect(JSON.stringify(answer)).not.toContain(folder);
        expect(JSON.stringify(answer)).not.toContain('elsewhere/');
      }
      for (const [method, input] of [
        ['relinkFolder', { folderId: '/etc', media: [gone] }],
        ['useAsReencode', { mediaId: gone.mediaId, sourceId: '/etc/hostname' }],
      ] as const) {
        expect(await call(method, input)).toMatchObject({
          result: { ok: false, error: { code: 'source-unknown' } },
        });
      }
    });
  });
