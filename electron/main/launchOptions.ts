/** What the command line asked for. */
export interface LaunchOptions {
  /** Do not offer the sample library to an empty one. */
  readonly noSample: boolean;
}

/** Switches of Chromium and Electron that change nothing about what the window may do. */
const runtimeSwitches: ReadonlySet<string> = new Set([
  'disable-gpu',
  'enable-logging',
  'force-color-profile',
  'force-device-scale-factor',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
  'user-data-dir',
]);

/** Only while developing: tests and debuggers attach through these. */
const developmentSwitches: ReadonlySet<string> = new Set(['inspect', 'inspect-brk', 'remote-debugging-port']);

/** What the answer depends on. */
export interface LaunchSetting {
  /** The shipped app, which takes neither an app folder nor a debugger. */
  readonly packaged: boolean;
  /** Only root, for whom Chromium's sandbox cannot start, may leave it out. */
  readonly root: boolean;
}

/**
 * Reads the command line; anything not known is refused.
 * @param args everything after the program's name
 * @throws Error naming the argument
 */
export function readLaunchOptions(args: readonly string[], { packaged, root }: LaunchSetting): LaunchOptions {
  let noSample = false;
  let appFolders = 0;
  for (const argument of args) {
    const name = /^--([a-z-]+)(?:=.*)?$/s.exec(argument)?.[1];
    if (argument === '--no-sample') {
      noSample = true;
    } else if (argument === '--no-sandbox') {
      if (!root) throw new Error('--no-sandbox is only for root; start Afterimage without it.');
    } else if (name !== undefined) {
      const known = runtimeSwitches.has(name) || (!packaged && developmentSwitches.has(name));
      if (!known) throw new Error(`Unknown option ${argument}. Known: --no-sample, --user-data-dir=FOLDER.`);
    } else {
      appFolders += 1;
      if (packaged || appFolders > 1 || argument.startsWith('-')) {
        throw new Error(`Unexpected argument ${argument}. Drop files onto the window to import them.`);
      }
    }
  }
  return { noSample };
}
