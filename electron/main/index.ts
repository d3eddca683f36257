// Entry of the main process.
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, powerSaveBlocker, protocol, session } from 'electron';
import { bridgeChannels } from '../../shared/contract/bridge.ts';
import { footageFolders } from '../services/footage/footageFolders.ts';
import { findPlainNode } from '../services/jobs/findPlainNode.ts';
import { startMediaProcess } from '../services/jobs/mediaProcessHost.ts';
import { setApplicationMenu } from './applicationMenu.ts';
import { appScheme, serveApp } from './appScheme.ts';
import { makeKeepAwake } from './keepAwake.ts';
import { type LaunchOptions, readLaunchOptions } from './launchOptions.ts';
import { listenToWindow } from './listenToWindow.ts';
import { makeMainHandlers } from './mainHandlers.ts';
import { openMainWindow } from './openMainWindow.ts';
import { makeSourcePages } from './sourcePages.ts';
import { openSourceRegistry } from './sourceRegistry.ts';
import { openWatchedFolderStore } from './watchedFolderStore.ts';
import { makeWindowLine } from './windowLine.ts';
import { closeApp, closeSession } from './windowPolicies.ts';

const buildFolder = import.meta.dirname;
const resourcesFolder = app.isPackaged
  ? process.resourcesPath
  : join(buildFolder, '..', '..', '..', 'resources');

/** A plain Node cannot read inside the app's archive; what it runs lies unpacked beside it. */
const mediaProcessPath = join(buildFolder, 'mediaProcess.js').replace('app.asar', 'app.asar.unpacked');

/** What is noted last is worth this wait at the end, ms, and no more: a disk that does not answer must not hold it up. */
const savedWithinMs = 1500;

/** Resolves with the work, or when the time is up. */
function atMost(limitMs: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, limitMs))]);
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`Afterimage: ${message}\n`);
  app.exit(exitCode);
}

async function run(options: LaunchOptions): Promise<void> {
  const dataFolder = app.getPath('userData');
  let window: BrowserWindow | null = null;
  const openWindow = (): BrowserWindow => {
    if (window === null) throw new Error('there is no window');
    return window;
  };

  const registry = await openSourceRegistry(
    join(dataFolder, 'sources.json'),
    join(dataFolder, 'queued-sources.jsonl'),
  );
  const folders = {
    rendererFolder: join(buildFolder, '..', 'renderer'),
    frameFolder: join(dataFolder, 'frames'),
    footage: footageFolders(dataFolder),
    mediaPath: registry.mediaPath,
  };
  protocol.handle(appScheme, (request) => serveApp(request, folders));
  closeSession(session.defaultSession);

  const sourcePages = makeSourcePages();
  const keepAwake = makeKeepAwake(powerSaveBlocker);
  const line = makeWindowLine({
    registry,
    mediaProcess: () => mediaProcess,
    onMediaCall: keepAwake.begin,
    handlers: makeMainHandlers({
      registry,
      window: openWindow,
      sampleFolder: join(resourcesFolder, 'sample'),
      pastedFolder: join(dataFolder, 'pasted'),
      libraryFolder: join(dataFolder, 'library'),
      sourcePages,
      watchedFolders: await openWatchedFolderStore(join(dataFolder, 'watched')),
    }),
  });
  const mediaProcess = startMediaProcess({
    nodePath: findPlainNode({ fromFolder: buildFolder, resourcesFolder: process.resourcesPath }),
    entryPath: mediaProcessPath,
    dataFolder,
    resourcesFolder,
    onResponse: (message) => {
      keepAwake.hear(message);
      line.deliver(message);
    },
    onMediaSeen: registry.noteMedia,
    onLog: (text) => process.stderr.write(`[media process] ${text}\n`),
  });
  listenToWindow(line, registry, sourcePages);
  setApplicationMenu((command) => window?.webContents.send(bridgeChannels.menuCommand, command), dataFolder);

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  let ending = false;
  let beforeEnd: () => void = () => undefined;
  app.on('will-quit', (event) => {
    if (ending) return;
    event.preventDefault();
    ending = true;
    void atMost(savedWithinMs, Promise.allSettled([mediaProcess.stop(), registry.save()])).then(() =>
      app.quit(),
    );
  });
  // The system ends the session, or a shell the app: its display may be gone in a moment, so nobody is waited for.
  // What is saved is on disk already, and what is half imported goes on at the next start.
  const endAtOnce = (): void => {
    if (ending) return;
    ending = true;
    beforeEnd();
    void atMost(savedWithinMs, Promise.allSettled([mediaProcess.stop(), registry.save()])).then(() =>
      app.exit(0),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, endAtOnce);

  window = openMainWindow({
    preloadPath: join(buildFolder, '..', 'preload', 'index.cjs'),
    boundsPath: join(dataFolder, 'window.json'),
    flags: { offerSample: !options.noSample },
    onEnd: (before) => {
      beforeEnd = before;
    },
  });
  window.on('closed', () => {
    line.close();
    window = null;
  });
}

function start(): void {
  let options: LaunchOptions;
  try {
    options = readLaunchOptions(process.argv.slice(1), {
      packaged: app.isPackaged,
      root: process.getuid?.() === 0,
    });
  } catch (thrown) {
    fail(thrown instanceof Error ? thrown.message : String(thrown), 2);
    return;
  }
  // Before anything opens the data: two writers would be one too many.
  if (!app.requestSingleInstanceLock()) {
    fail('is open already; its window was brought to the front.', 0);
    return;
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  closeApp(app);
  app
    .whenReady()
    .then(() => run(options))
    .catch((thrown: unknown) => {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      if (!process.stdout.isTTY) dialog.showErrorBox('Afterimage cannot start', message);
      fail(message, 1);
    });
}

start();
