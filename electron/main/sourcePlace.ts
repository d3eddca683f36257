import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** Whether a file can be reached; `place` is the name of the disk or folder that is not there. */
export type SourcePlace =
  | { readonly state: 'there' | 'missing'; readonly place: null }
  | { readonly state: 'away'; readonly place: string };

/**
 * Tells a file that was deleted from one whose disk or folder is away: then the folder it lies in is not there, or
 * the nearest one that is there belongs to another disk than the file did (an empty mount point).
 * @param device number of the disk that the file was on; null where that is not known
 */
export async function sourcePlace(path: string, device: number | null): Promise<SourcePlace> {
  if ((await deviceOf(path)) !== null) return { state: 'there', place: null };
  let missing = path;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = await deviceOf(folder);
    if (found !== null) {
      if (missing !== path) return { state: 'away', place: basename(missing) || missing };
      const isMountPoint = device !== null && found !== device;
      return isMountPoint
        ? { state: 'away', place: basename(folder) || folder }
        : { state: 'missing', place: null };
    }
    // A drive letter that is gone has nothing above it.
    if (folder === dirname(folder)) return { state: 'away', place: folder };
    missing = folder;
  }
}

/** Number of the disk that something is on; null where it is not there, or does not answer. */
export async function deviceOf(path: string): Promise<number | null> {
  return await stat(path).then(
    ({ dev }) => dev,
    () => null,
  );
}
