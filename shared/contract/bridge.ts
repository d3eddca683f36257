import type { FoundSources } from './contract.ts';

/** What the application menu can ask of the window. */
export const menuCommands = [
  'import',
  'importFolder',
  'showImports',
  'watchedFolders',
  'loadSample',
  'removeSample',
  'exportPdf',
  'undo',
  'redo',
  'openViewer',
  'moods',
  'about',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** At most this many files are taken at once: more in one folder is a mistake, or a disk. */
export const maximumFiles = 20_000;

/** Set at launch; never changes while the window lives. */
export interface BridgeFlags {
  /** False when started with `--no-sample`: an empty library is not filled by itself. */
  readonly offerSample: boolean;
}

/** The `data` of the window message that carries the port asked for with {@link AfterimageBridge.connect}. */
export const portMessage = 'afterimage:port';

/**
 * All that the preload exposes, as `window.afterimage`.
 * @typeParam FileHandle the browser's File
 */
export interface AfterimageBridge<FileHandle> {
  /** Asks main for a fresh line; its MessagePort comes as a window message whose data is {@link portMessage}. */
  connect(): void;
  /**
   * Tells main of files and folders the user dropped or pasted. Folders are walked, hidden and system files left
   * out, others that are neither video nor picture counted, at most {@link maximumFiles} given and taken; a File
   * that is not on disk is left out. Paths stay in the main process.
   */
  registerFiles(files: readonly FileHandle[]): Promise<FoundSources>;
  /**
   * Listens to the application menu; what was chosen while nobody listened is told at once.
   * @returns a function that stops listening
   */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  readonly flags: BridgeFlags;
}

/** Names of the messages between preload and main. */
export const bridgeChannels = {
  connect: 'afterimage:connect',
  registerPaths: 'afterimage:registerPaths',
  menuCommand: 'afterimage:menuCommand',
} as const;

/** Main hands the flags to the preload as this argument, followed by JSON. */
export const flagsArgument = '--afterimage-flags=';
