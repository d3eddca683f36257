import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { mediaKindOfName } from '../../shared/domain/mediaFileNames.ts';
import { isSystemName } from './expandFolders.ts';

/** A file as it lies there; another size or time is another content. */
export interface WatchedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface FolderWatchOptions {
  readonly folder: string;
  /** Whether a file was told before, just as it is. */
  readonly isSeen: (file: WatchedFile) => boolean;
  /** Files that have stopped growing. */
  readonly onFiles: (files: readonly WatchedFile[]) => void;
  readonly onState: (state: 'watching' | 'away') => void;
  /** How long a file must stay as it is, ms. */
  readonly stableMs?: number;
}

/** Two seconds: file copies and downloads write more often than that. */
const defaultStableMs = 2000;
const lookEveryMs = 500;
const checkFolderEveryMs = 3000;
/** Files looked at, and told of, at once. */
const filesAtOnce = 500;

/** Watches a folder at any depth for files that are new or changed. Deleted files are none of its business. */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #stableMs: number;
  readonly #growing = new Map<string, { file: WatchedFile; sinceMs: number }>();
  readonly #told = new Map<string, string>();
  #watcher: FSWatcher | null = null;
  #state: 'watching' | 'away' | null = null;
  #polling = false;
  #closed = false;
  #looking = false;
  readonly #timers: NodeJS.Timeout[];

  constructor(options: FolderWatchOptions) {
    this.#options = options;
    this.#stableMs = options.stableMs ?? defaultStableMs;
    this.#timers = [
      setInterval(() => void this.#look(), Math.min(lookEveryMs, this.#stableMs)),
      setInterval(() => void this.#checkFolder(), checkFolderEveryMs),
    ];
    void this.#checkFolder();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#stop();
  }

  async #checkFolder(): Promise<void> {
    const found = await stat(this.#options.folder).catch(() => null);
    if (this.#closed) return;
    const isThere = found?.isDirectory() === true;
    if (isThere && this.#watcher === null) this.#start();
    if (!isThere && this.#watcher !== null) await this.#stop();
    const state = isThere ? 'watching' : 'away';
    if (state === this.#state || this.#closed) return;
    this.#state = state;
    this.#options.onState(state);
  }

  #start(): void {
    const root = resolve(this.#options.folder);
    const watcher = watch(root, {
      usePolling: this.#polling,
      interval: 2000,
      binaryInterval: 2000,
      alwaysStat: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      ignored: (path, stats) => resolve(path) !== root && this.#isIgnored(path, stats),
    });
    this.#watcher = watcher;
    watcher.on('add', (path, stats) => this.#note(path, stats));
    watcher.on('change', (path, stats) => this.#note(path, stats));
    watcher.on('error', (thrown) => {
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
      // The system watches no more files than so many; looking by hand is slower, but it goes on.
      if (!['ENOSPC', 'EMFILE'].includes(code) || this.#polling) return;
      this.#polling = true;
      void this.#stop().then(() => this.#checkFolder());
    });
  }

  async #stop(): Promise<void> {
    const watcher = this.#watcher;
    this.#watcher = null;
    this.#growing.clear();
    await watcher?.close();
  }

  #isIgnored(path: string, stats: Stats | undefined): boolean {
    if (isSystemName(basename(path))) return true;
    return stats !== undefined && !stats.isDirectory() && !(stats.isFile() && mediaKindOfName(path) !== null);
  }

  #note(path: string, stats: Stats | undefined): void {
    if (stats === undefined || !stats.isFile() || this.#growing.has(path)) return;
    const file = fileOf(path, stats);
    if (this.#isKnown(file)) return;
    // What was written long ago has stopped growing already.
    const isOld = Date.now() - file.modifiedMs > 2 * this.#stableMs;
    this.#growing.set(path, { file, sinceMs: isOld ? Number.NEGATIVE_INFINITY : performance.now() });
  }

  #isKnown(file: WatchedFile): boolean {
    return this.#told.get(file.path) === stampOf(file) || this.#options.isSeen(file);
  }

  async #look(): Promise<void> {
    if (this.#looking || this.#growing.size === 0) return;
    this.#looking = true;
    try {
      const settled: WatchedFile[] = [];
      for (const [path, entry] of [...this.#growing].slice(0, filesAtOnce)) {
        const stats = await stat(path).catch(() => null);
        if (this.#closed) return;
        if (stats === null) {
          this.#growing.delete(path);
          continue;
        }
        const file = fileOf(path, stats);
        if (stampOf(file) !== stampOf(entry.file)) {
          this.#growing.set(path, { file, sinceMs: performance.now() });
        } else if (performance.now() - entry.sinceMs >= this.#stableMs) {
          this.#growing.delete(path);
          // Empty files are about to be written, or never will be.
          if (file.sizeBytes > 0 && !this.#isKnown(file)) settled.push(file);
        }
      }
      for (const file of settled) this.#told.set(file.path, stampOf(file));
      if (settled.length > 0) this.#options.onFiles(settled);
    } finally {
      this.#looking = false;
    }
  }
}

/** What tells one content of a path from another without reading it. */
export function stampOf(file: WatchedFile): string {
  return `${file.sizeBytes} ${file.modifiedMs}`;
}

function fileOf(path: string, stats: Stats): WatchedFile {
  return { path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
}
