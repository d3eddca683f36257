import { type AppError, makeAppError } from '../../shared/contract/appError.ts';
import type { ImportEvent, ImportOutput, Result } from '../../shared/contract/contract.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { ImportFile, ImportFileId, ImportJob, ImportJobId } from '../../shared/domain/importQueue.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import {
  addImport,
  filesIn,
  moveJob,
  type NewImport,
  nextWaitingJob,
  removeJobs,
  retryFiles,
  setJobState,
  wantedSources,
} from '../database/importQueue.ts';
import { isDecoderEnd, JobRun, type RunView } from './jobRun.ts';

/** What runs, and what holds the queue up; not saved. */
export interface QueueView {
  readonly running: (RunView & { readonly jobId: ImportJobId }) | null;
  /** The user paused everything; saved. */
  readonly isPaused: boolean;
  readonly isAsleep: boolean;
}

export interface ImportRunnerOptions {
  readonly database: AfterimageDatabase;
  readonly client: ContractClient;
  readonly onView: (view: QueueView) => void;
  /** A job came to its end, was stopped by an error, or waits for a disk. */
  readonly onJobHalt: (job: ImportJob) => void;
  /** How often it looks whether a disk is back, milliseconds. */
  readonly lookForDisksEveryMs?: number;
}

/** Setting that says the user paused the whole queue. */
const pausedKey = 'importQueuePaused';
/** Files of a job that the media process is given at once: a message that does not hold up the window. */
const filesAtOnce = 1000;
const pageSize = 100;
const defaultLookEveryMs = 5000;
/** Ends of the media process in a row, with nothing finished between, after which a job is paused. */
const mostBreaks = 4;

type Hold = 'user' | 'sleep' | 'starting';

/**
 * Works the import queue off, one job at a time, in its order. The queue itself is in the database; this holds only
 * what runs. Whatever ends the window, the app or the machine, the next one goes on where this was.
 */
