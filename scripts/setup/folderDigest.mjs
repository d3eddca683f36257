import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Lower-case hex sha256 of a file's bytes.
 * @param {string} path
 */
export async function fileSha256(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function entriesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? entriesBelow(path) : [path];
  });
}

/**
 * One sha256 for a whole folder: of every file's path, whether it may be run, and its bytes, in order of
 * path. A file more, less, changed or made runnable gives another digest.
 * @param {string} folder
 * @throws {Error} for anything that is neither a folder nor a plain file, such as a link out of the folder
 */
export async function folderDigest(folder) {
  const files = entriesBelow(folder).map((path) => ({
    path,
    name: relative(folder, path).split(sep).join('/'),
  }));
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash('sha256');
  for (const { path, name } of files) {
    const status = lstatSync(path);
    if (!status.isFile()) throw new Error(`${name} is not a plain file`);
    const runnable = (status.mode & 0o111) === 0 ? '-' : 'x';
    hash.update(`${await fileSha256(path)} ${runnable} ${name}\n`);
  }
  return hash.digest('hex');
}
