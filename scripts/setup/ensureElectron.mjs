import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureElectronFallback } from './electronFallback.mjs';
import { lastLines, runProcess } from './runProcess.mjs';
import { SetUpError } from './SetUpError.mjs';
import { shippedNode } from './shippedNode.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath
 * @property {string} version
 * @property {boolean} isFallback true: for development only, not what ships
 */

/**
 * A closed network may cost 12 s in all, an open one as long as 100 MB take.
 * @typedef {object} DownloadLimits
 * @property {number} reachMs how long the server may stay silent before the network counts as closed
 * @property {number} cachedMs for the installer then, which may still have the release from an earlier download
 * @property {number} downloadMs for the installer otherwise
 */

/** @type {DownloadLimits} */
const usualLimits = { reachMs: 8_000, cachedMs: 4_000, downloadMs: 15 * 60_000 };

/** @param {string} root */
function electronFolder(root) {
  return join(root, 'node_modules', 'electron');
}

/**
 * The version that package.json pins, as installed.
 * @param {string} root
 * @returns {string}
 */
export function pinnedVersion(root) {
  const path = join(electronFolder(root), 'package.json');
  if (!existsSync(path))
    throw new SetUpError('The electron package is missing from node_modules: run npm ci.');
  return /** @type {{ version: string }} */ (JSON.parse(readFileSync(path, 'utf8'))).version;
}

/**
 * The pinned binary, when it lies whole in node_modules/electron/dist.
 * @param {string} root
 * @returns {string | null}
 */
export function installedElectron(root) {
  const folder = electronFolder(root);
  // The electron package writes path.txt last, so a download that broke off has none.
  const pathFile = join(folder, 'path.txt');
  const versionFile = join(folder, 'dist', 'version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return null;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return version === pinnedVersion(root) && existsSync(binary) ? binary : null;
}

/** @param {NodeJS.ProcessEnv} env @returns {string} */
function downloadBase(env) {
  const mirror =
    env['npm_config_electron_mirror'] ?? env['NPM_CONFIG_ELECTRON_MIRROR'] ?? env['ELECTRON_MIRROR'];
  return mirror ?? 'https://github.com/electron/electron/releases/download/';
}

/**
 * Whether the server answers with the release at all: a download of 100 MB may take long, a closed network
 * must be noticed soon.
 * @param {string} url
 * @param {number} limitMs
 */
async function isReachable(url, limitMs) {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(limitMs) });
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Downloads the pinned binary with the electron package's own installer, which checks its checksum. An attempt
 * that fails leaves nothing behind.
 * @param {{ root: string, log: (line: string) => void, env: NodeJS.ProcessEnv, limits?: DownloadLimits }} options
 * @returns {Promise<string | null>} path of the binary, or null when it cannot be had
 */
export async function downloadElectron({ root, log, env, limits = usualLimits }) {
  const version = pinnedVersion(root);
  const folder = electronFolder(root);
  const url = `${downloadBase(env)}v${version}/SHASUMS256.txt`;
  // Behind a proxy only the installer knows the way.
  const reachable = env['ELECTRON_GET_USE_PROXY'] !== undefined || (await isReachable(url, limits.reachMs));
  if (reachable) log(`Electron: downloading ${version} …`);
  const { exitCode, output } = await runProcess(shippedNode(root), [join(folder, 'install.js')], {
    cwd: root,
    env,
    timeoutMs: reachable ? limits.downloadMs : limits.cachedMs,
  });
  const binary = exitCode === 0 ? installedElectron(root) : null;
  if (binary === null) {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    rmSync(join(folder, 'path.txt'), { force: true });
    const reason = reachable ? lastLines(output, 1).trim() : 'its download server does not answer';
    log(`Electron: ${version}, which ships, cannot be downloaded here (${reason})`);
  }
  return binary;
}

/**
 * An Electron to run the app on: the pinned one if it is installed or can be downloaded, else, on linux-x64,
 * the development fallback.
 * @param {{ root: string, log: (line: string) => void, env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform,
 *   arch?: NodeJS.Architecture, getFallback?: typeof ensureElectronFallback, limits?: DownloadLimits }} options
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetUpError} when there is none to be had, with what to do about it
 */
export async function ensureElectron({
  root,
  log,
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  getFallback = ensureElectronFallback,
  limits = usualLimits,
}) {
  const version = pinnedVersion(root);
  const installed = installedElectron(root);
  if (installed !== null) {
    log(`Electron: ${version} is installed`);
    return { executablePath: installed, version, isFallback: false };
  }
  const downloaded = await downloadElectron({ root, log, env, limits });
  if (downloaded !== null) {
    log(`Electron: ${version} is installed now`);
    return { executablePath: downloaded, version, isFallback: false };
  }
  const advice =
    `Electron ${version} could not be downloaded. Connect to the internet, or set ELECTRON_MIRROR to a server ` +
    'that holds Electron releases, and run this command again.';
  if (platform !== 'linux' || arch !== 'x64') {
    throw new SetUpError(
      `${advice} (There is a development fallback for linux-x64 only, not for ${platform}-${arch}.)`,
    );
  }
  try {
    const executablePath = await getFallback({ root, log });
    const fallbackVersion = executablePath.split('/').at(-2) ?? '';
    log(
      `Electron: *** USING THE DEVELOPMENT FALLBACK, ELECTRON ${fallbackVersion}. It is older than ${version}, ` +
        'which ships; never hand this runtime to users. ***',
    );
    return { executablePath, version: fallbackVersion, isFallback: true };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    throw new SetUpError(`${advice}\nThe development fallback failed too: ${error.message}`);
  }
}
