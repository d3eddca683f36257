import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const projectRoot = resolve(import.meta.dirname, '../..');
const playwrightFolder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
const electronLoader = join(playwrightFolder, 'lib/server/electron/loader.js');

/** How the app is to be opened. */
export interface AfterimageLaunch {
  /** Where the app keeps its data; a folder of its own, removed again on close, when left out. */
  readonly userDataDir?: string;
  /** Inner size of the window, CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Whether an empty library is filled with the sample; true as for users. */
  readonly sampleLibrary?: boolean;
}

/** A running app, and what tests need around it. */
export interface LaunchedAfterimage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userDataDir: string;
  /** Every line on stderr so far, from the first; still readable after the end. */
  stderrLines(): string[];
  /** Quits as the user would, and waits for the end. */
  close(): Promise<void>;
  /** Ends the main process at once (kill -9), and waits for the end; a data folder of the caller's stays. */
  kill(): Promise<void>;
}

function plainEnvironment(additions: Record<string, string>): Record<string, string> {
  // Both would turn Electron into something else than users run.
  const left = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']);
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !left.has(entry[0]),
  );
  return { ...Object.fromEntries(inherited), ...additions };
}

async function setInnerSize(
  app: ElectronApplication,
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  const fits = async (): Promise<boolean> =>
    await page.evaluate(
      ({ width, height }) => window.innerWidth === width && window.innerHeight === height,
      size,
    );
  // Without a window manager a size given while the window is just being shown can be lost: it is given again.
  do {
    if (performance.now() > deadlineMs)
      throw new Error(`the window does not take ${size.width}x${size.height}`);
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setPosition(0, 0);
      window?.setContentSize(width, height);
    }, size);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  } while (!(await fits()));
}

/** What the main process knows of its windows. */
async function windowState(app: ElectronApplication): Promise<string> {
  const asked = app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      url: window.webContents.getURL(),
      isLoading: window.webContents.isLoading(),
      isCrashed: window.webContents.isCrashed(),
      isVisible: window.isVisible(),
    })),
  );
  return JSON.stringify(
    await Promise.race([asked, setTimeout(5000, 'main does not answer', { ref: false })]),
  );
}

/** The window was there, and its page never came to be loaded. */
class UnloadedWindow extends Error {}

/**
 * Opens the built app in a real Electron, named by ELECTRON_EXEC_PATH, on the display of the environment. On a
 * virtual display Chromium now and then never loads the page: that is told of, with what is known, and the app is opened
 * once more.
 * @throws Error when there is no build or no Electron, or the window does not open
 */
export async function launchAfterimage(launch: AfterimageLaunch = {}): Promise<LaunchedAfterimage> {
  try {
    return await launchOnce(launch);
  } catch (error) {
    if (!(error instanceof UnloadedWindow)) throw error;
    process.stderr.write(`${error.message}\nIt is opened once more.\n`);
    return await launchOnce(launch);
  }
}

async function launchOnce(launch: AfterimageLaunch): Promise<LaunchedAfterimage> {
  const electron = process.env['ELECTRON_EXEC_PATH'];
  if (electron === undefined) throw new Error('ELECTRON_EXEC_PATH is not set: run npm test');
  if (!existsSync(join(projectRoot, 'out/build/main/index.js')))
    throw new Error('no build: run npm run build');

  const workFolder = mkdtempSync(join(tmpdir(), 'afterimage-run-'));
  const userDataDir = launch.userDataDir ?? join(workFolder, 'data');
  const stderrFile = join(workFolder, 'stderr.txt');
  const args = [projectRoot, `--user-data-dir=${userDataDir}`];
  // Chromium's sandbox refuses to start for root; never otherwise.
  if (process.getuid?.() === 0) args.unshift('--no-sandbox');
  if (launch.sampleLibrary === false) args.push('--no-sample');

  const app = await _electron.launch({
    executablePath: join(import.meta.dirname, 'electronKeepingStderr.sh'),
    args,
    cwd: projectRoot,
    env: plainEnvironment({
      AFTERIMAGE_ELECTRON: electron,
      AFTERIMAGE_STDERR_FILE: stderrFile,
      PLAYWRIGHT_ELECTRON_LOADER: electronLoader,
    }),
    timeout: 60_000,
  });
  let keptStderr: string | null = null;
  const readStderr = (): string => {
    if (keptStderr !== null) return keptStderr;
    return existsSync(stderrFile) ? readFileSync(stderrFile, 'utf8') : '';
  };
  const child = app.process();
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
  const cleanUp = (): void => {
    keptStderr ??= readStderr();
    rmSync(workFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const page = await app.firstWindow();
    // Polled: a window that is not shown yet draws no animation frames, on which Playwright would wait.
    await page
      .waitForFunction(() => document.readyState === 'complete', undefined, { polling: 100, timeout: 30_000 })
      .catch(async (error: unknown) => {
        const state = await windowState(app);
        throw new UnloadedWindow(`The page at ${page.url()} was not loaded in 30 s: ${state}`, {
          cause: error,
        });
      });
    await setInnerSize(app, page, { width: launch.width ?? 1280, height: launch.height ?? 800 });
    return {
      app,
      page,
      userDataDir,
      stderrLines: () =>
        readStderr()
          .split('\n')
          .filter((line) => line !== ''),
      close: async () => {
        await app.close();
        cleanUp();
      },
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
        cleanUp();
      },
    };
  } catch (error) {
    const said = readStderr();
    await app.close().catch(() => {});
    cleanUp();
    if (error instanceof UnloadedWindow)
      throw new UnloadedWindow(`${error.message}\n${said}`, { cause: error });
    throw new Error(`The app did not open its window. It said:\n${said}`, { cause: error });
  }
}
