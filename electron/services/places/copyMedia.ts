import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { writeFailure } from '../frame-store/frameStore.ts';
import { fileFailure } from '../pictures/fileFailure.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import type { MediaPlace } from './mediaPlaces.ts';

interface CopyOptions {
  readonly signal: AbortSignal;
  /** Bytes copied of this file so far. */
  readonly onProgress: (bytes: number) => void;
}

/** Where a media's copy lies in the library folder: by content, under its own name. */
function libraryPath(libraryFolder: string, mediaId: MediaId, fileName: string): string {
  const digits = mediaId.slice(2);
  return join(libraryFolder, digits.slice(0, 2), digits, fileName);
}

/**
 * As {@link copyMedia}, from the first place where the original still is; a file that was taken in its place is none.
 * @throws AppFailure as {@link copyMedia}
 */
export async function copyFirstPresent(
  places: readonly MediaPlace[],
  mediaId: MediaId,
  libraryFolder: string,
  options: CopyOptions,
): Promise<{ path: string; alreadyThere: boolean }> {
  let gone: unknown = new AppFailure('file-not-found');
  for (const place of places) {
    if (place.standIn !== null) continue;
    try {
      return await copyMedia(place.path, mediaId, libraryFolder, options);
    } catch (thrown) {
      if (!(thrown instanceof AppFailure) || thrown.appError.code !== 'file-not-found') throw thrown;
      gone = thrown;
    }
  }
  throw gone;
}

/**
 * Copies a file into the library folder. What is written is read back and must hash the same before it gets its name;
 * nothing that is there is ever written over, and nothing half-written is left.
 * @returns the copy's path, and whether it was there already
 * @throws AppFailure file-not-found | file-unreadable | file-empty | disk-full | write-failed | cancelled |
 *   file-broken (what was read is not the media, or did not arrive as it left)
 */
export async function copyMedia(
  sourcePath: string,
  mediaId: MediaId,
  libraryFolder: string,
  { signal, onProgress }: CopyOptions,
): Promise<{ path: string; alreadyThere: boolean }> {
  const fileName = basename(sourcePath);
  const path = libraryPath(libraryFolder, mediaId, fileName);
  const earlier = await fingerprintFile(path).catch(() => null);
  if (earlier?.mediaId === mediaId) return { path, alreadyThere: true };
  if ((await fingerprintFile(sourcePath)).mediaId !== mediaId) {
    throw new AppFailure('file-broken', { fileName, reason: 'the file is another one now' });
  }
  const temporary = join(dirname(path), `${randomUUID()}.partial`);
  try {
    await mkdir(dirname(path), { recursive: true }).catch((thrown: unknown) => {
      throw writeFailure(thrown);
    });
    const sent = await copyHashing(sourcePath, temporary, { signal, onProgress });
    if ((await hashOf(temporary)) !== sent) {
      throw new AppFailure('file-broken', { fileName, reason: 'the copy differs from the original' });
    }
    return { path: await nameIt(temporary, path), alreadyThere: false };
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Gives a copy its name, or the next free one: never one that is taken. */
async function nameIt(temporary: string, wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? wanted : numbered(wanted, count);
    try {
      await link(temporary, path);
      return path;
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
      if (code === 'EEXIST') continue;
      // A disk without hard links: a look and a rename must do; the folder is named by content and nobody else's.
      const isFree = await stat(path).then(
        () => false,
        () => true,
      );
      if (!isFree) continue;
      await rename(temporary, path).catch((failed: unknown) => {
        throw writeFailure(failed);
      });
      return path;
    }
  }
}

function numbered(path: string, count: number): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return join(dirname(path), `${stem} (${count})${extension}`);
}

async function copyHashing(from: string, to: string, { signal, onProgress }: CopyOptions): Promise<string> {
  const hash = createHash('sha256');
  let file: FileHandle;
  try {
    file = await open(to, 'wx');
  } catch (thrown) {
    throw writeFailure(thrown);
  }
  const chunks = createReadStream(from, { highWaterMark: 1024 * 1024 })[Symbol.asyncIterator]();
  let bytes = 0;
  try {
    for (;;) {
      if (signal.aborted) throw new AppFailure('cancelled');
      const next = await chunks.next().catch((thrown: unknown) => {
        throw fileFailure(thrown, basename(from));
      });
      if (next.done === true) break;
      const chunk: Buffer = next.value;
      hash.update(chunk);
      await writeAll(file, chunk);
      bytes += chunk.length;
      onProgress(bytes);
    }
    await file.sync();
  } catch (thrown) {
    throw writeFailure(thrown);
  } finally {
    await chunks.return?.();
    await file.close();
  }
  return hash.digest('hex');
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
