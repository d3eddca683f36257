import { readFileSync, rmSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';

const limitUs = 50_000;

/** A task on the main thread of the window: how long the thread worked on it, and how long it took by the clock. */
export interface LongTask {
  readonly cpuMs: number;
  readonly wallMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** When it began, microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Time of the thread's own work in microseconds, without the time in which other processes had the core. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Begins to note what the main threads of the app's windows do. */
export async function watchLongTasks(app: ElectronApplication): Promise<void> {
  await app.evaluate(async ({ contentTracing }) => {
    await contentTracing.startRecording({
      recording_mode: 'record-until-full',
      trace_buffer_size_in_kb: 400_000,
      included_categories: ['disabled-by-default-devtools.timeline'],
      excluded_categories: ['*'],
    });
  });
}

/**
 * Every task of the window since {@link watchLongTasks} which kept its main thread working for over 50 ms. Counted is
 * the thread's own time, so that a busy machine, which stretches every task, makes none of them long.
 * @throws Error when the recording does not reach to its end: nothing could then be said of what is missing
 */
export async function longTasks(app: ElectronApplication, page: Page): Promise<LongTask[]> {
  // One task that is known to be long, as the last of the recording: found again, it vouches for the rest.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          let turns = 0;
          for (const endMs = performance.now() + 400; performance.now() < endMs; ) turns += 1;
          document.documentElement.dataset['turns'] = String(turns);
          delete document.documentElement.dataset['turns'];
          resolve();
        });
      }),
  );
  const file = await app.evaluate(async ({ contentTracing }) => await contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(file);
  const windows = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain')
      .map((event) => `${event.pid}/${event.tid}`),
  );
  const long = traceEvents
    .filter((event) => event.name === 'RunTask' && windows.has(`${event.pid}/${event.tid}`))
    .filter((event) => (event.tdur ?? 0) > limitUs)
    .toSorted((one, other) => one.ts - other.ts)
    .map((event) => ({ cpuMs: (event.tdur ?? 0) / 1000, wallMs: (event.dur ?? 0) / 1000 }));
  const last = long.pop();
  if (last === undefined || last.wallMs < 400) throw new Error('the recording of tasks ends too early');
  return long;
}
