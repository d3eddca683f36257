import type { LaterWork, SourceRef } from '../../shared/contract/contract.ts';
import type { MediaId, SourceId, WorkId } from '../../shared/domain/ids.ts';
import {
  type ImportFile,
  type ImportFileBucket,
  type ImportFileId,
  type ImportFileState,
  type ImportJob,
  type ImportJobId,
  type ImportJobState,
  importBucketOf,
  importFileIdOf,
  importJobIdSchema,
  type WatchedFolderId,
} from '../../shared/domain/importQueue.ts';
import { mediaKindOfName } from '../../shared/domain/mediaFileNames.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { newWorkId } from './newWork.ts';

/** Something to import, as the user gave it. */
export interface NewImport {
  readonly kind: ImportJob['kind'];
  readonly name: string;
  readonly sources: readonly SourceRef[];
  readonly workIdFor: (source: SourceRef) => WorkId | null;
  /** For `shots`: the media of the library that a source is the file of. */
  readonly mediaIdFor?: (source: SourceRef) => MediaId;
  readonly unsupported?: number;
  readonly folderId?: WatchedFolderId;
}

/** Rows written at a time, so that no task of the window grows long. */
const rowsAtOnce = 100;

/**
 * Puts an import at the end of the queue. What a watched folder brings is added to that folder's job while it is
 * not over. Files that wait already, in any job, are left out.
 * @returns the job; null where nothing was left to import
 */
export async function addImport(database: AfterimageDatabase, given: NewImport): Promise<ImportJobId | null> {
  const { importJobs, importFiles } = database;
  // One transaction: a job without its files, or files without a job, would be a queue that lies.
  return await database.transaction('rw', [importJobs, importFiles], async () => {
    const sources = await withoutWaiting(database, given.sources);
    if (sources.length === 0) return null;
    const open = given.folderId === undefined ? undefined : await openJobOf(database, given.folderId);
    const job = open ?? (await newJob(database, given));
    const first = open === undefined ? 0 : await nextPosition(database, job.id);
    for (let start = 0; start < sources.length; start += rowsAtOnce) {
      const part = sources.slice(start, start + rowsAtOnce);
      await importFiles.bulkAdd(
        part.map((source, at) => ({
          ...waitingFile(job.id, first + start + at, source, given.workIdFor(source)),
          mediaId: given.mediaIdFor?.(source) ?? null,
        })),
      );
    }
    const total = job.total + sources.length;
    const weights = waitingWeights(job);
    for (const source of sources) weigh(weights, source, 1);
    await importJobs.put({ ...job, ...weights, total, fraction: (job.fraction * job.total) / total });
    return job.id;
  });
}

type Weights = Pick<ImportJob, 'waitingVideoBytes' | 'waitingStillBytes' | 'waitingStills'>;

function waitingWeights({ waitingVideoBytes, waitingStillBytes, waitingStills }: ImportJob): Weights {
  return { waitingVideoBytes, waitingStillBytes, waitingStills };
}

/** Adds a file to what waits, or takes it off. */
function weigh(weights: Weights, file: Pick<ImportFile, 'fileName' | 'sizeBytes'>, sign: 1 | -1): void {
  if (mediaKindOfName(file.fileName) === 'still') {
    weights.waitingStills += sign;
    weights.waitingStillBytes += sign * file.sizeBytes;
  } else {
    weights.waitingVideoBytes += sign * file.sizeBytes;
  }
}

async function newJob(database: AfterimageDatabase, given: NewImport): Promise<ImportJob> {
  const last = await database.importJobs.orderBy('order').last();
  return {
    id: importJobIdSchema.parse(`import-${crypto.randomUUID()}`),
    kind: given.kind,
    name: given.name,
    order: (last?.order ?? 0) + 1,
    state: 'waiting',
    folderId: given.folderId ?? null,
    stillsWorkId: newWorkId(),
    sample: given.kind === 'sample',
    total: 0,
    done: 0,
    known: 0,
    failed: 0,
    warned: 0,
    frames: 0,
    unsupported: given.unsupported ?? 0,
    waitingVideoBytes: 0,
    waitingStillBytes: 0,
    waitingStills: 0,
    fraction: 0,
    awayPlace: null,
    error: null,
    createdAt: new Date().toISOString(),
    endedAt: null,
  };
}

