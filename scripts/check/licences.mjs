// Reads the licence of every package that reaches users and fails for one that does not go with the GPL,
// version 3 or later. See docs/decisions/0002-licence.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fontFiles } from '../copyFonts.mjs';
import { runProcess } from '../setup/runProcess.mjs';
import { shippedNode } from '../setup/shippedNode.mjs';

/** SPDX ids that may be combined with, or aggregated beside, GPL-3.0-or-later. */
const compatible = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0', // its section 3.3
  'OFL-1.1', // fonts, shipped beside the program
  'Unlicense',
  'Zlib',
]);

/** Packages without an SPDX id in their metadata: a person read the text that they carry. @type {Map<string, string>} */
const read = new Map([
  ['png-js', 'MIT'],
  ['@shinyoshiaki/jspack', 'BSD-3-Clause'],
]);

/**
 * Whether a licence expression leaves a choice that is compatible.
 * @param {string} expression SPDX with AND, OR and parentheses around the whole
 * @returns {boolean}
 */
export function isCompatible(expression) {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isCompatible);
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isCompatible);
  return compatible.has(bare);
}

/**
 * The packages that a source text imports, by name.
 * @param {string} source
 * @returns {string[]}
 */
export function importedPackages(source) {
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*['"]([@\w][\w./@-]*)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  );
}

/** @param {string} folder @returns {string[]} */
function shippedSources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return shippedSources(path);
    return /\.(tsx?|css)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/**
 * Every package that reaches users: what the shipped sources import, the fonts, Electron and the Node beside
 * it, with all that those depend on.
 * @param {string} root
 * @returns {Set<string>} names
 */
export function shippedPackages(root) {
  const lock = /** @type {{ packages: Record<string, {
    dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>,
    peerDependencies?: Record<string, string> }> }} */ (
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  );
  const sources = ['electron', 'renderer', 'shared'].flatMap((folder) => shippedSources(join(root, folder)));
  const entry = lock.packages[''] ?? {};
  const open = [
    ...Object.keys(entry.dependencies ?? {}),
    ...Object.keys(entry.optionalDependencies ?? {}),
    ...fontFiles.map(({ from }) =>
      from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
    ...sources.flatMap((path) => importedPackages(readFileSync(path, 'utf8'))),
  ];
  /** @type {Set<string>} */
  const shipped = new Set();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (shipped.has(name)) continue;
    shipped.add(name);
    // Of Electron only the binary ships; what its npm package depends on downloads that.
    if (name === 'electron') continue;
    for (const [path, one] of Object.entries(lock.packages)) {
      if (!path.endsWith(`node_modules/${name}`)) continue;
      open.push(...Object.keys({ ...one.dependencies, ...one.optionalDependencies }));
    }
  }
  return shipped;
}

/**
 * @param {string} root
 * @returns {Promise<{ problems: string[], checked: number }>} a line for each package that fails
 */
export async function checkLicences(root) {
  const reader = join(root, 'node_modules/license-checker-rseidelsohn/bin/license-checker-rseidelsohn.js');
  const args = [reader, '--start', root, '--json', '--excludePrivatePackages'];
  const { exitCode, output } = await runProcess(shippedNode(root), args, { cwd: root });
  if (exitCode !== 0) return { problems: [`The licences could not be read: ${output}`], checked: 0 };
  const found = /** @type {Record<string, { licenses: string | string[] }>} */ (
    JSON.parse(output.slice(output.indexOf('{')))
  );
  const shipped = shippedPackages(root);
  const problems = [];
  let checked = 0;
  for (const [key, { licenses }] of Object.entries(found)) {
    const name = key.slice(0, key.lastIndexOf('@'));
    if (!shipped.has(name)) continue;
    checked += 1;
    const told = Array.isArray(licenses) ? licenses.join(' AND ') : licenses;
    const expression = told.endsWith('*') || told === 'UNKNOWN' ? (read.get(name) ?? told) : told;
    if (!isCompatible(expression))
      problems.push(`${key}: ${told} is not on the list of GPL-compatible licences`);
  }
  if (checked === 0) problems.push('No package was found to check');
  return { problems, checked };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { problems, checked } = await checkLicences(resolve(import.meta.dirname, '../..'));
  for (const problem of problems) console.error(problem);
  console.log(`${checked} packages that reach users were checked`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
