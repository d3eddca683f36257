import { BrowserWindow, screen } from 'electron';
import { type BridgeFlags, flagsArgument } from '../../shared/contract/bridge.ts';
import { entryUrl } from './appScheme.ts';
import { defaultSize, minimumSize, readWindowBounds, saveWindowBounds } from './windowBounds.ts';

interface MainWindowOptions {
  readonly preloadPath: string;
  readonly boundsPath: string;
  readonly flags: BridgeFlags;
  /** Takes what is to be done before the app ends without closing its window. */
  readonly onEnd: (before: () => void) => void;
}

/** Opens the one window; it shows once there is something to see. */
export function openMainWindow({ preloadPath, boundsPath, flags, onEnd }: MainWindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const remembered = readWindowBounds(boundsPath, displays);
  const window = new BrowserWindow({
    ...(remembered?.bounds ?? defaultSize),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    // The grey of the interface (no hue), so that nothing flashes while the page loads.
    backgroundColor: '#1b1b1b',
    title: 'Afterimage',
    webPreferences: {
      preload: preloadPath,
      additionalArguments: [`${flagsArgument}${JSON.stringify(flags)}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (remembered?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  const keepBounds = (): void => {
    if (window.isDestroyed()) return;
    saveWindowBounds(boundsPath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('close', keepBounds);
  onEnd(keepBounds);
  // The database and the running jobs outlive a crash of the page: load it again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(entryUrl);
  return window;
}