export class ImportRunner {
  private readonly options: ImportRunnerOptions;
  private readonly holds = new Set<Hold>(['starting']);
  private readonly listeners = new Map<ImportJobId, (event: ImportEvent) => void>();
  private readonly waiters = new Map<ImportJobId, (result: Result<ImportOutput>) => void>();
  private run: JobRun | null = null;
  private runView: RunView | null = null;
  private loop: Promise<void> | null = null;
  private wakeAgain = false;
  private breaks = 0;
  private diskTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: ImportRunnerOptions) {
    this.options = options;
  }

  /**
   * Begins to work the queue off.
   * @returns how many files an earlier run left in it
   */
  async start(): Promise<number> {
    const { database, client } = this.options;
    if ((await database.settings.get(pausedKey))?.value === true) this.holds.add('user');
    const left = await database.importJobs.filter((job) => job.state === 'waiting').toArray();
    await client.call('keepSources', { sourceIds: await wantedSources(database) });
    this.holds.delete('starting');
    this.show();
    this.lookForDisks(0);
    this.wake();
    return left.reduce((sum, job) => sum + job.total - job.done - job.known - job.failed, 0);
  }

  /**
   * Puts an import at the end of the queue.
   * @param onEvent told what its files bring, as long as this window lives
   * @returns null where all of its files wait already
   */
  async add(
    given: NewImport,
    onEvent?: (event: ImportEvent) => void,
  ): Promise<{ jobId: ImportJobId; result: Promise<Result<ImportOutput>> } | null> {
    const jobId = await addImport(this.options.database, given);
    if (jobId === null) return null;
    if (onEvent !== undefined) this.listeners.set(jobId, onEvent);
    const result = new Promise<Result<ImportOutput>>((resolve) => {
      const earlier = this.waiters.get(jobId);
      this.waiters.set(jobId, (outcome) => {
        earlier?.(outcome);
        resolve(outcome);
      });
    });
    this.wake();
    return { jobId, result };
  }

  /** Pauses or goes on with everything; what the user chose survives a restart. */
  async setPaused(isPaused: boolean): Promise<void> {
    this.setHold('user', isPaused);
    await this.options.database.settings.put({ key: pausedKey, value: isPaused });
  }

  setAsleep(isAsleep: boolean): void {
    this.setHold('sleep', isAsleep);
  }

  async pauseJob(jobId: ImportJobId): Promise<void> {
    if (this.run?.job.id === jobId) this.run.stop({ kind: 'pause' });
    else await setJobState(this.options.database, jobId, 'paused');
  }

  async resumeJob(jobId: ImportJobId): Promise<void> {
    await setJobState(this.options.database, jobId, 'waiting');
    this.wake();
  }

  /** Finished frames stay; what is left of it can be taken up again later. */
  async cancelJob(jobId: ImportJobId): Promise<void> {
    if (this.run?.job.id === jobId) {
      this.run.stop({ kind: 'cancel' });
      return;
    }
    await setJobState(this.options.database, jobId, 'cancelled');
    await this.settleWaiter(jobId, true);
  }

  /** Puts a job first; what runs now steps back and goes on later where it was. */
  async importNext(jobId: ImportJobId): Promise<void> {
    const { database } = this.options;
    await moveJob(database, jobId, 'before', null);
    const job = await database.importJobs.get(jobId);
    if (job !== undefined && job.state !== 'waiting') await setJobState(database, jobId, 'waiting');
    this.yieldToFirst();
  }

  async moveJob(jobId: ImportJobId, place: 'before' | 'after', neighbour: ImportJobId): Promise<void> {
    await moveJob(this.options.database, jobId, place, neighbour);
    this.yieldToFirst();
  }

  /** @param fileIds null for every file of the job that failed */
  async retry(jobId: ImportJobId, fileIds: readonly ImportFileId[] | null): Promise<void> {
    await retryFiles(this.options.database, jobId, fileIds);
    this.wake();
  }

  async clearFinished(): Promise<void> {
    await removeJobs(this.options.database, (job) => job.state === 'done' || job.state === 'cancelled');
  }

  /** Begins with what waits, if nothing runs. */
  wake(): void {
    if (this.loop !== null) {
      this.wakeAgain = true;
      return;
    }
    this.loop = this.workOff().finally(() => {
      this.loop = null;
      if (this.wakeAgain) this.wake();
    });
  }

  /** Resolves once nothing runs and nothing that waits may run. */
  async idle(): Promise<void> {
    while (this.loop !== null) await this.loop;
  }

  private setHold(hold: Hold, on: boolean): void {
    if (on) this.holds.add(hold);
    else this.holds.delete(hold);
    if (on) this.run?.stop({ kind: 'hold' });
    this.show();
    if (!on) this.wake();
  }

  private yieldToFirst(): void {
    void nextWaitingJob(this.options.database).then((first) => {
      if (first !== undefined && this.run !== null && this.run.job.id !== first.id) {
        this.run.stop({ kind: 'hold' });
      }
      this.wake();
    });
  }

  private async workOff(): Promise<void> {
    do {
      this.wakeAgain = false;
      while (this.holds.size === 0) {
        const job = await nextWaitingJob(this.options.database);
        if (job === undefined || this.holds.size > 0) break;
        await this.workOffJob(job);
      }
    } while (this.wakeAgain && this.holds.size === 0);
    this.wakeAgain = false;
  }

  private async workOffJob(job: ImportJob): Promise<void> {
    const { database, client } = this.options;
    const files = await this.filesToRun(job.id);
    if (files.length === 0) {
      await this.halt(job.id, 'done');
      return;
    }
    const run = new JobRun({
      database,
      client,
      job,
      files,
      onView: (view) => {
        this.runView = view;
        this.show();
      },
      onEvent: (event) => this.listeners.get(job.id)?.(event),
    });
    this.run = run;
    // A hold that came while the files were read.
    if (this.holds.size > 0) run.stop({ kind: 'hold' });
    const result = await run.run();
    this.run = null;
    this.runView = null;
    await this.settleRun(job, run, result);
    this.show();
  }

  private async settleRun(job: ImportJob, run: JobRun, result: Result<ImportOutput>): Promise<void> {
    const { database } = this.options;
    const reason = run.stopReason;
    this.breaks = !result.ok && isDecoderEnd(result.error) ? this.breaks + 1 : 0;
    // Removed meanwhile.
    if ((await database.importJobs.get(job.id)) === undefined) return;
    const isAsked = reason?.kind === 'pause' || reason?.kind === 'cancel';
    // Asked while its last file came in: there is nothing left to go on with.
    if (isAsked && (await filesIn(database, job.id, 'waiting').count()) === 0)
      await this.halt(job.id, 'done');
    else if (reason?.kind === 'pause') await setJobState(database, job.id, 'paused');
    else if (reason?.kind === 'cancel') await this.halt(job.id, 'cancelled');
    else if (reason?.kind === 'away') {
      await this.halt(job.id, 'away', { awayPlace: reason.place });
      this.lookForDisks();
    } else if (reason?.kind === 'error') await this.halt(job.id, 'paused', { error: reason.error });
    else if (this.breaks >= mostBreaks) {
      this.breaks = 0;
      await this.halt(job.id, 'paused', { error: makeAppError('media-process-stopped') });
    }
  }

  private async halt(
    jobId: ImportJobId,
    state: 'done' | 'cancelled' | 'away' | 'paused',
    facts: { awayPlace?: string; error?: AppError } = {},
  ): Promise<void> {
    const { database } = this.options;
    await setJobState(database, jobId, state, facts);
    if (state === 'done') await database.importJobs.update(jobId, { fraction: 1 });
    const job = await database.importJobs.get(jobId);
    if (job !== undefined) this.options.onJobHalt(job);
    if (state === 'done' || state === 'cancelled') await this.settleWaiter(jobId, state === 'cancelled');
  }

  private async settleWaiter(jobId: ImportJobId, cancelled: boolean): Promise<void> {
    const job = await this.options.database.importJobs.get(jobId);
    const settle = this.waiters.get(jobId);
    this.waiters.delete(jobId);
    this.listeners.delete(jobId);
    if (job === undefined) settle?.({ ok: false, error: makeAppError('cancelled') });
    else settle?.({ ok: true, value: { ...outputOf(job), cancelled } });
  }

  /** Files that wait; where decoding ended with some under way, those one by one, to find out which it was. */
  private async filesToRun(jobId: ImportJobId): Promise<ImportFile[]> {
    const { database } = this.options;
    const keys = await filesIn(database, jobId, 'waiting').limit(filesAtOnce).primaryKeys();
    const files: ImportFile[] = [];
    for (let start = 0; start < keys.length; start += pageSize) {
      const rows = await database.importFiles.bulkGet(keys.slice(start, start + pageSize));
      for (const row of rows) if (row !== undefined) files.push(row);
    }
    const suspect = files.find((file) => file.crashes > 0);
    return suspect === undefined ? files : [suspect];
  }

  /** Looks, now and then, whether the disks of waiting jobs are back. */
  private lookForDisks(afterMs = this.options.lookForDisksEveryMs ?? defaultLookEveryMs): void {
    if (this.diskTimer !== null) clearTimeout(this.diskTimer);
    this.diskTimer = setTimeout(() => {
      this.diskTimer = null;
      void this.checkDisks();
    }, afterMs);
  }

  private async checkDisks(): Promise<void> {
    const { database, client } = this.options;
    const away = await database.importJobs.filter((job) => job.state === 'away').toArray();
    for (const job of away) {
      const file = await filesIn(database, job.id, 'waiting').first();
      const answer =
        file === undefined ? null : await client.call('checkSources', { sourceIds: [file.sourceId] });
      if (answer === null || (answer.ok && answer.value[0]?.state !== 'away')) await this.resumeJob(job.id);
    }
    if (await database.importJobs.filter((job) => job.state === 'away').count()) this.lookForDisks();
  }

  private show(): void {
    const { run, runView } = this;
    this.options.onView({
      running: run === null || runView === null ? null : { ...runView, jobId: run.job.id },
      isPaused: this.holds.has('user'),
      isAsleep: this.holds.has('sleep'),
    });
  }
}

/** A job's counts as an import tells them. */
export function outputOf(job: ImportJob): Omit<ImportOutput, 'cancelled'> {
  return { imported: job.done, skipped: job.known, failed: job.failed, frames: job.frames };
}

/** Stops what an earlier window of the same app left running, so that its rest can be recovered and gone on with. */
export async function stopEarlierImports(client: ContractClient): Promise<void> {
  const answer = await client.call('listJobs', {});
  if (!answer.ok) return;
  for (const { jobId, method, state } of answer.value) {
    if (method !== 'importMedia' || (state !== 'queued' && state !== 'running')) continue;
    const running = client.listen('importMedia', jobId, () => undefined);
    running.cancel();
    await running.result;
  }
}
