import { basename } from 'node:path';
import { AppFailure, toAppError } from '../../shared/contract/appError.ts';
import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import type { JobLedger } from '../../shared/contract/jobLedger.ts';
import { exportPdf } from '../services/export/exportPdf.ts';
import { exportPalette } from '../services/export/palette/exportPalette.ts';
import { type FrameStore, framePath } from '../services/frame-store/frameStore.ts';
import { measureStored, measureStoredColours } from '../services/frame-store/measureStored.ts';
import type { ImportJournal } from '../services/import/importJournal.ts';
import { importMedia } from '../services/import/importMedia.ts';
import { halfWrittenKey } from '../services/jobs/mediaEnvelope.ts';
import { identifyFile } from '../services/pictures/identifyFile.ts';
import { readStill } from '../services/stills/readStill.ts';
import { probeVideo } from '../services/video/probeVideo.ts';
import { openFootageServices } from './footageHandlers.ts';
import type { ParentChannel } from './parentChannel.ts';

export interface MediaHandlerTools {
  /** The app's own: what is made for looking at films lies in it, beside the frame store. */
  readonly dataFolder: string;
  readonly frameFolder: string;
  /** Fonts that ship with the app. */
  readonly fontsDir: string;
  readonly frameStore: FrameStore;
  readonly journal: ImportJournal;
  readonly ledger: JobLedger;
  readonly paths: Pick<ParentChannel, 'pathFor' | 'tellMediaSeen'>;
}

/** What the media process does for each of its methods. */
export async function makeMediaHandlers(
  tools: MediaHandlerTools,
): Promise<ContractHandlers<'media', AbortSignal>> {
  const { frameFolder, fontsDir, frameStore, journal, ledger, paths } = tools;
  /** Batches that the running import will tell by itself when the window listens to it again. */
  const runningBatches = new Map<string, Set<string>>();
  const footage = await openFootageServices(tools);

  return {
    ...footage.handlers,
    importMedia: async (input, { id, signal, emit }) => {
      const batches = new Set<string>();
      runningBatches.set(id, batches);
      try {
        return await importMedia(input, {
          frameStore,
          strips: footage.strips,
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
    acknowledgeFrames: async ({ batchIds, sourceIds }) => {
      const settled = new Set(batchIds);
      const told = new Set<string>(sourceIds);
      ledger.forgetEvents((event) => isBatchOf(event, settled) || isWordOf(event, told));
      await journal.remove(batchIds);
      return {};
    },
    recoverFrames: async () => {
      const running = new Set([...runningBatches.values()].flatMap((ids) => [...ids]));
      return (await journal.readAll()).filter(({ batchId }) => !running.has(batchId));
    },
    pruneFrames: async ({ keep, keepMediaIds }) => {
      if (keepMediaIds !== undefined) await footage.prune(new Set(keepMediaIds));
      const batches = await journal.readAll();
      const journaled = batches.flatMap(({ frames }) => frames.map((frame) => frame.picture.hash));
      return { removed: await frameStore.prune(new Set([...keep, ...journaled]), Date.now()) };
    },
    probe: async ({ sourceId }, { id }) => {
      const path = paths.pathFor(id, sourceId);
      if (path === undefined) throw new AppFailure('source-unknown');
      return probeFile(path);
    },
    measureSignatures: async ({ pictures }) => {
      const signatures: (string | null)[] = [];
      for (const picture of pictures) signatures.push(await measureStored(frameFolder, picture));
      return { signatures };
    },
    measureColours: async ({ pictures }) => {
      const statistics: (string | null)[] = [];
      for (const picture of pictures) statistics.push(await measureStoredColours(frameFolder, picture));
      return { statistics };
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
    exportPalette: async ({ targetId, format, palette }, { id }) => {
      const targetPath = paths.pathFor(id, targetId);
      const temporaryPath = paths.pathFor(id, halfWrittenKey);
      if (targetPath === undefined || temporaryPath === undefined) throw new AppFailure('target-unknown');
      return exportPalette(palette, format, { targetPath, temporaryPath });
    },
    listJobs: async () => ledger.snapshots(),
  };
}

async function probeFile(path: string) {
  const fileName = basename(path);
  try {
    const kind = await identifyFile(path);
    if (kind === 'still') return { kind, probe: (await readStill(path)).probe } as const;
    return { kind, probe: await probeVideo(path) } as const;
  } catch (thrown) {
    const error = toAppError(thrown, fileName);
    throw new AppFailure(error.code, error.details, { cause: thrown });
  }
}

function isBatchOf(event: unknown, batchIds: ReadonlySet<string>): boolean {
  if (typeof event !== 'object' || event === null || !('batchId' in event)) return false;
  return typeof event.batchId === 'string' && batchIds.has(event.batchId);
}

/** Everything but frames, which go by their batch. */
function isWordOf(event: unknown, sourceIds: ReadonlySet<string>): boolean {
  if (typeof event !== 'object' || event === null || 'batchId' in event || !('sourceId' in event))
    return false;
  return typeof event.sourceId === 'string' && sourceIds.has(event.sourceId);
}
