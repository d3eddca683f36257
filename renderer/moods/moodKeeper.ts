import { liveQuery } from 'dexie';
import { z } from 'zod';
import { create } from 'zustand';
import { type MoodRule, readMoods } from '../../shared/colour/evaluateMoods.ts';
import { moodRulesInForce, moodRulesKey } from '../../shared/colour/moodRulesInForce.ts';
import { statisticsOfText } from '../../shared/colour/packStatistics.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import { effectiveMoodIds, type Frame } from '../../shared/domain/frame.ts';
import { type FrameId, frameIdSchema } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { isSameValue } from '../database/isSameValue.ts';

/** How far frames are asked again, for the status bar and the dialog. */
interface MoodRetag {
  readonly state: 'idle' | 'running' | 'stopped';
  readonly done: number;
  readonly total: number;
}
export const useMoodRetag = create<MoodRetag>(() => ({ state: 'idle', done: 0, total: 0 }));

/** Setting: the rules that every frame was asked by. */
const appliedSetting = 'moodsApplied';
/** Setting: a run that is not at its end; it goes on after a restart. */
const runSetting = 'moodRetag';
const runSchema = z.object({
  key: z.string(),
  after: frameIdSchema.nullable(),
  done: z.number().int().nonnegative(),
  isStopped: z.boolean(),
});
type Run = z.infer<typeof runSchema>;

const pageSize = 64;
/** After frames came or went, the library is given time to settle: an import brings many. Milliseconds. */
const settleMs = 2500;
const editMs = 50;
/** What failed is tried again after a while, which doubles up to this. Milliseconds. */
const mostRetryMs = 300_000;

type Client = Pick<ContractClient, 'call'>;
const keepers = new Set<{ stop(): void; goOn(): void }>();

/** Stops asking frames again; what is done stays, and the rest keeps the moods it had until it is gone on with. */
export function stopRetag(): void {
  for (const keeper of keepers) keeper.stop();
}

/** Goes on where {@link stopRetag} stopped. */
export function goOnRetag(): void {
  for (const keeper of keepers) keeper.goOn();
}

/**
 * Keeps every frame's moods true to the rules in force, in the background: measures frames that have no statistics
 * (of an earlier version, or grabbed by hand), and asks all frames again when a rule changed. What a person set or
 * removed by hand is never overruled. It can break off at any time and goes on there, also after a restart.
 * @returns a function that ends it
 */
