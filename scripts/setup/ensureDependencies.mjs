import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { excerpt, runProcess } from './runProcess.mjs';
import { SetUpError } from './SetUpError.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [peer]
 */

const stampName = '.afterimage-lock';

/** @param {string} path */
function packagesOf(path) {
  const parsed = /** @type {{ packages?: Record<string, LockedPackage> }} */ (
    JSON.parse(readFileSync(path, 'utf8'))
  );
  return parsed.packages ?? {};
}

/** @param {string} root */
function lockHash(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/**
 * Whether what npm itself noted as installed is what the lock file asks for: nothing missing except
 * optional packages (those of other systems), nothing else, every version and checksum the same.
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 */
export function agreesWithLock(locked, installed) {
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined) {
      if (wanted.optional === true || wanted.devOptional === true) continue;
      return false;
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return Object.keys(installed).every((path) => locked[path] !== undefined);
}

/**
 * Whether node_modules holds what package-lock.json asks for. A stamp (the lock's hash, kept in node_modules)
 * answers at once; without one, as after `npm ci` by hand, npm's own record of what it installed decides.
 * @param {string} root
 */
export function dependenciesAreCurrent(root) {
  const stamp = join(root, 'node_modules', stampName);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() === lockHash(root);
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (!agreesWithLock(packagesOf(join(root, 'package-lock.json')), packagesOf(record))) return false;
  writeFileSync(stamp, `${lockHash(root)}\n`);
  return true;
}

/**
 * Runs `npm ci` when node_modules is missing or differs from package-lock.json, and only then.
 * @param {{ root: string, log: (line: string) => void }} options
 * @returns {Promise<boolean>} whether something was installed
 * @throws {SetUpError} with npm's own words when it fails
 */
export async function ensureDependencies({ root, log }) {
  if (dependenciesAreCurrent(root)) {
    log('Dependencies: as package-lock.json asks, nothing to do');
    return false;
  }
  log('Dependencies: running npm ci, as node_modules is missing or differs from package-lock.json …');
  const startMs = performance.now();
  // npm must not run on the Node inside node_modules, which it is about to replace.
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin/.test(folder));
  const env = { ...process.env, PATH: path.join(delimiter) };
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { exitCode, output } =
    process.platform === 'win32'
      ? await runProcess('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { cwd: root, env })
      : await runProcess('npm', args, { cwd: root, env });
  if (exitCode !== 0) {
    throw new SetUpError(`npm ci failed (exit code ${exitCode}):\n${excerpt(output)}`);
  }
  writeFileSync(join(root, 'node_modules', stampName), `${lockHash(root)}\n`);
  log(`Dependencies: installed in ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
  return true;
}
