import { useLiveQuery } from 'dexie-react-hooks';
import { create } from 'zustand';
import { describeAppError, makeAppError } from '../../shared/contract/appError.ts';
import type { ImportOutput, Result } from '../../shared/contract/contract.ts';
import type { ImportJob, ImportJobId, WatchedFolderId } from '../../shared/domain/importQueue.ts';
import { database } from '../database/afterimageDatabase.ts';
import type { ImportRequest, LibraryImport } from '../database/importIntoLibrary.ts';
import { type NewImport, removeJobs } from '../database/importQueue.ts';
import { counted } from '../library/counted.ts';
import { type FolderState, FolderWatcher } from '../queue/folderWatcher.ts';
import { ImportRunner, outputOf, type QueueView } from '../queue/importRunner.ts';
import { showToast } from '../ui/toasts.ts';
import { client } from './connect.ts';
import { importSummary } from './importSummary.ts';

interface ImportQueueState extends QueueView {
  isPanelOpen: boolean;
  areFoldersOpen: boolean;
  /** The job shown in the panel; null shows the one that runs, or the first. */
  chosenJobId: ImportJobId | null;
  folderStates: ReadonlyMap<WatchedFolderId, FolderState>;
}

/** What runs and what is open: a snapshot, not saved. The queue itself is in the database. */
export const useImportQueue = create<ImportQueueState>(() => ({
  running: null,
  isPaused: false,
  isAsleep: false,
  isPanelOpen: false,
  areFoldersOpen: false,
  chosenJobId: null,
  folderStates: new Map(),
}));

/** The window's import queue. */
export const importQueue = new ImportRunner({
  database,
  client,
  onView: (view) => useImportQueue.setState(view),
  onJobHalt: tellOfHalt,
});

/** The window's watched folders. */
export const folderWatcher = new FolderWatcher({
  database,
  client,
  runner: importQueue,
  onStates: (folderStates) => useImportQueue.setState({ folderStates }),
});

/** The queue's jobs in their order, live. */
export function useImportJobRows(): readonly ImportJob[] {
  return useLiveQuery(() => database.importJobs.orderBy('order').toArray(), []) ?? [];
}

/** Opens or closes the panel of imports. */
export function showImports(isPanelOpen: boolean, chosenJobId: ImportJobId | null = null): void {
  useImportQueue.setState({ isPanelOpen, chosenJobId });
}

export function showWatchedFolders(areFoldersOpen: boolean): void {
  useImportQueue.setState({ areFoldersOpen });
}

/** Goes on with what an earlier run left in the queue, and with watching folders and the machine's sleep. */
export async function startQueue(): Promise<void> {
  // Those without trouble say nothing any more; a sample is loaded again by itself.
  await removeJobs(
    database,
    (job) => job.kind === 'sample' || (job.state === 'done' && job.failed === 0 && job.warned === 0),
  );
  const left = await importQueue.start();
  const { isPaused } = useImportQueue.getState();
  if (left > 0 && !isPaused) {
    showToast(`Going on with an interrupted import: ${counted(left, 'file')} left`, {
      action: { label: 'Pause', run: () => void importQueue.setPaused(true) },
    });
  }
  client.start('followPower', {}, ({ state }) => importQueue.setAsleep(state === 'suspend'));
  await folderWatcher.start();
}

/** Puts files in the queue and says so where there is nothing to do. */
export async function queueImport(given: NewImport): Promise<void> {
  const added = await importQueue.add(given);
  if (added === null) showToast('These files wait in the import queue already.');
}

/** Imports files through the queue, as `importIntoLibrary` does by itself. */
export async function importShown(request: ImportRequest): Promise<LibraryImport> {
  const { sources, workIdFor, sample, onEvent } = request;
  const name = sample ? 'Sample library' : counted(sources.length, 'file');
  const given: NewImport = { kind: sample ? 'sample' : 'files', name, sources, workIdFor };
  const added = await importQueue.add(given, onEvent);
  if (added === null) {
    const result: Result<ImportOutput> = { ok: false, error: makeAppError('cancelled') };
    return { jobId: '', result: Promise.resolve(result), cancel: () => undefined };
  }
  const { jobId, result } = added;
  return { jobId, result, cancel: () => void importQueue.cancelJob(jobId) };
}

function tellOfHalt(job: ImportJob): void {
  const details = { label: 'Details', run: () => showImports(true, job.id) };
  if (job.state === 'away') {
    showToast(
      `The disk or folder “${job.awayPlace ?? ''}” is not there. Connect it: the import of ${job.name} goes on by itself.`,
      { tone: 'error', action: details },
    );
  } else if (job.error !== null) {
    showToast(describeAppError(job.error), { tone: 'error', action: details });
  } else if (job.kind === 'shots' && job.failed === 0) {
    showToast(job.state === 'done' ? `${job.name}: found again` : `${job.name}: stopped`);
  } else {
    const output = { ...outputOf(job), cancelled: job.state === 'cancelled' };
    const action = job.failed + job.warned > 0 ? details : null;
    const left = job.unsupported > 0 ? ` · ${counted(job.unsupported, 'other file')} left out` : '';
    showToast(`${importSummary(output)}${left}`, { tone: job.failed > 0 ? 'error' : 'plain', action });
  }
}
