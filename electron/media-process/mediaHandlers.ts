import { AppFailure } from '../../shared/contract/appError.ts';
import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import type { JobLedger } from '../../shared/contract/jobLedger.ts';
import { exportPdf } from '../services/export/exportPdf.ts';
import { type FrameStore, framePath } from '../services/frame-store/frameStore.ts';
import type { ImportJournal } from '../services/import/importJournal.ts';
import { importMedia } from '../services/import/importMedia.ts';
import { halfWrittenKey } from '../services/jobs/mediaEnvelope.ts';
import type { ParentChannel } from './parentChannel.ts';

export interface MediaHandlerTools {
  readonly frameFolder: string;
  /** Fonts that ship with the app. */
  readonly fontsDir: string;
  readonly frameStore: FrameStore;
  readonly journal: ImportJournal;
  readonly ledger: JobLedger;
  readonly paths: Pick<ParentChannel, 'pathFor' | 'tellMediaSeen'>;
}

/** What the media process does for each of its methods. */
export function makeMediaHandlers(tools: MediaHandlerTools): ContractHandlers<'media', AbortSignal> {
  const { frameFolder, fontsDir, frameStore, journal, ledger, paths } = tools;
  /** Batches that the running import will tell by itself when the window listens to it again. */
  const runningBatches = new Map<string, Set<string>>();

  return {
    importMedia: async (input, { id, signal, emit }) => {
      const batches = new Set<string>();
      runningBatches.set(id, batches);
      try {
        return await importMedia(input, {
          frameStore,
          journal: {
            write: (batch) => {
              batches.add(batch.batchId);
              return journal.write(batch);
            },
          },
          signal,
          emit,
          pathOf: (sourceId) => paths.pathFor(id, sourceId),
          onMediaSeen: paths.tellMediaSeen,
        });
      } finally {
        runningBatches.delete(id);
      }
    },
    acknowledgeFrames: async ({ batchIds }) => {
      const settled = new Set(batchIds);
      ledger.forgetEvents((event) => isBatchOf(event, settled));
      await journal.remove(batchIds);
      return {};
    },
    recoverFrames: async () => {
      const running = new Set([...runningBatches.values()].flatMap((ids) => [...ids]));
      return (await journal.readAll()).filter(({ batchId }) => !running.has(batchId));
    },
    pruneFrames: async ({ keep }) => {
      const batches = await journal.readAll();
      const journaled = batches.flatMap(({ frames }) => frames.map((frame) => frame.picture.hash));
      return { removed: await frameStore.prune(new Set([...keep, ...journaled]), Date.now()) };
    },
    exportPdf: async ({ targetId, document }, { id, signal, emit }) => {
      const targetPath = paths.pathFor(id, targetId);
      const temporaryPath = paths.pathFor(id, halfWrittenKey);
      if (targetPath === undefined || temporaryPath === undefined) throw new AppFailure('target-unknown');
      return exportPdf(document, {
        targetPath,
        temporaryPath,
        picturePath: (hash, variant) => framePath(frameFolder, hash, variant),
        fontsDir,
        signal,
        onProgress: (pagesDone, pagesTotal) => emit({ pagesDone, pagesTotal }),
      });
    },
    listJobs: async () => ledger.snapshots(),
  };
}

function isBatchOf(event: unknown, batchIds: ReadonlySet<string>): boolean {
  if (typeof event !== 'object' || event === null || !('batchId' in event)) return false;
  return typeof event.batchId === 'string' && batchIds.has(event.batchId);
}