function waitingFile(
  jobId: ImportJobId,
  position: number,
  source: SourceRef,
  workId: WorkId | null,
): ImportFile {
  return {
    id: importFileIdOf(jobId, position),
    jobId,
    bucket: importBucketOf(jobId, 'waiting'),
    ...source,
    workId,
    state: 'waiting',
    mediaId: null,
    frames: 0,
    error: null,
    warning: null,
    crashes: 0,
  };
}

async function withoutWaiting(
  database: AfterimageDatabase,
  sources: readonly SourceRef[],
): Promise<SourceRef[]> {
  const waiting = new Set<SourceId>();
  const open = database.importJobs.filter(({ state }) => state !== 'done' && state !== 'cancelled');
  for (const jobId of await open.primaryKeys()) {
    for (const id of await sourcesIn(database, jobId, 'waiting')) waiting.add(id);
  }
  const taken = new Set<SourceId>();
  return sources.filter(({ sourceId }) => {
    if (waiting.has(sourceId) || taken.has(sourceId)) return false;
    taken.add(sourceId);
    return true;
  });
}

async function openJobOf(
  database: AfterimageDatabase,
  folderId: WatchedFolderId,
): Promise<ImportJob | undefined> {
  return await database.importJobs
    .filter((job) => job.folderId === folderId && job.state !== 'done' && job.state !== 'cancelled')
    .first();
}

async function nextPosition(database: AfterimageDatabase, jobId: ImportJobId): Promise<number> {
  const last = (await filesOf(database, jobId).reverse().limit(1).primaryKeys())[0];
  return last === undefined ? 0 : Number(last.slice(last.lastIndexOf('/') + 1)) + 1;
}

/** A job's files in its order. */
export function filesOf(database: AfterimageDatabase, jobId: ImportJobId) {
  return database.importFiles.where(':id').between(`${jobId}/`, `${jobId}/\uffff`);
}

/** A job's files in one bucket, in its order. */
export function filesIn(database: AfterimageDatabase, jobId: ImportJobId, bucket: ImportFileBucket) {
  return database.importFiles.where('bucket').equals(importBucketOf(jobId, bucket));
}

/** What a job's waiting files weigh beside those that are given to the media process. */
export function laterWork(job: ImportJob, given: readonly ImportFile[]): LaterWork {
  const weights = waitingWeights(job);
  for (const file of given) weigh(weights, file, -1);
  return {
    videoBytes: Math.max(0, weights.waitingVideoBytes),
    stillBytes: Math.max(0, weights.waitingStillBytes),
    stills: Math.max(0, weights.waitingStills),
  };
}

/** What became of a file. */
export interface FileOutcome {
  readonly state: ImportFileState;
  readonly mediaId?: MediaId;
  readonly frames?: number;
  readonly error?: ImportFile['error'];
  readonly warning?: string | null;
  /** Counts one more time that decoding ended with this file under way; false forgets the earlier ones. */
  readonly crashed?: boolean;
}

/**
 * Writes what became of files and keeps the job's counts true, in one transaction; the same twice changes nothing.
 * @param fraction share of the job's work that is behind; null leaves it
 */
export async function settleFiles(
  database: AfterimageDatabase,
  jobId: ImportJobId,
  outcomes: ReadonlyMap<ImportFileId, FileOutcome>,
  fraction: number | null,
): Promise<void> {
  const { importJobs, importFiles } = database;
  await database.transaction('rw', [importJobs, importFiles], async () => {
    const job = await importJobs.get(jobId);
    if (job === undefined) return;
    const rows = (await importFiles.bulkGet([...outcomes.keys()])).filter((row) => row !== undefined);
    const counts = { done: job.done, known: job.known, failed: job.failed, warned: job.warned };
    const weights = waitingWeights(job);
    let { frames } = job;
    const changed = rows.map((row): ImportFile => {
      const outcome = outcomes.get(row.id) ?? { state: row.state };
      const warning = outcome.warning === undefined ? row.warning : outcome.warning;
      const isWarned = outcome.state === 'done' && warning !== null;
      const bucket = isWarned ? 'warned' : outcome.state;
      if (row.state !== 'waiting') counts[row.state] -= 1;
      if (row.bucket === importBucketOf(jobId, 'warned')) counts.warned -= 1;
      if (outcome.state !== 'waiting') counts[outcome.state] += 1;
      if (isWarned) counts.warned += 1;
      if (row.state === 'waiting') weigh(weights, row, -1);
      if (outcome.state === 'waiting') weigh(weights, row, 1);
      const own = outcome.frames ?? row.frames;
      frames += own - row.frames;
      return {
        ...row,
        state: outcome.state,
        bucket: importBucketOf(jobId, bucket),
        mediaId: outcome.mediaId ?? row.mediaId,
        frames: own,
        error: outcome.error === undefined ? row.error : outcome.error,
        warning,
        crashes: outcome.crashed === undefined ? row.crashes : outcome.crashed ? row.crashes + 1 : 0,
      };
    });
    await importFiles.bulkPut(changed);
    await importJobs.update(jobId, {
      ...counts,
      ...weights,
      frames,
      ...(fraction === null ? {} : { fraction }),
    });
  });
}

