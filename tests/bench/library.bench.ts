/**
 * The library of 100,000 frames in the real app: how soon it is there, how soon a filter answers, whether scrolling
 * shows blank cells, and the memory of the window.
 *
 *   BENCH_FRAMES=100000 BENCH_REPEATS=5
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import globalSetup from '../e2e/globalSetup.ts';
import { type LaunchedAfterimage, launchAfterimage } from '../e2e/launchAfterimage.ts';
import { blanksWhileScrolling, type Gesture, openMeasuring, repeated, say } from './measuredLibrary.ts';
import { storeBaseFrames, writeManyFrames } from './writeManyFrames.ts';

const frameCount = Number(process.env['BENCH_FRAMES'] ?? 100_000);
const repeats = Number(process.env['BENCH_REPEATS'] ?? 5);
type Measuring = Awaited<ReturnType<typeof openMeasuring>>;
const shown = frameCount.toLocaleString('en-GB');

/** Memory of the window's process in MiB. */
async function windowMib({ app }: LaunchedAfterimage): Promise<number> {
  const processes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ type, memory }) => ({ type, kib: memory.workingSetSize })),
  );
  return processes.filter(({ type }) => type === 'Tab').reduce((sum, { kib }) => sum + kib / 1024, 0);
}

/** Memory of the window's process as it is and once garbage is collected, and the JavaScript heap of its page. */
async function memoryOf(opened: LaunchedAfterimage): Promise<string> {
  const { page } = opened;
  const before = await windowMib(opened);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.detach();
  const held = await windowMib(opened);
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  return `window ${before.toFixed(0)} MiB (target <= 800), ${held.toFixed(0)} MiB of it held, JavaScript ${(heap / 1048576).toFixed(0)} MiB`;
}

/** What narrows the library, each row of presses ending with the whole library. */
const field = 'input[aria-label="Search the library"]';
const clear = { on: 'button[aria-label="Clear search"]' };
const mood = (at: number) => ({ on: `[aria-label="Moods"] li:nth-child(${at}) button` });
const film = { on: '[aria-label="Films"] li button' };
const tag = { on: '[aria-label="My tags"] li button' };
const typed = (value: string) => ({ on: field, value });
const chosen = { on: field, key: 'Enter' };
const rows: readonly (readonly [name: string, gestures: readonly (readonly [string, Gesture])[]])[] = [
  [
    'one',
    [
      ['a mood', mood(1)],
      ['off', mood(1)],
      ['a work', film],
      ['work off', film],
      ['a tag', tag],
      ['tag off', tag],
    ],
  ],
  [
    'together',
    [
      ['a mood', mood(2)],
      ['and a tag', tag],
      ['and a work', film],
      ['the mood off', mood(2)],
      ['the tag off', tag],
      ['the work off', film],
    ],
  ],
  [
    'words, letter by letter',
    [
      ...['s', 'sm', 'smo', 'smoke', 'smoke r', 'smoke red'].map(
        (text) => [`“${text}”`, typed(text)] as const,
      ),
      ['none', typed('')],
      ['“director 7 red”', typed('director 7 red')],
      ['none again', typed('')],
      ['“빨강”', typed('빨강')],
      ['none at last', typed('')],
    ],
  ],
  [
    'chips',
    [
      ['“director: 7”', typed('director: Director 7')],
      ['its chip', chosen],
      ['“year: 1970-1990”', typed('year: 1970-1990')],
      ['its chip too', chosen],
      ['“shot: 1-3”', typed('shot: 1-3')],
      ['cleared', clear],
      ['“aspect: 4:3”', typed('aspect: 4:3')],
      ['cleared too', clear],
    ],
  ],
];

/** Colours of moods, and the tolerance moved over its whole length. */
async function measureColours(page: Page, cdp: Measuring): Promise<string> {
  await page.getByRole('button', { name: 'Search by colour' }).click();
  const slider = 'label:has(> span:text-is("Tolerance")) input';
  await page.locator('[aria-label="Colours of the moods"] button').first().click();
  await page.locator(slider).waitFor();
  const at = (value: string) => ({ on: '[aria-valuetext^="ΔE"]', value });
  const moved = await repeated(
    page,
    cdp,
    [
      ['.01', at('0.01')],
      ['.02', at('0.02')],
      ['.04', at('0.04')],
      ['.3', at('0.3')],
      ['.03', at('0.03')],
    ],
    repeats,
  );
  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.getByRole('button', { name: 'Search by colour' }).click();
  return say(moved);
}

