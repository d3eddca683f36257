import { expect, type Page, test } from '@playwright/test';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { waitForSample } from './mainJob.ts';
import { chooseFromMenu } from './pages/chooseFromMenu.ts';
import { Gallery } from './pages/gallery.ts';
import { readTable } from './pages/readDatabase.ts';

test.describe
  .serial('sample library', () => {
    let launched: LaunchedAfterimage;
    let page: Page;
    test.beforeAll(async () => {
      launched = await launchAfterimage();
      page = launched.page;
    });
    test.afterAll(async () => {
      await launched.close();
    });

    test('comes by itself on the first run: five MVs, their films, links with evidence, a board', async () => {
      await waitForSample(page);
      const works = await readTable(page, 'works');
      expect(works.filter((work) => work['kind'] === 'music-video')).toHaveLength(5);
      expect(works.filter((work) => work['kind'] === 'film').length).toBeGreaterThanOrEqual(5);
      expect((await readTable(page, 'frames')).length).toBeGreaterThanOrEqual(40);
      const links = await readTable(page, 'links');
      expect(links.length).toBeGreaterThanOrEqual(7);
      for (const link of links) expect((link['evidence'] as unknown[]).length).toBeGreaterThan(0);
      expect(await readTable(page, 'boards')).toHaveLength(1);
    });

    test('"orange-red glow" and "blue neon" are on the glow and neon scenes and nowhere else', async () => {
      const media = new Map(
        (await readTable(page, 'media')).map((row) => [row['id'], String(row['fileName'])]),
      );
      const stills = (await readTable(page, 'frames')).filter((frame) => frame['kind'] === 'still');
      const namesWith = (mood: string): string[] =>
        stills
          .filter((frame) => (frame['moodIds'] as string[]).includes(mood))
          .map((frame) => media.get(frame['mediaId']) ?? '')
          .sort();
      const named = (pattern: RegExp): string[] =>
        [...media.values()].filter((name) => pattern.test(name) && name.endsWith('.jpg')).sort();
      expect(namesWith('blue-neon')).toEqual(named(/neon/));
      expect(namesWith('orange-red-glow')).toEqual(
        named(/glow|round-window|window-shadow|hate-that-curtain/),
      );
    });

    test('is found by mood, tag and text in any script', async () => {
      const gallery = new Gallery(page);
      const shown = async (): Promise<number> => await gallery.list.getByRole('option').count();
      await gallery.search('花樣年華');
      await expect.poll(shown).toBe(6);
      await gallery.search('수지');
      await expect.poll(shown).toBe(4);
      await gallery.search('');
      const side = page.getByRole('region', { name: 'Moods' });
      await side.getByRole('button', { name: /Orange-red glow/ }).click();
      const withMood = (await readTable(page, 'frames')).filter((frame) =>
        (frame['moodIds'] as string[]).includes('orange-red-glow'),
      );
      await expect.poll(shown).toBe(withMood.length);
      await side.getByRole('button', { name: /Orange-red glow/ }).click();
    });

    test('is removed in one step and can be loaded again', async () => {
      const tables = ['works', 'media', 'frames', 'moments', 'links', 'boards', 'boardItems'];
      const counts = async (): Promise<number[]> =>
        await Promise.all(tables.map(async (table) => (await readTable(page, table)).length));
      const before = await counts();
      await chooseFromMenu(launched.app, /Remove sample/);
      await expect.poll(counts, { timeout: 20_000 }).toEqual(tables.map(() => 0));
      await chooseFromMenu(launched.app, /Load sample/);
      await expect.poll(counts, { timeout: 90_000 }).toEqual(before);
    });
  });
