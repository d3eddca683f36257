import { basename } from 'node:path';
import { app, dialog } from 'electron';
import { type AppError, AppFailure, toAppError } from '../../shared/contract/appError.ts';
import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import { hideFolders } from '../../shared/contract/hideFolders.ts';
import type { placeEntries } from '../../shared/contract/placeEntries.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { fingerprintFile } from '../services/pictures/fingerprintFile.ts';
import { checkMedia } from '../services/places/checkMedia.ts';
import { copyFirstPresent } from '../services/places/copyMedia.ts';
import { findInFolder } from '../services/places/findInFolder.ts';
import type { MainHandlerTools } from './mainHandlers.ts';

type PlaceHandlers = Pick<ContractHandlers<'main', AbortSignal>, keyof typeof placeEntries>;

/** Where originals are, finding them again, and copying them when asked to. */
export function makePlaceHandlers({
  registry,
  window,
  sampleFolder,
  libraryFolder,
}: Pick<MainHandlerTools, 'registry' | 'window' | 'sampleFolder' | 'libraryFolder'>): PlaceHandlers {
  const { places } = registry;

  const copyOne = async (
    mediaId: MediaId,
    signal: AbortSignal,
    onProgress: (bytes: number) => void,
  ): Promise<boolean> => {
    const copy = await copyFirstPresent(places.of(mediaId), mediaId, libraryFolder, { signal, onProgress });
    await places.noteFile(mediaId, copy.path);
    return copy.alreadyThere;
  };

  return {
    checkMedia: async ({ media }) => ({
      ...(await checkMedia(media, { places, homeFolders: [sampleFolder] })),
      problem: places.problem,
    }),
    chooseRelinkFile: async ({ mediaId, fileName }) => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: `Find ${plainTitle(fileName)}`,
        buttonLabel: 'Use this file',
        properties: ['openFile'],
      });
      const [path] = filePaths;
      if (path === undefined) return null;
      const print = await fingerprintFile(path);
      if (print.mediaId !== mediaId) {
        const { sourceId } = await registry.addSource(path);
        return { outcome: 'differs', sourceId, fileName: basename(path) };
      }
      await places.noteFile(mediaId, path);
      return { outcome: 'relinked' };
    },
    useAsReencode: async ({ mediaId, sourceId }) => {
      const path = registry.sourcePath(sourceId);
      if (path === undefined) throw new AppFailure('source-unknown');
      const print = await fingerprintFile(path);
      await places.noteFile(mediaId, path, print.mediaId);
      return {};
    },
    sourceOfMedia: async ({ mediaId }) => {
      for (const { path, standIn } of places.of(mediaId)) {
        if (standIn !== null) continue;
        // What lies there may be another file by now; imported, that would become another media.
        const print = await fingerprintFile(path).catch(() => null);
        if (print?.mediaId === mediaId) return await registry.addSource(path);
      }
      return null;
    },
    chooseRelinkFolder: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Find missing files in a folder',
        buttonLabel: 'Look here',
        properties: ['openDirectory'],
      });
      const [path] = filePaths;
      if (path === undefined) return null;
      const { sourceId } = await registry.addSource(path);
      return { folderId: sourceId, folderName: basename(path) || path };
    },
    relinkFolder: async ({ folderId, media }, { signal, emit }) => {
      const folder = registry.sourcePath(folderId);
      if (folder === undefined) throw new AppFailure('source-unknown');
      const wanted = media.length;
      const result = await findInFolder(folder, media, {
        signal,
        onFound: (mediaId, path) => places.noteFile(mediaId, path),
        onProgress: (filesSeen, found) => emit({ type: 'progress', filesSeen, found, wanted }),
      });
      return { ...result, wanted, cancelled: signal.aborted };
    },
    copyIntoLibrary: async ({ mediaIds }, { signal, emit }) => {
      const sizes = mediaIds.map((mediaId) => places.of(mediaId)[0]?.sizeBytes ?? 0);
      const totalBytes = Math.max(
        1,
        sizes.reduce((sum, size) => sum + size, 0),
      );
      const failed: { mediaId: MediaId; error: AppError }[] = [];
      let copied = 0;
      let alreadyThere = 0;
      let bytesDone = 0;
      for (const [index, mediaId] of mediaIds.entries()) {
        if (signal.aborted) break;
        const fileName = basename(places.of(mediaId)[0]?.path ?? '');
        const tell = (bytes: number): void =>
          emit({
            type: 'progress',
            fileName,
            filesDone: index,
            filesTotal: mediaIds.length,
            fraction: Math.min(1, (bytesDone + bytes) / totalBytes),
          });
        tell(0);
        try {
          if (await copyOne(mediaId, signal, tell)) alreadyThere += 1;
          else copied += 1;
        } catch (thrown) {
          const error = namedError(thrown, fileName);
          if (error.code === 'cancelled') break;
          failed.push({ mediaId, error });
          // Nothing more will fit.
          if (error.code === 'disk-full') break;
        }
        bytesDone += sizes[index] ?? 0;
      }
      return { copied, alreadyThere, failed, cancelled: signal.aborted };
    },
  };
}

function namedError(thrown: unknown, fileName: string): AppError {
  const error = toAppError(thrown, fileName === '' ? undefined : fileName);
  const { reason } = error.details;
  return reason === undefined
    ? error
    : { ...error, details: { ...error.details, reason: hideFolders(reason) } };
}

/** A file's name on a dialog of the system's, on one line. */
function plainTitle(fileName: string): string {
  return fileName.replace(/\s+/g, ' ').slice(0, 120) || app.getName();
}
