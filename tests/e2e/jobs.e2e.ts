import { once } from 'node:events';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { makeStill } from '../contract/tinyMedia.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { type ScenePart, sceneClip } from '../fixtures/clipsShots.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { longTasks, watchLongTasks } from './longTasks.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { readTable } from './pages/readDatabase.ts';
import { answerOpenDialog } from './pages/stubDialogs.ts';
import { wcagViolations } from './pages/wcagViolations.ts';

const parts: readonly ScenePart[] = Array.from({ length: 16 }, (_, index) => ({
  seed: 500 + index * 11,
  frames: 24 + (index % 3) * 4,
}));

let folder: string;
/** Sixteen shots, twelve times over. */
let long: string;
let short: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afterimage-jobs-'));
  long = join(folder, 'long 긴.mp4');
  short = await sceneClip('e2e-video', [
    { seed: 3, frames: 24 },
    { seed: 8, frames: 30 },
    { seed: 21, frames: 20 },
  ]);
  await runFfmpeg([
    '-stream_loop',
    '11',
    '-i',
    await sceneClip('contract-resume', parts),
    '-c',
    'copy',
    long,
  ]);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const importBar = (page: Page) => page.getByRole('region', { name: 'Import', exact: true });
const frames = async (page: Page): Promise<Record<string, unknown>[]> => await readTable(page, 'frames');
const jobStates = async (page: Page): Promise<unknown[]> =>
  (await readTable(page, 'importJobs')).map((job) => job['state']);
const openPanel = async (page: Page) => {
  await page.getByRole('contentinfo').getByRole('button', { name: 'Imports', exact: true }).click();
  return page.getByRole('dialog', { name: 'Imports' });
};

/** Through the application menu and the open dialog. */
async function importFolder({ app }: LaunchedAfterimage, path: string): Promise<void> {
  await answerOpenDialog(app, [path]);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('importFolder')?.click());
}

/** Every shot of every media once, numbered without a gap. */
async function expectShotsWhole(page: Page): Promise<void> {
  const shots = new Map<unknown, number[]>();
  for (const frame of await frames(page)) {
    const { index } = frame['shot'] as { index: number };
    shots.set(frame['mediaId'], [...(shots.get(frame['mediaId']) ?? []), index]);
  }
  for (const indices of shots.values()) {
    indices.sort((a, b) => a - b);
    expect(indices).toEqual(indices.map((_, at) => at));
  }
}

test('an import that kill -9 cut off finishes by itself, no shot twice and none missing', async () => {
  const userDataDir = join(folder, 'killed');
  const first = await launchAfterimage({ sampleLibrary: false, userDataDir });
  await dropFiles(first.page, [long]);
  await expect.poll(async () => (await frames(first.page)).length, { timeout: 60_000 }).toBeGreaterThan(40);
  const before = (await frames(first.page)).map((frame) => frame['id']);
  await first.kill();

  const second = await launchAfterimage({ sampleLibrary: false, userDataDir });
  const { page } = second;
  try {
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Going on with', {
      timeout: 30_000,
    });
    await expect.poll(() => jobStates(page), { timeout: 90_000 }).toEqual(['done']);
    const after = (await frames(page)).map((frame) => frame['id']);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.length).toBeGreaterThan(180);
    await expectShotsWhole(page);
    expect(await readTable(page, 'works')).toHaveLength(1);
    expect((await readTable(page, 'media')).map((row) => row['partial'])).toEqual([false]);
    expect(await readTable(page, 'mediaProgress')).toEqual([]);
    expect(JSON.stringify(await readTable(page, 'importFiles'))).not.toContain(folder);
  } finally {
    await second.close();
  }
});

