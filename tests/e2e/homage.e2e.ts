import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Footage, footageTruth, makeFootage } from './importedFootage.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { openSection } from './mainJob.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { Gallery } from './pages/gallery.ts';
import { LinkEditor } from './pages/linkEditor.ts';
import { readTable } from './pages/readDatabase.ts';
import { answerSaveDialog } from './pages/stubDialogs.ts';

const videoTitle = /뮤직비디오 night ride/;
const filmTitle = /墮落天使 reel 3/;

/** The main job from end to end; each step goes on where the one before ended. */
test.describe
  .serial('import, link, board, PDF, restart', () => {
    let folder: string;
    let footage: Footage;
    let launched: LaunchedAfterimage;
    let page: Page;
    const launches: LaunchedAfterimage[] = [];

    const launch = async (): Promise<void> => {
      launched = await launchAfterimage({ userDataDir: join(folder, 'data'), sampleLibrary: false });
      launches.push(launched);
      page = launched.page;
    };

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'afterimage-homage-'));
      footage = await makeFootage(join(folder, 'footage'));
      await launch();
    });
    test.afterAll(async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('dropped files become frames at their true cuts', async () => {
      await expect(page.getByRole('main')).toContainText(/Import/);
      await dropFiles(page, [footage.video, footage.film, footage.still]);
      await expect(page.getByRole('contentinfo')).toContainText(`${footageTruth.frames} frames`, {
        timeout: 60_000,
      });
      await expect(new Gallery(page).list.getByRole('option')).toHaveCount(footageTruth.frames);
      const frames = await readTable(page, 'frames');
      const startsOf = (title: RegExp, works: Record<string, unknown>[]): number[] => {
        const work = works.find((row) => title.test(String(row['title'])));
        return frames
          .filter((frame) => frame['workId'] === work?.['id'])
          .map((frame) => (frame['shot'] as { startFrame: number }).startFrame)
          .sort((a, b) => a - b);
      };
      const works = await readTable(page, 'works');
      expect(startsOf(videoTitle, works)).toEqual([0, ...footageTruth.videoCuts]);
      expect(startsOf(filmTitle, works)).toEqual([0, ...footageTruth.filmCuts]);
    });

    test('the film clip is told to be a film', async () => {
      const side = page.getByRole('complementary', { name: 'Works, moods and tags' });
      await side.getByRole('button', { name: /^墮落天使/ }).dblclick();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('墮落天使 reel 3');
      await dialog.getByRole('button', { name: /Kind/ }).click();
      await page.getByRole('option', { name: 'Film', exact: true }).click();
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(dialog).toHaveCount(0);
      await expect
        .poll(async () => (await readTable(page, 'works')).filter((work) => work['kind'] === 'film').length)
        .toBe(1);
    });

    test('two selected frames become an evidenced homage link', async () => {
      const gallery = new Gallery(page);
      await gallery.select(videoTitle, filmTitle);
      await page.getByRole('banner').getByRole('button', { name: 'Link…' }).click();
      const editor = new LinkEditor(page);
      await editor.relation(/Recreation/);
      await editor.feature('Colour', '주황빛 glow');
      await editor.feature('Prop', 'circular window 圓窗');
      await editor.note('A single warm source; 光がゆっくり動く。');
      await editor.evidence({
        statement: 'Names the ride as the model.',
        source: 'A magazine',
        url: 'https://example.org/ride',
      });
      await editor.save();
      const links = await readTable(page, 'links');
      expect(links).toHaveLength(1);
      expect(links[0]).toMatchObject({
        relation: 'recreation',
        features: [
          { id: 'colour', detail: '주황빛 glow' },
          { id: 'prop', detail: 'circular window 圓窗' },
        ],
        evidence: [{ type: 'own-observation', url: 'https://example.org/ride' }],
      });
    });

    test('the link is seen from both ends', async () => {
      const gallery = new Gallery(page);
      const links = page.getByRole('region', { name: 'Homage links of this frame' });
      await gallery.select(videoTitle);
      await expect(links).toContainText(/墮落天使/);
      await gallery.select(filmTitle);
      await expect(links).toContainText(/night ride/);
      await openSection(page, 'Links');
      await expect(page.getByRole('article', { name: 'Homage link' })).toContainText('circular window 圓窗');
    });

    test('a deleted link comes back whole by undo', async () => {
      const before = await readTable(page, 'links');
      await page.getByRole('button', { name: 'Delete link' }).click();
      await expect.poll(async () => (await readTable(page, 'links')).length).toBe(0);
      // The latest message is the one of the deletion; that the link was saved can be taken back too.
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: 'Undo' })
        .last()
        .click();
      await expect.poll(async () => await readTable(page, 'links')).toEqual(before);
    });

    test('homages are laid out on a board', async () => {
      await openSection(page, 'Board');
      await page.getByRole('button', { name: /Lay out all homages/ }).click();
      await expect
        .poll(async () =>
          (await readTable(page, 'boardItems'))
            .map((item) => (item['content'] as { kind: string }).kind)
            .sort(),
        )
        .toEqual(['frame', 'frame', 'link', 'work', 'work']);
      await expect(page.getByText(/recreation · colour, prop/)).toBeVisible();
    });

    test('the board is printed', async () => {
      const pdf = join(folder, '보드.pdf');
      await answerSaveDialog(launched.app, pdf);
      await page.getByRole('button', { name: 'Export PDF…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Export…', exact: true }).click();
      await expect
        .poll(() => statSync(pdf, { throwIfNoEntry: false })?.size ?? 0, { timeout: 60_000 })
        .toBeGreaterThan(0);
      await page.keyboard.press('Escape');
      const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
      for (const expected of [
        '墮落天使',
        '뮤직비디오',
        'Recreation',
        '주황빛',
        '圓窗',
        'Own observation',
        'example.org/ride',
      ]) {
        expect(text).toContain(expected);
      }
      expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Pages:\s+[4-9]/);
      expect(readdirSync(folder).filter((name) => name.includes('.pdf'))).toEqual(['보드.pdf']);
    });

    test('everything is there after a restart', async () => {
      const tables = ['works', 'media', 'frames', 'links', 'boards', 'boardItems'];
      const read = async (): Promise<unknown[]> =>
        await Promise.all(tables.map((table) => readTable(page, table)));
      const before = await read();
      await launched.close();
      await launch();
      await expect(page.getByRole('contentinfo')).toContainText('1 homage link');
      expect(await read()).toEqual(before);
      await expect(new Gallery(page).list.getByRole('option')).toHaveCount(footageTruth.frames);
    });

    test('everything is there after a kill a second after the last edit', async () => {
      await openSection(page, 'Board');
      await page.getByRole('button', { name: 'Note', exact: true }).click();
      await page.locator('[data-board]').click({ position: { x: 80, y: 80 } });
      await page.keyboard.type('밤의 마지막 편집');
      await page.keyboard.press('Escape');
      const text = (row: Record<string, unknown>): unknown => (row['content'] as { text?: string }).text;
      await expect
        .poll(async () => (await readTable(page, 'boardItems')).map(text))
        .toContain('밤의 마지막 편집');
      await launched.kill();
      await launch();
      await expect(page.getByRole('contentinfo')).toContainText('1 homage link');
      expect((await readTable(page, 'boardItems')).map(text)).toContain('밤의 마지막 편집');
    });

    test('no run said anything of GLib', () => {
      expect(launches).toHaveLength(3);
      for (const each of launches) {
        expect(each.stderrLines().filter((line) => line.includes('GLib'))).toEqual([]);
      }
    });
  });
