import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetUpError } from './SetUpError.mjs';

/**
 * The Node that ships beside the app and that builds and tests it; it comes from npm, checked by the lock file.
 * @param {string} root the repository's folder
 * @returns {string} path of the binary
 * @throws {SetUpError} when this system has none
 */
export function shippedNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  // An x64 Node also runs on an arm64 Mac or Windows machine.
  for (const arch of [process.arch, 'x64']) {
    const binary = join(root, 'node_modules', `node-${platform}-${arch}`, 'bin', name);
    if (existsSync(binary)) return binary;
  }
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new SetUpError(
    `npm brought no Node for ${process.platform}-${process.arch}. Start this command with Node 24 or later instead.`,
  );
}

/**
 * The environment in which every tool is run: `node` means the shipped Node, also to the tools' own children.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(root, env = process.env) {
  const binFolder = join(root, 'node_modules', '.bin');
  return { ...env, PATH: [binFolder, env['PATH'] ?? ''].join(delimiter) };
}
