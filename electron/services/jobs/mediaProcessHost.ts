import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { makeAppError } from '../../../shared/contract/appError.ts';
import type { RequestMessage, ResponseMessage } from '../../../shared/contract/messages.ts';
import type { MediaId, SourceId } from '../../../shared/domain/ids.ts';
import { patienceSec } from './giveUpWhenStuck.ts';
import { callIdOf, halfWrittenKey, type MediaRequest, mediaResponseSchema } from './mediaEnvelope.ts';
import { memoryEnvironment } from './memoryEnvironment.ts';

export interface MediaProcessOptions {
  /** A plain Node binary (never Electron: its GLib clashes with that of libvips). */
  readonly nodePath: string;
  readonly entryPath: string;
  readonly dataFolder: string;
  /** What ships with the app: fonts. */
  readonly resourcesFolder: string;
  readonly onResponse: (message: ResponseMessage) => void;
  readonly onMediaSeen: (sourceId: SourceId, mediaId: MediaId) => void;
  /** A line that the media process printed, or that tells of its end. */
  readonly onLog: (line: string) => void;
  /** Seconds of silence after which a process that owes an answer is ended; 30 unless told. */
  readonly patienceSec?: number;
}

/** The media process as main holds it: always there, started again when it ends. */
export interface MediaProcessHost {
  send(message: RequestMessage, paths: Readonly<Record<string, string>>): void;
  /** Process id; null between an end and the next start. */
  readonly pid: number | null;
  /** Ends it for good, whatever it is doing: what it has not finished was never named in the store. */
  readonly stop: () => Promise<void>;
}

const firstRestartMs = 100;
const longestRestartMs = 10_000;
/** After running this long, an end counts as the first again. */
const steadyMs = 30_000;

/**
 * Starts the media process and keeps it going; requests that its end leaves unanswered are answered here, and
 * what they left half-written is removed.
 */
export function startMediaProcess(options: MediaProcessOptions): MediaProcessHost {
  /** The file that each request may leave half-written, if any. */
  const unanswered = new Map<string, string | undefined>();
  let child: ChildProcess | null = null;
  let outbox: MediaRequest[] = [];
  let restartMs = firstRestartMs;
  let restartTimer: NodeJS.Timeout | null = null;
  let stopped = false;
  let silentSec = 0;
  let fileNames: readonly string[] = [];
  let isStuck = false;

  const handleMessage = (raw: unknown): void => {
    silentSec = 0;
    const parsed = mediaResponseSchema.safeParse(raw);
    if (!parsed.success) {
      options.onLog(`media process sent what it may not: ${parsed.error.message}`);
      return;
    }
    if (parsed.data.type === 'mediaSeen') {
      options.onMediaSeen(parsed.data.sourceId, parsed.data.mediaId);
      return;
    }
    if (parsed.data.type === 'alive') {
      fileNames = parsed.data.fileNames;
      return;
    }
    const { message } = parsed.data;
    if (message.type === 'reply') unanswered.delete(message.id);
    options.onResponse(message);
  };

  const handleEnd = (why: string): void => {
    child = null;
    if (stopped) return;
    options.onLog(`media process ended: ${why}`);
    // What still waits in the outbox never reached it and goes to the next one.
    const waiting = new Set(outbox.map(({ message }) => callIdOf(message)));
    for (const [id, halfWritten] of unanswered) {
      if (waiting.has(id)) continue;
      removeHalfWritten(halfWritten);
      unanswered.delete(id);
      const error = isStuck
        ? makeAppError('no-progress', stuckDetails(fileNames, why))
        : makeAppError('media-process-stopped', { reason: why });
      options.onResponse({ type: 'reply', id, result: { ok: false, error } });
    }
    isStuck = false;
    fileNames = [];
    restartTimer = setTimeout(start, restartMs);
    restartMs = Math.min(restartMs * 2, longestRestartMs);
  };

  function start(): void {
    restartTimer = null;
    silentSec = 0;
    const startedAt = performance.now();
    // What child_process.fork does; by hand, because Electron's fork adds its own variables to the environment.
    const started = spawn(
      options.nodePath,
      [options.entryPath, options.dataFolder, options.resourcesFolder],
      {
        env: { ...cleanEnvironment(process.env), ...memoryEnvironment },
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        windowsHide: true,
      },
    );
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', options.onLog);
    }
    let ended = false;
    const end = (why: string): void => {
      if (ended) return;
      ended = true;
      if (performance.now() - startedAt > steadyMs) restartMs = firstRestartMs;
      handleEnd(why);
    };
    started.on('message', handleMessage);
    started.on('error', (error) => {
      // A failed send is followed by the exit; a failed start is not.
      if (started.pid === undefined) end(error.message);
    });
    started.on('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
    const queued = outbox;
    outbox = [];
    for (const request of queued) started.send(request);
  }

  // Seconds are counted one by one, so that the time a machine sleeps is no silence.
  const watch = setInterval(() => {
    silentSec = unanswered.size > 0 && child !== null ? silentSec + 1 : 0;
    if (silentSec < (options.patienceSec ?? patienceSec)) return;
    silentSec = 0;
    isStuck = true;
    options.onLog('media process is stuck and is ended');
    child?.kill('SIGKILL');
  }, 1000);

  start();
  return {
    get pid() {
      return child?.pid ?? null;
    },
    send: (message, paths) => {
      const id = callIdOf(message);
      if (id !== null) unanswered.set(id, paths[halfWrittenKey]);
      const request: MediaRequest = { message, paths: { ...paths } };
      if (child?.connected === true) child.send(request);
      else outbox.push(request);
    },
    stop: () => {
      stopped = true;
      clearInterval(watch);
      if (restartTimer !== null) clearTimeout(restartTimer);
      const ending = child;
      if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return Promise.resolve();
      return new Promise((resolve) => {
        ending.once('exit', () => {
          for (const halfWritten of unanswered.values()) removeHalfWritten(halfWritten);
          resolve();
        });
        // Not a request: a process deep in a decoder, or one that has not begun to listen, must not hold up the end.
        ending.kill('SIGKILL');
      });
    },
  };
}

/** The file by name where it was the only one. */
function stuckDetails(fileNames: readonly string[], why: string): { fileName?: string; reason: string } {
  const [only] = fileNames.length === 1 ? fileNames : [];
  const reason = fileNames.length > 1 ? `${why}, at work on ${fileNames.join(', ')}` : why;
  return only === undefined ? { reason } : { fileName: only, reason };
}

function removeHalfWritten(path: string | undefined): void {
  if (path === undefined) return;
  try {
    rmSync(path, { force: true });
  } catch {
    // Its disk is gone, and the file with it.
  }
}

/** The environment without what would turn a plain Node into something else. */
function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(ELECTRON_|NODE_|LD_PRELOAD$|DYLD_)/.test(name)),
  );
}
