/**
 * The library of 100,000 frames in the real app: how soon it is there, how soon a filter answers, whether scrolling
 * shows blank cells, and the memory of the window.
 *
 *   BENCH_FRAMES=100000
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import globalSetup from '../e2e/globalSetup.ts';
import { type LaunchedAfterimage, launchAfterimage } from '../e2e/launchAfterimage.ts';
import { storeBaseFrames, writeManyFrames } from './writeManyFrames.ts';

const frameCount = Number(process.env['BENCH_FRAMES'] ?? 100_000);
const shown = frameCount.toLocaleString('en-GB');

/** Memory of the window's process, and the JavaScript heap of its page. */
async function memoryOf({ app, page }: LaunchedAfterimage): Promise<string> {
  const processes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ type, memory }) => ({ type, kib: memory.workingSetSize })),
  );
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  const mib = processes.filter(({ type }) => type === 'Tab').map(({ kib }) => (kib / 1024).toFixed(0));
  return `window ${mib.join(' + ')} MiB (target <= 800), of which JavaScript ${(heap / 1048576).toFixed(0)} MiB`;
}

/** Milliseconds from a press to the painted count of frames. */
async function pressToCount(page: Page, press: string, text?: string): Promise<number> {
  return await page.evaluate(
    async ({ press, text }) => {
      const count = document.querySelector('[aria-label="Filter and order"] output');
      const target = [...document.querySelectorAll<HTMLElement>(press)].find((each) =>
        each.checkVisibility(),
      );
      if (count === null || target === undefined) throw new Error(`no ${press}`);
      return await new Promise<number>((resolve) => {
        const before = count.textContent;
        const from = performance.now();
        const look = (): void => {
          if (count.textContent === before) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - from));
        };
        if (text === undefined) {
          target.click();
        } else if (target instanceof HTMLInputElement) {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(target, text);
          target.dispatchEvent(new Event('input', { bubbles: true }));
        }
        look();
      });
    },
    text === undefined ? { press } : { press, text },
  );
}

/** Scrolls through the gallery and tells the share of looks at which part of it was blank. */
async function blanksWhileScrolling(page: Page, stepPx: number): Promise<string> {
  return await page.evaluate(async (step) => {
    const list = document.querySelector<HTMLElement>('[role="listbox"][aria-label="Frames"]');
    if (list === null) throw new Error('no gallery');
    list.scrollTop = 0;
    const box = list.getBoundingClientRect();
    let looks = 0;
    let blank = 0;
    let unloaded = 0;
    let slowest = 0;
    let last = performance.now();
    for (let at = 0; at < 120; at += 1) {
      list.scrollTop += step;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      slowest = Math.max(slowest, performance.now() - last);
      last = performance.now();
      for (const share of [0.2, 0.5, 0.8]) {
        looks += 1;
        const y = box.top + box.height * share;
        const options = [...list.querySelectorAll('[role="option"]')].filter((option) => {
          const { top, bottom } = option.getBoundingClientRect();
          return top - 14 <= y && bottom + 14 >= y;
        });
        if (options.length === 0) blank += 1;
        else if (options.some((option) => option.querySelector('img')?.complete === false)) unloaded += 1;
      }
    }
    return `${blank} of ${looks} looks blank, ${unloaded} with a picture still loading, slowest frame ${slowest.toFixed(0)} ms`;
  }, stepPx);
}

async function untilShown({ page }: LaunchedAfterimage): Promise<void> {
  await page.waitForFunction(
    (text) => document.querySelector('[aria-label="Filter and order"] output')?.textContent?.startsWith(text),
    shown,
    { polling: 50, timeout: 600_000 },
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
    const times: string[] = [];
    for (const [name, press, text] of [
      ['a mood', '[aria-label="Moods"] li button'],
      ['the mood off', '[aria-label="Moods"] li button'],
      ['a work', '[aria-label="Films"] li button'],
      ['the work off', '[aria-label="Films"] li button'],
      ['a tag', '[aria-label="My tags"] li button'],
      ['the tag off', '[aria-label="My tags"] li button'],
      ['words', 'input[aria-label="Search the library"]', 'director 7 red'],
      ['no words', 'input[aria-label="Search the library"]', ''],
    ] as const) {
      times.push(`${name} ${(await pressToCount(page, press, text)).toFixed(0)} ms`);
    }
    console.log(`  filters (target <= 100 ms): ${times.join(', ')}`);
    console.log(`  scrolling by 300 px a frame: ${await blanksWhileScrolling(page, 300)}`);
    console.log(`  scrolling by 5,000 px a frame: ${await blanksWhileScrolling(page, 5000)}`);
    console.log(`  ${await memoryOf(opened)}`);
    await opened.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
  tearDown();
}
