import { resolve } from 'node:path';
import { copyFonts } from '../copyFonts.mjs';
import { ensureBuild } from './ensureBuild.mjs';
import { ensureDebianPackages } from './ensureDebianPackages.mjs';
import { ensureDependencies } from './ensureDependencies.mjs';
import { ensureElectron } from './ensureElectron.mjs';
import { SetUpError } from './SetUpError.mjs';

/** @typedef {import('./ensureDebianPackages.mjs').SystemNeed} SystemNeed */
/** @typedef {import('./ensureElectron.mjs').ElectronRuntime} ElectronRuntime */

/** The repository's folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * What every command needs: the system's packages, npm's, and the fonts. Each step says in one line what it does.
 * @param {{ needs?: readonly SystemNeed[], log: (line: string) => void }} options
 */
export async function setUpTools({ needs = [], log }) {
  if (needs.length > 0) await ensureDebianPackages({ needs, log });
  await ensureDependencies({ root: projectRoot, log });
  const { copied, total } = copyFonts(projectRoot);
  log(`Fonts: ${copied === 0 ? `${total} files are in place` : `copied ${copied} files`} (resources/fonts)`);
}

/**
 * What a run of the app needs besides: a build and an Electron.
 * @param {{ needs: readonly SystemNeed[], log: (line: string) => void }} options
 * @returns {Promise<ElectronRuntime>}
 */
export async function setUpApp({ needs, log }) {
  await setUpTools({ needs, log });
  const electron = await ensureElectron({ root: projectRoot, log });
  await ensureBuild({ root: projectRoot, log });
  return electron;
}

/** @param {string} line */
export function logToStdout(line) {
  process.stdout.write(`[set-up] ${line}\n`);
}

/**
 * Runs a command's main function: its result is the exit code; what set-up cannot mend is told without a stack.
 * @param {() => Promise<number>} main
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof SetUpError) process.stderr.write(`\n${error.message}\n`);
    else console.error(error);
    process.exitCode = 1;
  }
}
