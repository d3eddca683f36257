/** Runs one import as the media process does and tells its parent what it took. Started by importScale.bench.ts. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openStripStore } from '../../electron/services/footage/stripStore.ts';
import { openFrameStore } from '../../electron/services/frame-store/frameStore.ts';
import { openImportJournal } from '../../electron/services/import/importJournal.ts';
import { importMedia } from '../../electron/services/import/importMedia.ts';
import { type SourceId, sourceIdSchema } from '../../shared/domain/ids.ts';

/** What an import took. */
export interface ImportMeasured {
  readonly frames: number;
  readonly failed: number;
  readonly wallMs: number;
  /** Largest resident memory of the process, and what it was around a third of the way and at the end. */
  readonly peakMiB: number;
  readonly earlyMiB: number;
  readonly lateMiB: number;
  /** Largest difference of the share told to be done from the share of the time that had passed, 0-1. */
  readonly progressOff: number;
}

/** Of this process alone: on Linux `maxRSS` starts with what the parent had. */
async function peakMiB(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return Number(kib ?? process.resourceUsage().maxRSS) / 1024;
}

const bytesPerMiB = 1024 * 1024;

async function measure(paths: readonly string[], folder: string): Promise<ImportMeasured> {
  const byId = new Map<SourceId, string>(
    paths.map((path) => [sourceIdSchema.parse(crypto.randomUUID()), path]),
  );
  const sources = await Promise.all(
    [...byId].map(async ([sourceId, path]) => ({
      sourceId,
      fileName: basename(path),
      sizeBytes: (await stat(path)).size,
    })),
  );
  const journal = await openImportJournal(join(folder, 'journal'));
  const frameStore = await openFrameStore(join(folder, 'frames'));
  const strips = await openStripStore(join(folder, 'strips'));
  const samples: { readonly atMs: number; readonly fraction: number; readonly rss: number }[] = [];
  const started = performance.now();
  const total = await importMedia(
    { sources, knownMediaIds: [] },
    {
      frameStore,
      journal,
      strips,
      signal: new AbortController().signal,
      emit: (event) => {
        // The window takes a batch and lets the journal go at once.
        if (event.type === 'frames') void journal.remove([event.batchId]);
        if (event.type !== 'progress') return;
        const atMs = performance.now() - started;
        if (atMs - (samples.at(-1)?.atMs ?? -100) < 100) return;
        samples.push({ atMs, fraction: event.fraction, rss: process.memoryUsage.rss() });
      },
      pathOf: (sourceId) => byId.get(sourceId),
      onMediaSeen: () => undefined,
    },
  );
  const wallMs = performance.now() - started;
  const rssAround = (part: number): number => {
    const near = samples.filter(({ atMs }) => Math.abs(atMs / wallMs - part) < 0.08).map(({ rss }) => rss);
    return near.length === 0 ? 0 : near.reduce((sum, rss) => sum + rss, 0) / near.length / bytesPerMiB;
  };
  return {
    frames: total.frames,
    failed: total.failed,
    wallMs,
    peakMiB: await peakMiB(),
    earlyMiB: rssAround(1 / 3),
    lateMiB: rssAround(0.95),
    progressOff: Math.max(0, ...samples.map(({ atMs, fraction }) => Math.abs(fraction - atMs / wallMs))),
  };
}

process.on('message', (message: { readonly paths: readonly string[]; readonly folder: string }) => {
  void measure(message.paths, message.folder).then((measured) => {
    process.send?.(measured, () => {
      process.disconnect();
    });
  });
});
