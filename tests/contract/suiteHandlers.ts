import { AppFailure } from '../../shared/contract/appError.ts';
import type { ImportEvent } from '../../shared/contract/contract.ts';
import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import type { JobLedger } from '../../shared/contract/jobLedger.ts';
import { proxyUrl, viewUrl } from '../../shared/domain/footage.ts';
import { type MediaId, mediaIdSchema } from '../../shared/domain/ids.ts';

/** A media id for tests, told apart by a number. */
export function suiteMediaId(number: number): MediaId {
  return mediaIdSchema.parse(`m-${number.toString(16).padStart(64, '0')}`);
}

/** How long the talkative job talks, milliseconds. */
export const talkMs = 450;

/**
 * Handlers that answer by what they are asked, so that the same suite can run against every transport:
 * the first source's file name says what the import does, the first batch's id what acknowledging does.
 */
export function makeSuiteHandlers(ledger: JobLedger): ContractHandlers<'media', AbortSignal> {
  return {
    importMedia: async ({ sources }, { signal, emit }) => {
      const what = sources[0]?.fileName;
      if (what === 'fail') throw new AppFailure('disk-full');
      if (what === 'talk') return talk(emit);
      // Goes on until Cancel.
      emit(skippedEvent(0));
      emit(progressEvent(0.5));
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      return { imported: 0, skipped: 1, failed: 0, frames: 0, cancelled: true };
    },
    acknowledgeFrames: async ({ batchIds: [what] }) => {
      if (what === 'typed') throw new AppFailure('file-empty', { fileName: 'a.mp4' });
      if (what === 'crash') throw new Error("ENOENT: no such file, open '/home/ann lee/films/a.mp4'");
      return {};
    },
    recoverFrames: async () => [],
    pruneFrames: async ({ keep }) => ({ removed: keep.length }),
    exportPdf: async () => ({ pages: 1, bytes: 1 }),
    exportPalette: async () => ({ bytes: 1 }),
    openFootage: async ({ mediaId }) => ({ kind: 'proxy', url: proxyUrl(mediaId), startSec: 0 }),
    makeProxy: async ({ mediaId }) => ({ url: proxyUrl(mediaId) }),
    frameTimes: async () => ({
      timesSec: Float64Array.of(0, 1 / 24, 2 / 24),
      ticks: Float64Array.of(0, 1, 2),
      timeBase: { num: 1, den: 24 },
      durationSec: 3 / 24,
      frameRate: { num: 24, den: 1 },
    }),
    viewFrame: async ({ mediaId, frameIndex }) => ({
      url: viewUrl(mediaId, frameIndex),
      width: 16,
      height: 9,
    }),
    grabFrame: async () => {
      throw new AppFailure('frame-out-of-range');
    },
    footageStrip: async () => ({ strip: null }),
    makeStrip: async () => {
      throw new AppFailure('file-not-found');
    },
    probe: ({ sourceId }) =>
      Promise.resolve({ kind: 'still', probe: { width: 4, height: 3, format: sourceId } }),
    measureColours: () => Promise.resolve({ statistics: [] }),
    measureSignatures: () => Promise.resolve({ signatures: [] }),
    listJobs: async () => ledger.snapshots(),
  };
}

/** Far more progress than may be sent, now and then falling, with data events strewn in. */
async function talk(emit: (event: ImportEvent) => void) {
  const startedMs = performance.now();
  let skipped = 0;
  for (let step = 0; performance.now() - startedMs < talkMs; step += 1) {
    const share = (performance.now() - startedMs) / talkMs;
    emit(progressEvent(step % 7 === 0 ? share / 2 : share));
    if (step % 10 === 0) {
      emit(skippedEvent(skipped));
      skipped += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  emit(progressEvent(1));
  return { imported: 0, skipped, failed: 0, frames: 0, cancelled: false };
}

function progressEvent(fraction: number): ImportEvent {
  const bounded = Math.min(1, fraction);
  return {
    type: 'progress',
    sourcesDone: 0,
    sourcesTotal: 1,
    fileName: 'talk',
    framesDone: 0,
    fraction: bounded,
    remainingSec: null,
  };
}

function skippedEvent(number: number): ImportEvent {
  return {
    type: 'skipped',
    sourceId: `s-${number}` as Extract<ImportEvent, { type: 'skipped' }>['sourceId'],
    fileName: `${number}`,
    mediaId: suiteMediaId(number),
  };
}