async function untilShown({ page }: LaunchedAfterimage): Promise<void> {
  await page.waitForFunction(
    (text) => document.querySelector('[aria-label="Filter and order"] output')?.textContent?.startsWith(text),
    shown,
    { polling: 50, timeout: 600_000 },
  );
}

/** Milliseconds until the worker had its index. */
async function untilIndexed(page: Page): Promise<number> {
  const name = 'search index loaded';
  const loaded = await page.waitForFunction(
    (entry) => performance.getEntriesByName(entry).at(-1)?.duration ?? null,
    name,
    { polling: 100, timeout: 600_000 },
  );
  return Number(await loaded.jsonValue());
}

/** Waits until what is made for the next start is kept. */
async function keptOf(page: Page): Promise<void> {
  await page.waitForFunction(
    async (chunks) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('afterimage');
        request.addEventListener('success', () => resolve(request.result));
      });
      const count = await new Promise<number>((resolve) => {
        const request = database.transaction('frameCopies').objectStore('frameCopies').count();
        request.addEventListener('success', () => resolve(request.result));
      });
      database.close();
      return count === chunks;
    },
    Math.ceil(frameCount / 1024),
    { polling: 1000, timeout: 600_000 },
  );
}

const tearDown = await globalSetup();
const folder = await mkdtemp(join(tmpdir(), 'afterimage-bench-'));
const userDataDir = join(folder, 'data');
try {
  const launch = { userDataDir, sampleLibrary: false, width: 1280, height: 800 };
  const filling = await launchAfterimage(launch);
  // The database is open once the library is shown.
  await filling.page.getByText('Begin with footage').waitFor();
  const writeFrom = performance.now();
  await writeManyFrames(filling.page, await storeBaseFrames(userDataDir, 240), frameCount);
  console.log(`${shown} frames written in ${((performance.now() - writeFrom) / 1000).toFixed(0)} s`);
  await filling.close();
  for (const start of ['first start, features gathered anew', 'later start']) {
    const from = performance.now();
    const opened = await launchAfterimage(launch);
    const windowMs = performance.now() - from;
    await opened.page.waitForFunction(() => document.querySelector('[role="option"]') !== null, undefined, {
      polling: 50,
      timeout: 600_000,
    });
    const firstMs = performance.now() - from;
    await untilShown(opened);
    const shownMs = performance.now() - from;
    console.log(
      `${start}: window after ${(windowMs / 1000).toFixed(1)} s, first frames ${((firstMs - windowMs) / 1000).toFixed(1)} s later, all ${shown} frames ${((shownMs - windowMs) / 1000).toFixed(1)} s after it`,
    );
    console.log(`  ${await memoryOf(opened)}`);
    const { page } = opened;
    const indexMs = await untilIndexed(page);
    console.log(
      `  search index ${start === 'later start' ? 'loaded (target <= 1 s)' : 'made'} in ${(indexMs / 1000).toFixed(2)} s, beside what the window does`,
    );
    const cdp = await openMeasuring(page);
    for (const [name, gestures] of rows) {
      console.log(`  ${name} (target <= 100 ms): ${say(await repeated(page, cdp, gestures, repeats))}`);
    }
    console.log(`  tolerance (target <= 100 ms): ${await measureColours(page, cdp)}`);
    console.log(`  scrolling by 300 px a frame: ${await blanksWhileScrolling(page, 300)}`);
    console.log(`  scrolling by 5,000 px a frame: ${await blanksWhileScrolling(page, 5000)}`);
    console.log(`  dragging the scroll bar anywhere: ${await blanksWhileScrolling(page, 'places')}`);
    await keptOf(page);
    console.log(`  ${await memoryOf(opened)}`);
    await opened.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
  tearDown();
}
