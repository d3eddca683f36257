import type { CDPSession, Page } from '@playwright/test';

/** How long something took, in a few repeats. */
export interface Repeated {
  /** Milliseconds from the press to the painted count, the middle of the repeats. */
  readonly ms: number;
  readonly worstMs: number;
  /** Milliseconds of the window's main thread, until it is idle again; what else runs beside is in it. */
  readonly cpuMs: number;
}

const countSelector = '[aria-label="Filter and order"] output';

async function mainThreadMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** A session that tells the main thread's time as the processor counts it. */
export async function openMeasuring(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return cdp;
}

/** Something a person does: a press, typed text, a slider's value, the Enter key. */
export interface Gesture {
  readonly on: string;
  readonly value?: string;
  readonly key?: string;
}

/**
 * Does it and waits for the count of frames to be painted anew.
 * @returns milliseconds from the press; null where the count stayed as it was for a second
 */
async function doIt(page: Page, gesture: Gesture): Promise<number | null> {
  return await page.evaluate(
    async ({ gesture: { on, value, key }, countSelector: counts }) => {
      const count = document.querySelector(counts);
      const target = [...document.querySelectorAll<HTMLElement>(on)].find((each) => each.checkVisibility());
      if (count === null || target === undefined) throw new Error(`no ${on}`);
      return await new Promise<number | null>((resolve) => {
        const before = count.textContent;
        const from = performance.now();
        const look = (): void => {
          const waitedMs = performance.now() - from;
          if (count.textContent !== before) requestAnimationFrame(() => resolve(performance.now() - from));
          else if (waitedMs > 1000) resolve(null);
          else requestAnimationFrame(look);
        };
        if (key !== undefined) {
          target.focus();
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        } else if (value !== undefined && target instanceof HTMLInputElement) {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(target, value);
          target.dispatchEvent(new Event('input', { bubbles: true }));
        } else {
          target.click();
        }
        look();
      });
    },
    { gesture, countSelector },
  );
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Waits until the main thread had nothing to do for a moment. */
async function untilIdle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => requestIdleCallback(() => resolve(), { timeout: 3000 }), { timeout: 3000 });
      }),
  );
}

/**
 * Goes through a row of gestures some times; each has to change the count.
 * @param gestures by their names, ending where they began
 * @returns for each gesture how long it took
 */
export async function repeated(
  page: Page,
  cdp: CDPSession,
  gestures: readonly (readonly [name: string, gesture: Gesture])[],
  times: number,
): Promise<Map<string, Repeated | null>> {
  const taken = new Map<string, { ms: number; cpuMs: number }[]>();
  for (let time = 0; time < times; time += 1) {
    for (const [name, gesture] of gestures) {
      await untilIdle(page);
      const before = await mainThreadMs(cdp);
      const ms = await doIt(page, gesture);
      await untilIdle(page);
      const cpuMs = (await mainThreadMs(cdp)) - before;
      if (ms !== null) taken.set(name, [...(taken.get(name) ?? []), { ms, cpuMs }]);
    }
  }
  return new Map(
    gestures.map(([name]) => {
      const all = taken.get(name) ?? [];
      return [
        name,
        all.length === 0
          ? null
          : {
              ms: middle(all.map(({ ms }) => ms)),
              worstMs: Math.max(...all.map(({ ms }) => ms)),
              cpuMs: middle(all.map(({ cpuMs }) => cpuMs)),
            },
      ];
    }),
  );
}

export function say(measured: ReadonlyMap<string, Repeated | null>): string {
  return [...measured]
    .map(([name, each]) =>
      each === null
        ? `${name}: the count stays`
        : `${name} ${each.ms.toFixed(0)} ms (worst ${each.worstMs.toFixed(0)}, main thread ${each.cpuMs.toFixed(0)})`,
    )
    .join(', ');
}

/**
 * Moves the gallery by steps or to places, one a frame, and tells the share of looks at which a part of it was blank.
 * @param moves px a frame; or `places`: to anywhere, as the scroll bar is dragged
 */
export async function blanksWhileScrolling(page: Page, moves: number | 'places'): Promise<string> {
  return await page.evaluate(async (by) => {
    const list = document.querySelector<HTMLElement>('[role="listbox"][aria-label="Frames"]');
    if (list === null) throw new Error('no gallery');
    list.scrollTop = 0;
    const box = list.getBoundingClientRect();
    let looks = 0;
    let blank = 0;
    let unloaded = 0;
    const frames: number[] = [];
    let last = performance.now();
    for (let at = 0; at < 120; at += 1) {
      // Spread over the whole list: each far from the one before.
      if (by === 'places') list.scrollTop = ((at * 0.381_966) % 1) * (list.scrollHeight - list.clientHeight);
      else list.scrollTop += by;
      // What is there when the frame is handed on to be shown: after all that runs before it.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      frames.push(performance.now() - last);
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
    frames.sort((a, b) => a - b);
    return `${blank} of ${looks} looks blank, ${unloaded} with a picture still loading, frames ${(frames[60] ?? 0).toFixed(0)} ms, slowest ${(frames.at(-1) ?? 0).toFixed(0)} ms`;
  }, moves);
}