export function keepMoods(database: AfterimageDatabase, client: Client): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isEnded = false;
  let isRunning = false;
  let isWanted = false;
  let breakOff = false;
  let retryMs = settleMs;

  const run = async (): Promise<void> => {
    timer = null;
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    breakOff = false;
    try {
      await retag(database, client, () => isEnded || breakOff);
      retryMs = settleMs;
    } catch {
      // The media process stopped, the disk is full, or a window going away closed the database: what is done stays.
      useMoodRetag.setState({ state: 'idle', done: 0, total: 0 });
      schedule(retryMs);
      retryMs = Math.min(mostRetryMs, retryMs * 2);
    } finally {
      isRunning = false;
    }
    if (isWanted && !isEnded) {
      isWanted = false;
      schedule(editMs);
    }
  };
  function schedule(waitMs: number): void {
    if (isEnded) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void run(), waitMs);
  }
  const keeper = {
    stop: () => {
      breakOff = true;
      void markStopped(database, true);
    },
    goOn: () => {
      void markStopped(database, false).then(() => schedule(0));
    },
  };
  keepers.add(keeper);
  const rules = liveQuery(() => database.moods.toArray()).subscribe({
    next: () => {
      // A run by rules that are no longer in force has nothing to finish.
      breakOff = isRunning;
      if (isRunning) isWanted = true;
      schedule(editMs);
    },
  });
  const counts = liveQuery(async () => [
    await database.frames.count(),
    await database.frameStatistics.count(),
    // Also while a run is under way, which may be past the place where a frame came.
  ]).subscribe({ next: () => schedule(settleMs) });
  return () => {
    isEnded = true;
    keepers.delete(keeper);
    rules.unsubscribe();
    counts.unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

async function markStopped(database: AfterimageDatabase, isStopped: boolean): Promise<void> {
  const isThere = await database.transaction('rw', database.settings, async () => {
    const run = await readRun(database);
    if (run !== null) await database.settings.put({ key: runSetting, value: { ...run, isStopped } });
    return run !== null;
  });
  // A run that came to its end meanwhile is not stopped.
  if (isStopped && isThere) useMoodRetag.setState({ state: 'stopped' });
}

async function readRun(database: AfterimageDatabase): Promise<Run | null> {
  const kept = runSchema.safeParse((await database.settings.get(runSetting))?.value);
  return kept.success ? kept.data : null;
}

/**
 * Asks frames again that were asked by other rules, and measures those that never were.
 * @param isStopped asked between pages
 * @returns how many frames were given other moods
 */
export async function retag(
  database: AfterimageDatabase,
  client: Client,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const rules = moodRulesInForce(await database.moods.toArray());
  const key = moodRulesKey(rules);
  if ((await database.settings.get(appliedSetting))?.value !== key) {
    return await askAll(database, client, rules, key, isStopped);
  }
  return await measureMissing(database, client, rules, isStopped);
}

async function askAll(
  database: AfterimageDatabase,
  client: Client,
  rules: readonly MoodRule[],
  key: string,
  isStopped: () => boolean,
): Promise<number> {
  const kept = await readRun(database);
  const total = await database.frames.count();
  let run: Run = kept?.key === key ? kept : { key, after: null, done: 0, isStopped: false };
  if (run.isStopped) {
    useMoodRetag.setState({ state: 'stopped', done: run.done, total });
    return 0;
  }
  let changed = 0;
  await database.settings.put({ key: runSetting, value: run });
  // A small library is through before a bar could be read.
  const shows = total - run.done > 2 * pageSize;
  for (;;) {
    if (isStopped()) {
      if (useMoodRetag.getState().state === 'running') useMoodRetag.setState({ state: 'idle' });
      return changed;
    }
    if (shows) useMoodRetag.setState({ state: 'running', done: run.done, total: Math.max(total, run.done) });
    const from =
      run.after === null ? database.frames.toCollection() : database.frames.where(':id').above(run.after);
    const ids = await from.limit(pageSize).primaryKeys();
    const last = ids.at(-1);
    if (last === undefined) break;
    const next: Run = { ...run, after: last, done: run.done + ids.length };
    changed += await askFrames(database, client, rules, ids, next);
    run = next;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  await database.transaction('rw', database.settings, async () => {
    await database.settings.put({ key: appliedSetting, value: key });
    await database.settings.delete(runSetting);
  });
  useMoodRetag.setState({ state: 'idle', done: 0, total: 0 });
  return changed;
}

/** Frames without statistics get them and are asked; statistics of frames that are gone for good go too. */
async function measureMissing(
  database: AfterimageDatabase,
  client: Client,
  rules: readonly MoodRule[],
  isStopped: () => boolean,
): Promise<number> {
  const [frameIds, measured] = await Promise.all([
    database.frames.toCollection().primaryKeys(),
    database.frameStatistics.toCollection().primaryKeys(),
  ]);
  const known = new Set(measured);
  const missing = frameIds.filter((id) => !known.has(id));
  let changed = 0;
  for (let start = 0; start < missing.length && !isStopped(); start += pageSize) {
    changed += await askFrames(database, client, rules, missing.slice(start, start + pageSize), null);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const there = new Set(frameIds);
  const orphans = measured.filter((id) => !there.has(id));
  if (orphans.length > 0) await database.frameStatistics.bulkDelete(orphans);
  return changed;
}

/** @param run written with the frames, so that what is done and how far it came are never apart */
async function askFrames(
  database: AfterimageDatabase,
  client: Client,
  rules: readonly MoodRule[],
  ids: readonly FrameId[],
  run: Run | null,
): Promise<number> {
  const { frames, frameStatistics, settings } = database;
  const { packed, fresh } = await statisticsOf(database, client, ids);
  let changed = 0;
  await database.transaction('rw', [frames, frameStatistics, settings], async () => {
    // As they are now: a person may have written on them since.
    const rows = await frames.bulkGet([...ids]);
    const written: Frame[] = [];
    for (const frame of rows) {
      const text = frame === undefined ? undefined : packed.get(frame.id);
      const statistics = text === undefined ? null : statisticsOfText(text);
      if (frame === undefined || statistics === null) continue;
      const moods = readMoods(statistics, rules);
      const moodIds = effectiveMoodIds(moods, frame.moodOverrides);
      if (isSameValue(moods, frame.moods) && isSameValue(moodIds, frame.moodIds)) continue;
      written.push({ ...frame, moods, moodIds });
    }
    changed = written.length;
    await frames.bulkPut(written);
    // What is there already is not written again: all that counts these rows would count them for every page.
    await frameStatistics.bulkPut(fresh.map((frameId) => ({ frameId, packed: packed.get(frameId) ?? '' })));
    const stopped = run === null ? null : await readRun(database);
    if (run !== null) {
      await settings.put({ key: runSetting, value: { ...run, isStopped: stopped?.isStopped ?? false } });
    }
  });
  return changed;
}

/** Packed statistics of frames, and whose of them are `fresh`: measured from their pictures, since there were none. */
async function statisticsOf(
  database: AfterimageDatabase,
  client: Client,
  ids: readonly FrameId[],
): Promise<{ readonly packed: ReadonlyMap<FrameId, string>; readonly fresh: readonly FrameId[] }> {
  const rows = await database.frameStatistics.bulkGet([...ids]);
  const packed = new Map<FrameId, string>();
  for (const row of rows) {
    if (row !== undefined && statisticsOfText(row.packed) !== null) packed.set(row.frameId, row.packed);
  }
  const missing = (await database.frames.bulkGet(ids.filter((id) => !packed.has(id)))).filter(
    (frame) => frame !== undefined,
  );
  if (missing.length === 0) return { packed, fresh: [] };
  const answer = await client.call('measureColours', { pictures: missing.map(({ picture }) => picture) });
  if (!answer.ok) throw new Error(`not measured: ${answer.error.code}`);
  const fresh: FrameId[] = [];
  missing.forEach(({ id }, index) => {
    const text = answer.value.statistics[index] ?? null;
    if (text === null) return;
    packed.set(id, text);
    fresh.push(id);
  });
  return { packed, fresh };
}
