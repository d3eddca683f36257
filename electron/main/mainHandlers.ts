import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog, powerMonitor, shell } from 'electron';
import { AppFailure } from '../../shared/contract/appError.ts';
import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import { stillExtensions, videoExtensions } from '../../shared/domain/mediaFileNames.ts';
import { paletteFormatText } from '../../shared/domain/paletteFile.ts';
import { writeFailure } from '../services/frame-store/frameStore.ts';
import { expandFolders } from './expandFolders.ts';
import { makePlaceHandlers } from './placeHandlers.ts';
import { plainFileName } from './plainFileName.ts';
import type { SourcePages } from './sourcePages.ts';
import type { SourceRegistry } from './sourceRegistry.ts';
import type { WatchedFolderStore } from './watchedFolderStore.ts';
import { aborted, makeWatchHandlers } from './watchHandlers.ts';

export interface MainHandlerTools {
  readonly registry: SourceRegistry;
  readonly window: () => BrowserWindow;
  readonly sampleFolder: string;
  readonly pastedFolder: string;
  /** Where originals are copied when the user asks for it. */
  readonly libraryFolder: string;
  readonly watchedFolders: WatchedFolderStore;
  readonly sourcePages: SourcePages;
}

/** What the main process does for each of its methods. */
export function makeMainHandlers(tools: MainHandlerTools): ContractHandlers<'main', AbortSignal> {
  const { registry, window, sampleFolder, pastedFolder, watchedFolders, sourcePages } = tools;
  const chooseFolder = async (title: string, buttonLabel: string): Promise<string | null> => {
    const { filePaths } = await dialog.showOpenDialog(window(), {
      title,
      buttonLabel,
      properties: ['openDirectory'],
    });
    return filePaths[0] ?? null;
  };
  const mayReplace = async (fileName: string): Promise<boolean> => {
    const replaceButton = 0;
    const { response } = await dialog.showMessageBox(window(), {
      type: 'question',
      message: `${fileName} is there already. Replace it?`,
      buttons: ['Replace', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    });
    return response === replaceButton;
  };
  return {
    ...makePlaceHandlers(tools),
    appInfo: async () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
      platform: process.platform,
      isDevelopment: !app.isPackaged,
    }),
    chooseSources: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Import',
        buttonLabel: 'Import',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Videos and pictures', extensions: [...videoExtensions, ...stillExtensions] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      return registry.addSources(filePaths);
    },
    addPastedPicture: async ({ fileName, bytes }) => {
      const folder = join(pastedFolder, createHash('sha256').update(bytes).digest('hex'));
      const path = join(folder, plainFileName(fileName, 'Pasted picture.png'));
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(path, bytes);
      } catch (thrown) {
        throw writeFailure(thrown);
      }
      return registry.addSource(path);
    },
    listSampleSources: async () => {
      const { files } = await expandFolders([sampleFolder]);
      // A missing folder comes back as itself.
      return registry.addSources(files.filter((path) => path !== sampleFolder));
    },
    chooseFolderSources: async () => {
      const folder = await chooseFolder('Import a folder', 'Import');
      if (folder === null) return null;
      const { files, unsupported, folderName } = await expandFolders([folder]);
      return { ...sourcePages.first(await registry.addSources(files)), unsupported, folderName };
    },
    moreSources: async ({ moreId }) => sourcePages.next(moreId),
    checkSources: async ({ sourceIds }) =>
      Promise.all(
        sourceIds.map(async (sourceId) => ({ sourceId, ...(await registry.checkSource(sourceId)) })),
      ),
    keepSources: async ({ sourceIds }) => {
      await registry.keepSources(new Set(sourceIds));
      return {};
    },
    chooseWatchFolder: async () => {
      const folder = await chooseFolder('Watch a folder', 'Watch');
      if (folder === null) return null;
      return { folderId: await watchedFolders.addFolder(folder), name: basename(folder) || folder };
    },
    ...makeWatchHandlers({ registry, folders: watchedFolders }),
    followPower: async (_input, { signal, emit }) => {
      const onSuspend = (): void => emit({ type: 'power', state: 'suspend' });
      const onResume = (): void => emit({ type: 'power', state: 'resume' });
      powerMonitor.on('suspend', onSuspend);
      powerMonitor.on('resume', onResume);
      await aborted(signal);
      powerMonitor.off('suspend', onSuspend);
      powerMonitor.off('resume', onResume);
      return {};
    },
    chooseSaveTarget: async ({ suggestedName, format }) => {
      const { filePath } = await dialog.showSaveDialog(window(), {
        title: format === 'pdf' ? 'Export PDF' : 'Export palette',
        buttonLabel: 'Export',
        defaultPath: join(
          app.getPath('documents'),
          plainFileName(suggestedName, `${format === 'pdf' ? 'Board' : 'Palette'}.${format}`),
        ),
        filters: [{ name: format === 'pdf' ? 'PDF' : paletteFormatText[format].label, extensions: [format] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (filePath === undefined || filePath === '') return null;
      const isNamed = filePath.toLowerCase().endsWith(`.${format}`);
      const path = isNamed ? filePath : `${filePath}.${format}`;
      // The system's dialog asked about the name as it was typed.
      if (!isNamed && existsSync(path) && !(await mayReplace(basename(path)))) return null;
      return { targetId: registry.addTarget(path), fileName: basename(path) };
    },
    revealTarget: async ({ targetId }) => {
      const path = registry.targetPath(targetId);
      if (path === undefined) throw new AppFailure('target-unknown');
      shell.showItemInFolder(path);
      return {};
    },
    openExternal: async ({ url }) => {
      if (!URL.canParse(url)) throw new AppFailure('not-allowed', { reason: 'not a web address' });
      const parsed = new URL(url);
      if (parsed.protocol === 'http:') throw new AppFailure('address-not-secure');
      if (parsed.protocol !== 'https:') {
        throw new AppFailure('not-allowed', { reason: 'only https opens outside' });
      }
      const openButton = 0;
      const { response } = await dialog.showMessageBox(window(), {
        type: 'question',
        message: 'Open this page in your browser?',
        detail: parsed.href,
        buttons: ['Open', 'Cancel'],
        defaultId: openButton,
        cancelId: 1,
      });
      if (response !== openButton) return { opened: false };
      await shell.openExternal(parsed.href);
      return { opened: true };
    },
  };
}
