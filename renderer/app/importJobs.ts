import { create } from 'zustand';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { ImportEvent, ImportOutput, Result } from '../../shared/contract/contract.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import {
  type ImportRequest,
  importIntoLibrary,
  type LibraryImport,
  resumeImport,
} from '../database/importIntoLibrary.ts';
import { showToast } from '../ui/toasts.ts';
import { importSummary } from './importSummary.ts';

/** A running import as the status bar shows it. */
export interface ImportJobView {
  readonly key: string;
  readonly fileName: string;
  readonly sourcesDone: number;
  readonly sourcesTotal: number;
  readonly framesDone: number;
  readonly fraction: number;
  readonly remainingSec: number | null;
  readonly isCancelling: boolean;
}

/** A file that did not come in whole, with the sentence that says why. */
export interface FileReport {
  readonly key: string;
  readonly fileName: string;
  readonly text: string;
  readonly outcome: 'failed' | 'warning';
}

interface ImportJobsState {
  /** Oldest first; later ones wait for their turn. */
  jobs: readonly ImportJobView[];
  /** Files of the last import that failed or have a warning. */
  report: readonly FileReport[];
  reportOpen: boolean;
}

/** Imports under way: a snapshot for the status bar, not saved. */
export const useImportJobs = create<ImportJobsState>(() => ({ jobs: [], report: [], reportOpen: false }));

const cancels = new Map<string, () => void>();

/** Asks an import to stop; finished frames stay. */
export function cancelImport(key: string): void {
  cancels.get(key)?.();
  change(key, { isCancelling: true });
}

export function showImportReport(open: boolean): void {
  useImportJobs.setState({ reportOpen: open });
}

/**
 * Imports files as {@link importIntoLibrary} does, shown in the status bar while it runs and summed up in a
 * toast at its end.
 */
export async function importShown(request: ImportRequest): Promise<LibraryImport> {
  const fileNames = new Map(request.sources.map((source) => [source.sourceId as string, source.fileName]));
  return await show(request.sources.length, fileNames, (onEvent) =>
    importIntoLibrary({
      ...request,
      onEvent: (event) => {
        onEvent(event);
        request.onEvent?.(event);
      },
    }),
  );
}

/** Shows a running import again after the window was loaded again. */
export async function followImport(
  database: AfterimageDatabase,
  client: ContractClient,
  jobId: string,
): Promise<LibraryImport> {
  return await show(0, new Map(), (onEvent) => resumeImport({ database, client, jobId, onEvent }));
}

async function show(
  sourcesTotal: number,
  fileNames: Map<string, string>,
  start: (onEvent: (event: ImportEvent) => void) => Promise<LibraryImport>,
): Promise<LibraryImport> {
  const key = crypto.randomUUID();
  const report: FileReport[] = [];
  const waiting: ImportJobView = {
    key,
    fileName: '',
    sourcesDone: 0,
    sourcesTotal,
    framesDone: 0,
    fraction: 0,
    remainingSec: null,
    isCancelling: false,
  };
  useImportJobs.setState(({ jobs }) => ({ jobs: [...jobs, waiting] }));
  const leave = (): void =>
    useImportJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.key !== key) }));

  const onEvent = (event: ImportEvent): void => {
    if (event.type === 'progress') {
      const { type: _type, ...progress } = event;
      change(key, progress);
    } else if (event.type === 'mediaFound') {
      fileNames.set(event.sourceId, event.media.fileName);
    } else if (event.type === 'failed') {
      report.push({
        key: event.sourceId,
        fileName: event.fileName,
        text: describeAppError(event.error),
        outcome: 'failed',
      });
    } else if (event.type === 'mediaDone' && event.warning !== null) {
      const fileName = fileNames.get(event.sourceId) ?? 'A file';
      report.push({ key: event.sourceId, fileName, text: event.warning, outcome: 'warning' });
    }
  };
  try {
    const running = await start(onEvent);
    const cancel = (): void => running.cancel();
    cancels.set(key, cancel);
    const result = running.result.then((outcome) => {
      cancels.delete(key);
      leave();
      if (report.length > 0) useImportJobs.setState({ report });
      tell(outcome, report);
      return outcome;
    });
    return { jobId: running.jobId, result, cancel };
  } catch (thrown) {
    leave();
    throw thrown;
  }
}

function change(key: string, changes: Partial<ImportJobView>): void {
  useImportJobs.setState(({ jobs }) => ({
    jobs: jobs.map((job) => (job.key === key ? { ...job, ...changes } : job)),
  }));
}

function tell(result: Result<ImportOutput>, report: readonly FileReport[]): void {
  const action = report.length === 0 ? null : { label: 'Details', run: () => showImportReport(true) };
  if (!result.ok) showToast(describeAppError(result.error), { tone: 'error', action });
  else showToast(importSummary(result.value), { tone: result.value.failed > 0 ? 'error' : 'plain', action });
}
