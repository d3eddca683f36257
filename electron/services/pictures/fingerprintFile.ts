import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { type MediaId, mediaIdSchema } from '../../../shared/domain/ids.ts';
import { fileFailure } from './fileFailure.ts';
import { openSource } from './openSource.ts';

const mebibyte = 1024 * 1024;
const wholeFileBytes = 16 * mebibyte;
const endBytes = mebibyte;
const sampleBytes = 64 * 1024;
const sampleCount = 16;

/** A file's name by its content, and its size. */
export interface Fingerprint {
  readonly mediaId: MediaId;
  readonly sizeBytes: number;
}

/**
 * Names a file by what is in it, so that a moved or renamed file is known again.
 *
 * Up to 16 MiB it is the SHA-256 of the whole file. A larger one is read in part, so that a film on a slow disk
 * does not stall the import: SHA-256 over its size (eight bytes, little-endian), its first MiB, 16 evenly spaced
 * samples of 64 KiB, and its last MiB.
 * @throws AppFailure file-not-found | file-unreadable | file-empty | file-unsupported | file-broken
 */
export async function fingerprintFile(path: string): Promise<Fingerprint> {
  const { file, sizeBytes } = await openSource(path);
  try {
    const hash = createHash('sha256');
    if (sizeBytes > wholeFileBytes) {
      const sizeField = Buffer.alloc(8);
      sizeField.writeBigUInt64LE(BigInt(sizeBytes));
      hash.update(sizeField);
    }
    for (const range of rangesOf(sizeBytes)) hash.update(await readRange(file, range));
    return { mediaId: mediaIdSchema.parse(`m-${hash.digest('hex')}`), sizeBytes };
  } catch (thrown) {
    throw fileFailure(thrown, basename(path));
  } finally {
    await file.close();
  }
}

interface ByteRange {
  readonly start: number;
  readonly length: number;
}

function rangesOf(sizeBytes: number): ByteRange[] {
  if (sizeBytes <= wholeFileBytes) {
    const pieces: ByteRange[] = [];
    for (let start = 0; start < sizeBytes; start += mebibyte) {
      pieces.push({ start, length: Math.min(mebibyte, sizeBytes - start) });
    }
    return pieces;
  }
  const innerBytes = sizeBytes - 2 * endBytes - sampleBytes;
  const samples = Array.from({ length: sampleCount }, (_, index) => ({
    start: endBytes + Math.floor((innerBytes * index) / (sampleCount - 1)),
    length: sampleBytes,
  }));
  return [{ start: 0, length: endBytes }, ...samples, { start: sizeBytes - endBytes, length: endBytes }];
}

async function readRange(file: FileHandle, range: ByteRange): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(range.length);
  let filled = 0;
  while (filled < range.length) {
    const { bytesRead } = await file.read(bytes, filled, range.length - filled, range.start + filled);
    if (bytesRead === 0) throw new Error('the file shrank while it was read');
    filled += bytesRead;
  }
  return bytes;
}
