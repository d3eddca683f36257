import type { AppError } from '../../shared/contract/appError.ts';
import type { ImportEvent, ImportOutput, Result } from '../../shared/contract/contract.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { SourceId } from '../../shared/domain/ids.ts';
import type { ImportFile, ImportFileId, ImportJob } from '../../shared/domain/importQueue.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { importIntoLibrary, type LibraryImport } from '../database/importIntoLibrary.ts';
import { type FileOutcome, laterWork, settleFiles } from '../database/importQueue.ts';

/** Why a run was stopped; null while it was not. */
export type StopReason =
  | { readonly kind: 'pause' | 'cancel' | 'hold' }
  | { readonly kind: 'away'; readonly place: string }
  | { readonly kind: 'error'; readonly error: AppError };

/** A run as the window shows it. */
export interface RunView {
  readonly fileName: string;
  /** Share of the whole job that is behind, 0-1. */
  readonly fraction: number;
  readonly remainingSec: number | null;
  readonly underWay: ReadonlySet<ImportFileId>;
  readonly isStopping: boolean;
}

interface JobRunOptions {
  readonly database: AfterimageDatabase;
  readonly client: ContractClient;
  readonly job: ImportJob;
  /** Files that wait; none twice. */
  readonly files: readonly ImportFile[];
  readonly onView: (view: RunView) => void;
  readonly onEvent: (event: ImportEvent) => void;
}

/** What became of files is written this often, milliseconds. */
const writeEveryMs = 250;
/** Files written in one task of the window. */
const outcomesAtOnce = 100;

/** One go at the waiting files of a job: it ends with all of them, when it is stopped, or when something breaks. */
export class JobRun {
  stopReason: StopReason | null = null;
  readonly job: ImportJob;
  private readonly options: JobRunOptions;
  private readonly fileOf: ReadonlyMap<SourceId, ImportFile>;
  private readonly underWay = new Set<ImportFileId>();
  private outcomes = new Map<ImportFileId, FileOutcome>();
  private settled: SourceId[] = [];
  private tail: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: LibraryImport | null = null;
  private fraction: number;
  private view: RunView;

  constructor(options: JobRunOptions) {
    this.options = options;
    this.job = options.job;
    this.fraction = options.job.fraction;
    this.fileOf = new Map(options.files.map((file) => [file.sourceId, file]));
    this.view = {
      fileName: '',
      fraction: this.fraction,
      remainingSec: null,
      underWay: new Set(),
      isStopping: false,
    };
  }

  /** Asks it to end; finished shots stay. The first reason counts. */
  stop(reason: StopReason): void {
    if (this.stopReason !== null) return;
    this.stopReason = reason;
    this.running?.cancel();
    this.show({ isStopping: true });
  }

  /** @returns what the media process said at the end; everything that became of files is written by then */
  async run(): Promise<Result<ImportOutput>> {
    const { database, client, job, files } = this.options;
    this.show({});
    const running = await importIntoLibrary({
      database,
      client,
      sources: files.map(({ sourceId, fileName, sizeBytes }) => ({ sourceId, fileName, sizeBytes })),
      workIdFor: ({ sourceId }) => this.fileOf.get(sourceId)?.workId ?? null,
      stillsWorkId: job.stillsWorkId,
      sample: job.sample,
      again: job.kind === 'shots' ? files.flatMap(({ mediaId }) => mediaId ?? []) : [],
      later: laterWork(job, files),
      onEvent: (event) => this.take(event),
    });
    this.running = running;
    if (this.stopReason !== null) running.cancel();
    const result = await running.result;
    await this.tail;
    if (!result.ok) this.noteBreak(result.error);
    await this.write();
    return result;
  }

  private take(event: ImportEvent): void {
    this.options.onEvent(event);
    if (event.type === 'progress') {
      // Once it is asked to stop, what is left out counts as behind; the job is no further for it.
      if (this.stopReason !== null) return;
      this.fraction = this.job.fraction + (1 - this.job.fraction) * event.fraction;
      this.show({ fileName: event.fileName, fraction: this.fraction, remainingSec: event.remainingSec });
      return;
    }
    const file = this.fileOf.get(event.sourceId);
    if (file === undefined) return;
    switch (event.type) {
      case 'started':
        this.underWay.add(file.id);
        return;
      case 'mediaDone':
        this.tail = this.tail.then(() => this.noteDone(file, event));
        return;
      case 'skipped':
        this.note(file, { state: 'known', mediaId: event.mediaId, error: null });
        return;
      case 'failed':
        this.tail = this.tail.then(() => this.noteFailure(file, event.error));
        return;
      case 'mediaFound':
      case 'frames':
        return;
    }
  }