test.describe
  .serial('the import queue', () => {
    let launched: LaunchedAfterimage;
    let page: Page;
    test.beforeAll(async () => {
      launched = await launchAfterimage({ sampleLibrary: false });
      page = launched.page;
    });
    test.afterAll(() => launched.close());

    test('pauses where it is and goes on from there, by keyboard', async () => {
      await dropFiles(page, [long]);
      await expect.poll(async () => (await frames(page)).length, { timeout: 60_000 }).toBeGreaterThan(20);
      const panel = await openPanel(page);
      await panel.getByRole('button', { name: 'Pause', exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => jobStates(page), { timeout: 20_000 }).toEqual(['paused']);
      const paused = (await frames(page)).length;
      expect(paused).toBeLessThan(150);
      await expect(panel).toContainText('Paused');
      await expect(panel.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
      expect(await wcagViolations(page)).toEqual([]);
      await panel.getByRole('button', { name: 'Resume', exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => jobStates(page), { timeout: 90_000 }).toEqual(['done']);
      await expectShotsWhole(page);
      await page.keyboard.press('Escape');
      await expect(importBar(page)).toHaveCount(0);
    });

    test('pauses while the machine sleeps, and keeps it from falling asleep by itself', async () => {
      const other = join(folder, 'other.mp4');
      const loops = ['-stream_loop', '9', '-i', await sceneClip('contract-resume', parts)];
      await runFfmpeg([...loops, '-c', 'copy', other]);
      const power = (event: 'suspend' | 'resume'): Promise<void> =>
        launched.app.evaluate(({ powerMonitor }, name) => {
          powerMonitor.emit(name);
        }, event);
      const isKeptAwake = (): Promise<boolean> =>
        launched.app.evaluate(({ powerSaveBlocker }) =>
          Array.from({ length: 50 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
        );
      const before = (await frames(page)).length;
      await dropFiles(page, [other]);
      await expect.poll(async () => (await frames(page)).length, { timeout: 60_000 }).toBeGreaterThan(before);
      expect(await isKeptAwake()).toBe(true);
      await power('suspend');
      await expect(importBar(page)).toContainText('paused', { timeout: 20_000 });
      expect(await isKeptAwake()).toBe(false);
      await power('resume');
      await expect.poll(() => jobStates(page), { timeout: 90_000 }).toEqual(['done', 'done']);
      await expectShotsWhole(page);
    });

    test('retries a file that failed once it is mended', async () => {
      const broken = join(folder, 'mended.mp4');
      // The first third of a clip, without its index.
      const whole = readFileSync(short);
      writeFileSync(broken, whole.subarray(0, Math.floor(whole.length / 3)));
      await dropFiles(page, [broken]);
      await expect
        .poll(async () => (await readTable(page, 'importJobs')).map((job) => job['failed']))
        .toContain(1);
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: 'Details' })
        .last()
        .click();
      const panel = page.getByRole('dialog', { name: 'Imports' });
      await expect(panel).toContainText('is damaged');
      copyFileSync(short, broken);
      await panel.getByRole('option', { name: /mended/ }).click();
      expect(await wcagViolations(page)).toEqual([]);
      await panel.getByRole('button', { name: 'Try again: mended.mp4' }).click();
      const mended = async () =>
        (await readTable(page, 'media')).find((row) => row['fileName'] === 'mended.mp4')?.['partial'];
      await expect.poll(mended, { timeout: 60_000 }).toBe(false);
      await expect(panel).not.toContainText('is damaged');
      await expect.poll(() => jobStates(page)).toEqual(['done', 'done', 'done']);
      await panel.getByRole('button', { name: 'Clear finished' }).click();
      await expect(panel).toContainText('Nothing is being imported');
      expect(await wcagViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    test('waits for a disk that is pulled, and goes on when it is back', async () => {
      const disk = join(folder, 'LaCie');
      mkdirSync(disk);
      await makeStill(disk, 'one.png', '#114477');
      await makeStill(disk, 'two.png', '#774411');
      await page.getByRole('contentinfo').waitFor();
      const panel = await openPanel(page);
      await panel.getByRole('button', { name: 'Pause all' }).click();
      await page.keyboard.press('Escape');
      await importFolder(launched, disk);
      await expect(importBar(page)).toContainText('paused');
      renameSync(disk, `${disk} pulled`);
      await importBar(page).getByRole('button', { name: 'Resume imports' }).click();
      await expect(importBar(page)).toContainText('“LaCie” is not there', { timeout: 20_000 });
      renameSync(`${disk} pulled`, disk);
      await expect.poll(() => jobStates(page), { timeout: 30_000 }).toEqual(['done']);
      const [job] = await readTable(page, 'importJobs');
      expect(job).toMatchObject({ name: 'LaCie', kind: 'folder', done: 2, failed: 0 });
    });

    test('a watched folder brings a new clip once, and a deleted file deletes nothing', async () => {
      const rushes = join(folder, 'rushes 촬영');
      mkdirSync(rushes);
      await answerOpenDialog(launched.app, [rushes]);
      const panel = await openPanel(page);
      await panel.getByRole('button', { name: 'Watched folders…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Watched folders' });
      await expect(dialog).toContainText('No folder is watched');
      expect(await wcagViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Watch a folder…' }).click();
      await expect(dialog).toContainText('Watching', { timeout: 10_000 });
      expect(await wcagViolations(page)).toEqual([]);
      expect(JSON.stringify(await readTable(page, 'watchedFolders'))).not.toContain(folder);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');

      const before = (await frames(page)).length;
      const clip = join(rushes, 'night 밤.png');
      await makeStill(rushes, 'night 밤.png', '#2266aa');
      await expect.poll(async () => (await frames(page)).length, { timeout: 30_000 }).toBe(before + 1);
      rmSync(clip);
      await makeStill(rushes, 'day.png', '#eeddaa');
      await expect.poll(async () => (await frames(page)).length, { timeout: 30_000 }).toBe(before + 2);
      const names = (await readTable(page, 'media')).map((row) => row['fileName']);
      expect(names.filter((name) => name === 'night 밤.png')).toHaveLength(1);
    });
  });

test.describe('the end of the app', () => {
  test.skip(process.platform !== 'linux', 'finds processes in /proc');

  const childrenOf = (userDataDir: string): number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(userDataDir);
        } catch {
          return false;
        }
      })
      .map(Number);

  const pidOfDecoder = (userDataDir: string): number => {
    const found = childrenOf(userDataDir).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('mediaProcess.js'),
    );
    if (found === undefined) throw new Error('there is no media process');
    return found;
  };

  for (const how of ['SIGTERM', 'Quit'] as const) {
    test(`by ${how}, while the sample is imported and the decoder hangs, is prompt and clean`, async () => {
      const launched = await launchAfterimage({ userDataDir: join(folder, `ended ${how}`) });
      await expect(importBar(launched.page)).toBeVisible({ timeout: 30_000 });
      // Whatever holds the decoder up (a slow disk, a machine short of memory) must not hold up the end.
      process.kill(pidOfDecoder(launched.userDataDir), 'SIGSTOP');
      const child = launched.app.process();
      const ended = once(child, 'exit');
      const startedMs = performance.now();
      if (how === 'SIGTERM') child.kill('SIGTERM');
      else await launched.app.evaluate(({ app }) => setTimeout(() => app.quit(), 0));
      expect(await ended).toEqual([0, null]);
      expect(performance.now() - startedMs).toBeLessThan(5000);
      expect(launched.stderrLines().filter((line) => line.includes('FATAL'))).toEqual([]);
      await expect.poll(() => childrenOf(launched.userDataDir)).toEqual([]);
      await launched.close().catch(() => undefined);
    });
  }
});

test('ten thousand files in the queue never hold up the window', async () => {
  const many = join(folder, 'many');
  mkdirSync(many);
  const still = await makeStill(folder, 'still.jpg', '#335577');
  for (let index = 0; index < 10_000; index += 1) {
    linkSync(still, join(many, `frame ${String(index).padStart(5, '0')}.jpg`));
  }
  const launched = await launchAfterimage({ sampleLibrary: false });
  const { page } = launched;
  try {
    await watchLongTasks(launched.app);
    await importFolder(launched, many);
    await expect(importBar(page)).toContainText('of 10,000', { timeout: 60_000 });
    const panel = await openPanel(page);
    const files = panel.getByRole('listbox', { name: 'Files' });
    await expect(files).toContainText('frame 00000.jpg');
    await files.focus();
    await page.keyboard.press('End');
    await expect(files).toContainText('frame 09999.jpg');
    expect(await files.getByRole('option').count()).toBeLessThan(60);
    await expect.poll(() => jobStates(page), { timeout: 110_000 }).toEqual(['done']);
    const [job] = await readTable(page, 'importJobs');
    expect(job).toMatchObject({ done: 1, known: 9999, failed: 0, total: 10_000 });
    expect(await longTasks(launched.app, page)).toEqual([]);
  } finally {
    await launched.close();
  }
});
