import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines, runProcess } from './runProcess.mjs';
import { SetUpError } from './SetUpError.mjs';

/**
 * Something that must be on the system.
 * @typedef {object} SystemNeed
 * @property {readonly [string, ...string[]]} packages the Debian package, and its name on other releases
 * @property {string} [command] a program that proves the need is met, wherever it came from
 * @property {string} why
 */

/** What Electron's own binary links to. @type {readonly SystemNeed[]} */
export const electronNeeds = [
  { packages: ['libgtk-3-0', 'libgtk-3-0t64'], why: 'Electron links to GTK' },
  { packages: ['libnss3'], why: 'Electron links to NSS' },
  { packages: ['libasound2', 'libasound2t64'], why: 'Electron links to ALSA' },
  { packages: ['libgbm1'], why: 'Electron links to GBM' },
  { packages: ['libxss1'], why: 'Electron links to the X screen saver extension' },
];

/** What a run without a display needs besides. @type {readonly SystemNeed[]} */
export const headlessNeeds = [
  { packages: ['xvfb'], command: 'Xvfb', why: 'a display in memory' },
  { packages: ['xauth'], command: 'xauth', why: 'keeps that display to this user' },
  { packages: ['fonts-noto-cjk'], why: 'system fonts for what is outside the pages of the app' },
];

/** What makes and reads the material of tests and benches; never needed to run the app. @type {readonly SystemNeed[]} */
export const testNeeds = [
  { packages: ['ffmpeg'], command: 'ffmpeg', why: 'makes test clips, and is the peer in the bench' },
  { packages: ['poppler-utils'], command: 'pdftotext', why: 'reads exported PDF files independently' },
];

/** Real footage for the bench. @type {readonly SystemNeed[]} */
export const benchNeeds = [
  { packages: ['opencv-doc'], why: 'real pictures and footage, freely licensed' },
  { packages: ['lomiri-wallpapers-16.04'], why: 'photographs that clips with known shots are made of' },
  { packages: ['lomiri-wallpapers-20.04'], why: 'the same' },
  { packages: ['mate-backgrounds'], why: 'the same' },
];

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 */
export function isOnPath(command, env) {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    if (folder === '') return false;
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {readonly string[]} names @returns {Promise<Set<string>>} */
async function installedPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these fields in itself
  const { output } = await runProcess('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names]);
  const lines = output.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name ?? ''));
}

/**
 * Which needs are not met here.
 * @param {readonly SystemNeed[]} needs
 * @param {{ env: NodeJS.ProcessEnv, isDebian: boolean }} system elsewhere than on Debian, only programs can be looked for
 */
export async function missingNeeds(needs, { env, isDebian }) {
  const open = needs.filter((need) => need.command === undefined || !isOnPath(need.command, env));
  if (open.length === 0) return [];
  if (!isDebian) return open.filter((need) => need.command !== undefined);
  const installed = await installedPackages(open.flatMap((need) => [...need.packages]));
  return open.filter((need) => !need.packages.some((name) => installed.has(name)));
}

/**
 * The name under which this release offers a package.
 * @param {SystemNeed} need
 */
async function offeredName(need) {
  for (const name of need.packages) {
    const { output } = await runProcess('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))\S/.test(output)) return name;
  }
  return need.packages[0];
}

/** @returns {boolean} Debian or one of its children */
export function isDebianSystem() {
  return existsSync('/etc/debian_version') && isOnPath('dpkg-query', process.env);
}

/**
 * Sees to the system packages that a command needs: as root on Debian they are installed, otherwise the
 * exact command is told.
 * @param {{ needs: readonly SystemNeed[], log: (line: string) => void, isRoot?: boolean, isDebian?: boolean,
 *   env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform }} options
 * @returns {Promise<string[]>} the packages installed now
 * @throws {SetUpError} when something is missing and cannot be installed from here
 */
export async function ensureDebianPackages({
  needs,
  log,
  isRoot = process.getuid?.() === 0,
  isDebian = isDebianSystem(),
  env = process.env,
  platform = process.platform,
}) {
  const applying = platform === 'linux' ? needs : needs.filter((need) => testNeeds.includes(need));
  const missing = await missingNeeds(applying, { env, isDebian });
  if (missing.length === 0) {
    const libraries = applying.filter((need) => need.command === undefined).map((need) => need.packages[0]);
    log(
      isDebian || libraries.length === 0
        ? 'System packages: nothing is missing'
        : `System packages: this is not Debian; taking for granted what ${libraries.join(', ')} hold there`,
    );
    return [];
  }
  if (!isDebian) {
    const wanted = missing.map((need) => `${need.command ?? need.packages[0]} (${need.why})`);
    throw new SetUpError(
      `This is not Debian, so nothing is installed by itself. Please install: ${wanted.join(', ')}.`,
    );
  }
  const names = await Promise.all(missing.map(offeredName));
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!isRoot) {
    const reasons = missing.map((need, index) => `  ${names[index]}: ${need.why}`);
    throw new SetUpError(
      `System packages are missing:\n${reasons.join('\n')}\nPlease run:\n  sudo apt-get update && sudo ${command}`,
    );
  }
  log(`System packages: installing ${names.join(', ')} through apt-get …`);
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  // A stale third source makes an update fail while the packages can be had: only the install decides.
  await runProcess('apt-get', ['update', '-qq'], { env: aptEnv });
  // Another apt may be at work on a fresh machine; wait for its lock.
  const [program = 'apt-get', ...args] = command.split(' ');
  const { exitCode, output } = await runProcess(program, ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: aptEnv,
  });
  if (exitCode !== 0) {
    throw new SetUpError(`${command} failed (exit code ${exitCode}):\n${lastLines(output)}`);
  }
  return names;
}
