import type { AppError } from '../../shared/contract/appError.ts';
import type {
  ImportEvent,
  ImportOutput,
  LaterWork,
  Result,
  SourceRef,
} from '../../shared/contract/contract.ts';
import type { ContractClient, RunningJob } from '../../shared/contract/contractClient.ts';
import type { MediaId, SourceId, WorkId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { newWorkId } from './newWork.ts';
import { readInPages } from './readInPages.ts';
import { storageError } from './storageError.ts';
import { markMediaDone, resumableMedia, writeImportedFrames } from './writeImportedFrames.ts';

export interface ImportRequest {
  database: AfterimageDatabase;
  client: ContractClient;
  sources: readonly SourceRef[];
  /** The work a source goes to; null makes one for a video and a common one for stills. */
  workIdFor: (source: SourceRef) => WorkId | null;
  /** The work that stills without a chosen one share; a fresh one when left out. */
  stillsWorkId?: WorkId;
  /**
   * Media to analyse again from their beginning though the library has them. What was whole stays so where the
   * analysis breaks off: shots found so far count, the others stand as they were.
   */
  again?: readonly MediaId[];
  /** What is to be imported after these, for a progress that tells of all. */
  later?: LaterWork;
  /** Marks works made by this import as the sample library's. */
  sample: boolean;
  /** Told each event after what it brings is in the database. */
  onEvent?: (event: ImportEvent) => void;
}

/** Where the frames of each source go. */
interface ImportPlan {
  readonly workIds: Readonly<Record<SourceId, WorkId>>;
  readonly stillsWorkId: WorkId;
  readonly sample: boolean;
}

export interface LibraryImport {
  readonly jobId: string;
  /** Settles when the job has ended and everything it brought is written. Never rejects. */
  readonly result: Promise<Result<ImportOutput>>;
  cancel(): void;
}

/**
 * Imports files into the library. Batches are written in the order they come, each in one transaction, and
 * acknowledged only once that is on disk; what is written twice stays single. Files whose media is complete
 * in the library are skipped by the media process; what came in part goes on where it broke off.
 */
export async function importIntoLibrary(request: ImportRequest): Promise<LibraryImport> {
  const { database, client, sources, workIdFor, sample, later } = request;
  const workIds: Record<SourceId, WorkId> = {};
  for (const source of sources) {
    const workId = workIdFor(source);
    if (workId !== null) workIds[source.sourceId] = workId;
  }
  const plan: ImportPlan = { workIds, stillsWorkId: request.stillsWorkId ?? newWorkId(), sample };

  const again = new Set(request.again);
  const whole = (await readInPages(database.media, (media) => ({ id: media.id, partial: media.partial })))
    .filter((media) => !media.partial)
    .map((media) => media.id);
  const knownMediaIds = whole
    .filter((id) => !again.has(id))
    // What was merged into another media is known as well.
    .concat(await database.mergedMedia.toCollection().primaryKeys());

  const stayWhole = new Set(whole.filter((id) => again.has(id)));
  const writer = new ImportWriter(database, client, plan, stayWhole, request.onEvent);
  const resume = (await resumableMedia(database)).filter(({ mediaId }) => !again.has(mediaId));
  const job = client.start(
    'importMedia',
    { sources: [...sources], knownMediaIds, resume, later },
    writer.take,
  );
  return writer.follow(job);
}

/** Puts events in the database one after the other; the first failed write stops the job. */
class ImportWriter {
  private readonly database: AfterimageDatabase;
  private readonly client: ContractClient;
  private readonly plan: ImportPlan;
  private readonly stayWhole: ReadonlySet<MediaId>;
  private readonly onEvent: ((event: ImportEvent) => void) | undefined;
  private written: Promise<void> = Promise.resolve();
  private failure: AppError | null = null;
  private stop: () => void = () => undefined;

  constructor(
    database: AfterimageDatabase,
    client: ContractClient,
    plan: ImportPlan,
    stayWhole: ReadonlySet<MediaId>,
    onEvent: ((event: ImportEvent) => void) | undefined,
  ) {
    this.database = database;
    this.client = client;
    this.plan = plan;
    this.stayWhole = stayWhole;
    this.onEvent = onEvent;
  }

  readonly take = (event: ImportEvent): void => {
    if (event.type === 'progress') {
      this.onEvent?.(event);
      return;
    }
    this.written = this.written.then(async () => {
      if (this.failure !== null) return;
      try {
        await this.write(event);
        this.onEvent?.(event);
      } catch (thrown) {
        this.failure = storageError(thrown);
        this.stop();
      }
    });
  };

  follow(job: RunningJob<'importMedia'>): LibraryImport {
    this.stop = () => job.cancel();
    if (this.failure !== null) job.cancel();
    const finish = async (): Promise<Result<ImportOutput>> => {
      const result = await job.result;
      await this.written;
      return this.failure === null ? result : { ok: false, error: this.failure };
    };
    return { jobId: job.jobId, result: finish(), cancel: () => job.cancel() };
  }

  private async write(event: ImportEvent): Promise<void> {
    if (event.type === 'frames') {
      await writeImportedFrames(this.database, event, {
        workId: this.workIdOf(event.sourceId),
        stillsWorkId: this.plan.stillsWorkId,
        sample: this.plan.sample,
      });
      // A lost acknowledgement only means that the batch is offered again at the next start.
      await this.client.call('acknowledgeFrames', { batchIds: [event.batchId] });
    }
    if (event.type === 'mediaDone') {
      const partial = event.partial && !this.stayWhole.has(event.mediaId);
      await markMediaDone(this.database, event.mediaId, partial, event.media);
    }
  }

  private workIdOf(sourceId: SourceId): WorkId | null {
    return this.plan.workIds[sourceId] ?? null;
  }
}