/** Lets a job wait, pause or end. */
export async function setJobState(
  database: AfterimageDatabase,
  jobId: ImportJobId,
  state: ImportJobState,
  facts: Partial<Pick<ImportJob, 'awayPlace' | 'error'>> = {},
): Promise<void> {
  const isOver = state === 'done' || state === 'cancelled';
  await database.importJobs.update(jobId, {
    state,
    awayPlace: null,
    error: null,
    endedAt: isOver ? new Date().toISOString() : null,
    ...facts,
  });
}

/** The next job that may run: the first in order that waits. */
export async function nextWaitingJob(database: AfterimageDatabase): Promise<ImportJob | undefined> {
  return await database.importJobs
    .orderBy('order')
    .filter((job) => job.state === 'waiting')
    .first();
}

/**
 * Puts a job before or behind another, or first.
 * @param neighbour null for the head of the queue
 */
export async function moveJob(
  database: AfterimageDatabase,
  jobId: ImportJobId,
  place: 'before' | 'after',
  neighbour: ImportJobId | null,
): Promise<void> {
  await database.transaction('rw', database.importJobs, async () => {
    const ids = (await database.importJobs.orderBy('order').primaryKeys()).filter((id) => id !== jobId);
    const at = neighbour === null ? 0 : ids.indexOf(neighbour) + (place === 'after' ? 1 : 0);
    ids.splice(at, 0, jobId);
    for (const [order, id] of ids.entries()) await database.importJobs.update(id, { order: order + 1 });
  });
}

/**
 * Lets failed files of a job wait again.
 * @param fileIds null for all of them
 */
export async function retryFiles(
  database: AfterimageDatabase,
  jobId: ImportJobId,
  fileIds: readonly ImportFileId[] | null,
): Promise<void> {
  const failed = fileIds ?? (await filesIn(database, jobId, 'failed').primaryKeys());
  for (let start = 0; start < failed.length; start += rowsAtOnce) {
    const part = failed.slice(start, start + rowsAtOnce);
    const again = { state: 'waiting', error: null, warning: null, crashed: false } as const;
    await settleFiles(database, jobId, new Map(part.map((id) => [id, again])), null);
  }
  const job = await database.importJobs.get(jobId);
  if (job === undefined) return;
  await database.importJobs.update(jobId, { fraction: (job.done + job.known) / Math.max(1, job.total) });
  await setJobState(database, jobId, 'waiting');
}

/** Takes jobs out of the list, with their files; what they brought into the library stays. */
export async function removeJobs(
  database: AfterimageDatabase,
  isRemoved: (job: ImportJob) => boolean,
): Promise<void> {
  const jobIds = await database.importJobs.filter(isRemoved).primaryKeys();
  for (const jobId of jobIds) {
    for (;;) {
      const ids = await filesOf(database, jobId).limit(rowsAtOnce).primaryKeys();
      if (ids.length === 0) break;
      await database.importFiles.bulkDelete(ids);
    }
    await database.importJobs.delete(jobId);
  }
}

/** Every source that a job may still want: those of files that wait or could be tried again. */
export async function wantedSources(database: AfterimageDatabase): Promise<SourceId[]> {
  const ids: SourceId[] = [];
  for (const jobId of await database.importJobs.toCollection().primaryKeys()) {
    for (const bucket of ['waiting', 'failed', 'warned'] as const) {
      ids.push(...(await sourcesIn(database, jobId, bucket)));
    }
  }
  return ids;
}

async function sourcesIn(
  database: AfterimageDatabase,
  jobId: ImportJobId,
  bucket: ImportFileBucket,
): Promise<SourceId[]> {
  const ids: SourceId[] = [];
  const keys = await filesIn(database, jobId, bucket).primaryKeys();
  for (let start = 0; start < keys.length; start += rowsAtOnce) {
    const rows = await database.importFiles.bulkGet(keys.slice(start, start + rowsAtOnce));
    for (const row of rows) if (row !== undefined) ids.push(row.sourceId);
  }
  return ids;
}
