import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runProcess } from './runProcess.mjs';
import { SetUpError } from './SetUpError.mjs';
import { shippedNode, toolEnvironment } from './shippedNode.mjs';

/** Everything that reaches the build. */
const sourceFolders = ['electron', 'renderer', 'shared', 'resources'];
const sourceFiles = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

/**
 * One hash of everything that is built: contents rather than times, which a checkout rewrites.
 * @param {string} root
 */
export function sourcesHash(root) {
  const folders = sourceFolders.map((name) => join(root, name)).filter((folder) => existsSync(folder));
  const paths = [...folders.flatMap(filesBelow), ...sourceFiles.map((name) => join(root, name))];
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    if (!existsSync(path)) continue;
    const bytes = readFileSync(path);
    hash.update(`${path.slice(root.length)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Inside a folder that electron-vite empties, so that no build leaves the stamp of another. @param {string} root */
function stampPath(root) {
  return join(root, 'out/build/main/.sources-sha256');
}

/** @param {string} root */
export function buildIsCurrent(root) {
  const parts = ['main/index.js', 'main/mediaProcess.js', 'preload/index.cjs', 'renderer/index.html'];
  if (!parts.every((part) => existsSync(join(root, 'out/build', part)))) return false;
  const stamp = stampPath(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === sourcesHash(root);
}

/**
 * Builds main, preload, media process and renderer when out/build is missing or not of today's sources.
 * @param {{ root: string, log: (line: string) => void }} options
 * @throws {SetUpError} with the bundler's own words
 */
export async function ensureBuild({ root, log }) {
  if (buildIsCurrent(root)) {
    log('Build: out/build is of today’s sources');
    return;
  }
  log('Build: bundling the app into out/build …');
  const startMs = performance.now();
  const hash = sourcesHash(root);
  const { exitCode, output } = await runProcess(
    shippedNode(root),
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    { cwd: root, env: { ...toolEnvironment(root), NO_COLOR: '1' } },
  );
  if (exitCode !== 0) throw new SetUpError(`The build failed:\n${lastLines(output, 40)}`);
  writeFileSync(stampPath(root), `${hash}\n`);
  log(`Build: done in ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
}
