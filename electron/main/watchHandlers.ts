import type { Contract, JobEvent, Output } from '../../shared/contract/contract.ts';
import type { CheckedInput, JobContext } from '../../shared/contract/contractServer.ts';
import type { SourceId } from '../../shared/domain/ids.ts';
import type { WatchedFolderId } from '../../shared/domain/importQueue.ts';
import type { SourceRegistry } from './sourceRegistry.ts';
import type { WatchedFolderStore } from './watchedFolderStore.ts';
import { FolderWatch, type WatchedFile } from './watchFolder.ts';

export interface WatchHandlerTools {
  readonly registry: Pick<SourceRegistry, 'addSources'>;
  readonly folders: WatchedFolderStore;
  /** How long a file must stay as it is, ms; as {@link FolderWatch} unless told. */
  readonly stableMs?: number;
}

type WatchMethod = 'watchFolders' | 'settleWatched' | 'keepWatchedFolders';

/** What main does for watched folders. Paths stay here; the window gets names and opaque ids. */
export function makeWatchHandlers({ registry, folders, stableMs }: WatchHandlerTools) {
  /** Files that were told, until they are in the queue. */
  const told = new Map<SourceId, { folderId: WatchedFolderId; file: WatchedFile }>();

  const watchOne = async (
    folderId: WatchedFolderId,
    emit: (event: JobEvent<'watchFolders'>) => void,
  ): Promise<FolderWatch | null> => {
    const folder = folders.folderPath(folderId);
    if (folder === undefined) {
      emit({ type: 'state', folderId, state: 'unknown' });
      return null;
    }
    const tell = async (files: readonly WatchedFile[]): Promise<void> => {
      const sources = await registry.addSources(files.map((file) => file.path));
      for (const [at, { sourceId }] of sources.entries()) {
        const file = files[at];
        if (file !== undefined) told.set(sourceId, { folderId, file });
      }
      emit({ type: 'files', folderId, sources });
    };
    return new FolderWatch({
      folder,
      isSeen: await folders.readSeen(folderId),
      onFiles: (files) => void tell(files),
      onState: (state) => emit({ type: 'state', folderId, state }),
      ...(stableMs === undefined ? {} : { stableMs }),
    });
  };

  return {
    watchFolders: async (
      { folderIds }: CheckedInput<'watchFolders'>,
      { signal, emit }: JobContext<AbortSignal, JobEvent<'watchFolders'>>,
    ) => {
      const watches: FolderWatch[] = [];
      for (const folderId of folderIds) {
        const watching = signal.aborted ? null : await watchOne(folderId, emit);
        if (watching !== null) watches.push(watching);
      }
      if (watches.length > 0) await aborted(signal);
      await Promise.all(watches.map((watching) => watching.close()));
      return {};
    },
    settleWatched: async ({ folderId, sourceIds }: CheckedInput<'settleWatched'>) => {
      const files = sourceIds.flatMap((sourceId) => {
        const entry = told.get(sourceId);
        told.delete(sourceId);
        return entry?.folderId === folderId ? [entry.file] : [];
      });
      await folders.settle(folderId, files);
      return {};
    },
    keepWatchedFolders: async ({ folderIds }: CheckedInput<'keepWatchedFolders'>) => {
      await folders.keep(new Set(folderIds));
      return {};
    },
  } satisfies { [K in WatchMethod & keyof Contract]: (...given: never[]) => Promise<Output<K>> };
}

/** Resolves once a signal is set off. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
