import type { Page } from '@playwright/test';

/** Begins to note every task of the window that runs over 50 ms. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: { startMs: number; durationMs: number }[] = [];
    Object.assign(window, { longTasksForTest: noted });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        noted.push({ startMs: entry.startTime, durationMs: entry.duration });
    }).observe({ type: 'longtask' });
  });
}

/** What was noted since {@link watchLongTasks}, milliseconds. */
export async function longTasks(page: Page): Promise<{ startMs: number; durationMs: number }[]> {
  return await page.evaluate(
    () =>
      (window as unknown as { longTasksForTest: { startMs: number; durationMs: number }[] }).longTasksForTest,
  );
}
