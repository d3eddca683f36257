import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { expect } from 'vitest';
import { framePath } from '../../electron/services/frame-store/frameStore.ts';
import { findPlainNode } from '../../electron/services/jobs/findPlainNode.ts';
import { type MediaProcessHost, startMediaProcess } from '../../electron/services/jobs/mediaProcessHost.ts';
import type { AppError } from '../../shared/contract/appError.ts';
import type { ImportEvent, ImportOutput, SourceRef } from '../../shared/contract/contract.ts';
import { type ContractClient, makeContractClient } from '../../shared/contract/contractClient.ts';
import type { ResponseMessage } from '../../shared/contract/messages.ts';
import { analysedFrameSchema } from '../../shared/domain/frame.ts';
import { sourceIdSchema } from '../../shared/domain/ids.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
const entryPath = join(projectRoot, 'electron/media-process/index.ts');
const resourcesFolder = join(projectRoot, 'resources');
const nodePath = findPlainNode({ fromFolder: projectRoot, resourcesFolder });

/** What became of one file of an import. */
export interface FileOutcome {
  readonly fileName: string;
  /** Null where it came in, whole or in part. */
  readonly error: AppError | null;
  readonly partial: boolean;
  readonly warning: string | null;
  readonly frames: number;
}

/** A real media process with a data folder, and how files are put through it. */
export interface MediaTestHost {
  readonly host: MediaProcessHost;
  readonly client: ContractClient;
  readonly dataFolder: string;
  readonly log: readonly string[];
  register(path: string): SourceRef;
  /** Imports files in one job; fails the test where the job itself fails or falls silent. */
  importFiles(
    paths: readonly string[],
    onEvent?: (event: ImportEvent) => void,
  ): Promise<{ outcomes: Map<string, FileOutcome>; output: ImportOutput; events: ImportEvent[] }>;
  /** Checks that nothing is half-written: no leavings, every picture whole, the journal readable. */
  expectWholeStore(): Promise<void>;
  /** Checks that the process that runs is the one that was started. */
  expectSameProcess(): void;
  close(): Promise<void>;
}

/** @param dataFolder a folder of the caller's, which stays; one of its own when left out */
export async function openMediaHost(
  options: { dataFolder?: string; patienceSec?: number } = {},
): Promise<MediaTestHost> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'robust-data-')));
  const log: string[] = [];
  let paths: Record<string, string> = {};
  const listeners = new Set<(message: ResponseMessage) => void>();
  const host = startMediaProcess({
    nodePath,
    entryPath,
    dataFolder,
    resourcesFolder,
    onResponse: (message) => {
      for (const listener of listeners) listener(message);
    },
    onMediaSeen: () => undefined,
    onLog: (line) => log.push(line),
    ...(options.patienceSec === undefined ? {} : { patienceSec: options.patienceSec }),
  });
  const client = makeContractClient(
    {
      send: (message) => host.send(message, paths),
      onMessage: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    randomUUID,
  );
  await client.call('listJobs', {});
  const { pid } = host;

  const register = (path: string): SourceRef => {
    const sourceId = sourceIdSchema.parse(`s-${Object.keys(paths).length}`);
    paths = { ...paths, [sourceId]: path };
    return { sourceId, fileName: basename(path), sizeBytes: 1000 };
  };

  return {
    host,
    client,
    dataFolder,
    log,
    register,
    importFiles: async (files, onEvent = () => undefined) => {
      const events: ImportEvent[] = [];
      const input = { sources: files.map(register), knownMediaIds: [] };
      const result = await client.start('importMedia', input, (event) => {
        events.push(event);
        onEvent(event);
      }).result;
      if (!result.ok) {
        throw new Error(`the import answered ${JSON.stringify(result.error)}\n${log.join('\n')}`);
      }
      return { outcomes: outcomesOf(input.sources, events), output: result.value, events };
    },
    expectWholeStore: async () => {
      const store = join(dataFolder, 'frames');
      expect(await readdir(join(store, 'incoming'))).toEqual([]);
      for (const entry of await readdir(store, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const [hash = ''] = entry.name.split('.');
        if (entry.name.endsWith('.jpg')) {
          const bytes = await readFile(join(entry.parentPath, entry.name));
          expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
        } else {
          expect((await stat(join(entry.parentPath, entry.name))).size, entry.name).toBeGreaterThan(0);
        }
      }
      const journal = join(dataFolder, 'journal');
      for (const name of await readdir(journal)) {
        expect(name).toMatch(/\.json$/);
        const batch = JSON.parse(await readFile(join(journal, name), 'utf8')) as { frames: unknown[] };
        for (const frame of analysedFrameSchema.array().parse(batch.frames)) {
          for (const variant of ['full', 'thumb', 'small'] as const) {
            expect(existsSync(framePath(store, frame.picture.hash, variant)), variant).toBe(true);
          }
        }
      }
    },
    expectSameProcess: () => {
      expect(log.filter((line) => line.startsWith('media process'))).toEqual([]);
      expect(host.pid).toBe(pid);
    },
    close: async () => {
      await host.stop();
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

function outcomesOf(sources: readonly SourceRef[], events: readonly ImportEvent[]): Map<string, FileOutcome> {
  const outcomes = new Map<string, FileOutcome>();
  for (const { sourceId, fileName } of sources) {
    const own = events.filter((event) => 'sourceId' in event && event.sourceId === sourceId);
    const failed = own.find((event) => event.type === 'failed');
    const done = own.find((event) => event.type === 'mediaDone');
    const skipped = own.some((event) => event.type === 'skipped');
    if (failed === undefined && done === undefined && !skipped)
      throw new Error(`nothing was said of ${fileName}`);
    outcomes.set(fileName, {
      fileName,
      error: failed?.type === 'failed' ? failed.error : null,
      partial: done?.type === 'mediaDone' && done.partial,
      warning: done?.type === 'mediaDone' ? done.warning : null,
      frames: own.reduce((sum, event) => sum + (event.type === 'frames' ? event.frames.length : 0), 0),
    });
  }
  return outcomes;
}

/** Checks an outcome that may be anything but unexplained: a typed error that names the file, or frames. */
export function expectExplained(outcome: FileOutcome): void {
  const { fileName, error, frames } = outcome;
  if (error === null) {
    expect(frames, `${fileName} came in without a frame`).toBeGreaterThan(0);
    return;
  }
  expect(error.code, `${fileName}: ${error.details.reason}`).not.toBe('internal');
  expect(error.details.fileName).toBe(fileName);
  expect(JSON.stringify(error)).not.toContain(tmpdir());
}
