import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { fileFailure } from './fileFailure.ts';

/** An ordinary, readable, non-empty file. */
export interface OpenSource {
  readonly file: FileHandle;
  readonly sizeBytes: number;
}

/**
 * Opens a file the user gave us. Pipes and devices are refused before anything can wait on them.
 * The caller closes `file`.
 * @throws AppFailure file-not-found | file-unreadable | file-empty | file-unsupported (a folder or a device)
 */
export async function openSource(path: string): Promise<OpenSource> {
  const fileName = basename(path);
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (thrown) {
    throw fileFailure(thrown, fileName);
  }
  try {
    const stat = await file.stat();
    if (!stat.isFile()) {
      throw new AppFailure('file-unsupported', { fileName, reason: 'not an ordinary file' });
    }
    if (stat.size === 0) throw new AppFailure('file-empty', { fileName });
    return { file, sizeBytes: stat.size };
  } catch (thrown) {
    await file.close();
    throw fileFailure(thrown, fileName);
  }
}