  private async noteDone(
    file: ImportFile,
    event: Extract<ImportEvent, { type: 'mediaDone' }>,
  ): Promise<void> {
    // The library's own count: an import that was gone on with brings only what was left.
    const frames = await this.options.database.frames.where('mediaId').equals(event.mediaId).count();
    const broughtAll = !(event.partial && this.stopReason !== null);
    const facts = { mediaId: event.mediaId, frames, warning: event.warning, error: null };
    this.note(file, { state: broughtAll ? 'done' : 'waiting', ...facts });
  }

  private async noteFailure(file: ImportFile, error: AppError): Promise<void> {
    if (error.code === 'disk-full' || error.code === 'write-failed' || error.code === 'cancelled') {
      this.note(file, { state: 'waiting' });
      if (error.code !== 'cancelled') this.stop({ kind: 'error', error });
      return;
    }
    if (error.code === 'file-not-found' || error.code === 'file-unreadable') {
      if (this.stopReason?.kind === 'away') {
        this.note(file, { state: 'waiting' });
        return;
      }
      const answer = await this.options.client.call('checkSources', { sourceIds: [file.sourceId] });
      const place = answer.ok ? (answer.value[0]?.place ?? null) : null;
      if (place !== null) {
        this.note(file, { state: 'waiting', warning: null });
        this.stop({ kind: 'away', place });
        return;
      }
    }
    this.note(file, { state: 'failed', error });
  }

  /** The media process ended, or the library could not be written. */
  private noteBreak(error: AppError): void {
    if (error.code === 'cancelled') return;
    if (!isDecoderEnd(error)) {
      this.stopReason ??= { kind: 'error', error };
      return;
    }
    const isAlone = this.fileOf.size === 1;
    const underWay = [...this.fileOf.values()].filter((file) => this.underWay.has(file.id));
    // One that hung is named by whoever ended it, and hangs again: it is not tried a second time.
    const named = error.code === 'no-progress' ? underWay.filter(isNamedBy(error)) : [];
    for (const file of underWay) {
      // By itself, and not for the first time: it is this file.
      const gaveUp = named.length === 1 ? named[0] === file : isAlone && file.crashes > 0;
      const told = { ...error, details: { ...error.details, fileName: file.fileName } };
      const innocent =
        named.length === 1 ? { state: 'waiting' as const } : { state: 'waiting' as const, crashed: true };
      this.note(file, gaveUp ? { state: 'failed', error: told } : innocent);
    }
  }

  private note(file: ImportFile, outcome: FileOutcome): void {
    this.underWay.delete(file.id);
    this.outcomes.set(file.id, outcome);
    this.settled.push(file.sourceId);
    this.timer ??= setTimeout(() => void this.write(), writeEveryMs);
  }

  private async write(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { outcomes, settled } = this;
    if (outcomes.size === 0) return;
    this.outcomes = new Map();
    this.settled = [];
    try {
      const all = [...outcomes];
      for (let start = 0; start < all.length; start += outcomesAtOnce) {
        const part = new Map(all.slice(start, start + outcomesAtOnce));
        await settleFiles(this.options.database, this.job.id, part, this.fraction);
      }
    } catch (thrown) {
      // They stay waiting and are found to be in the library when their turn comes again.
      const said = thrown instanceof Error ? thrown.message : String(thrown);
      const error: AppError = { code: 'write-failed', details: { reason: said }, retryable: true };
      this.stop({ kind: 'error', error });
      return;
    }
    await this.options.client.call('acknowledgeFrames', { batchIds: [], sourceIds: settled });
  }

  private show(change: Partial<RunView>): void {
    this.view = { ...this.view, ...change, underWay: new Set(this.underWay) };
    this.options.onView(this.view);
  }
}

function isNamedBy({ details }: AppError): (file: ImportFile) => boolean {
  return (file) => file.fileName === details.fileName;
}

/** The media process ended, by itself or because nothing came from it any more: some file is to blame. */
export function isDecoderEnd(error: AppError): boolean {
  return error.code === 'media-process-stopped' || error.code === 'no-progress';
}
