import { open, rename, rm } from 'node:fs/promises';
import { writeFailure } from '../frame-store/frameStore.ts';

/**
 * Replaces a file whole or not at all: written beside it, flushed, renamed.
 * @throws AppFailure disk-full | write-failed
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(thrown);
  }
}
