import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface PlainNodePlace {
  /** Where to look for node_modules, upwards: the folder of the built main process. */
  readonly fromFolder: string;
  /** The packaged app's resources folder. */
  readonly resourcesFolder: string;
}

/**
 * Finds the plain Node binary that runs the media process: beside the packaged app's resources, else in the npm
 * package for this system.
 * @throws Error naming the package to install
 */
export function findPlainNode({ fromFolder, resourcesFolder }: PlainNodePlace): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const packageName = `node-${system}-${process.arch}`;
  const candidates = [join(resourcesFolder, 'node', binary)];
  for (let folder = fromFolder; ; folder = dirname(folder)) {
    candidates.push(join(folder, 'node_modules', packageName, 'bin', binary));
    if (dirname(folder) === folder) break;
  }
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw new Error(
      `No Node binary for decoding was found. Run "npm ci" so that ${packageName} is installed, or install Afterimage again.`,
    );
  }
  return found;
}
