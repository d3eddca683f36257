import type { FileHandle } from 'node:fs/promises';
import { openSource } from '../services/pictures/openSource.ts';

/** Read and handed on at a time, bytes: what a request holds in memory, however large the file. */
const chunkBytes = 256 * 1024;

/** Bytes `first` to `last`, both included. */
interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Answers with a file, whole (200) or the one range that was asked for (206, RFC 9110 section 14), read as the
 * window takes it. Several ranges in one request count as none, which the RFC allows; a range that lies outside
 * is refused (416). What is not an ordinary file is not there (404).
 * @param typeOf the media type, by the file's first 64 bytes; null where it is none that may be served
 */
export async function serveRange(
  path: string,
  rangeHeader: string | null,
  typeOf: (head: Uint8Array) => string | null,
  headersFor: (mimeType: string) => Record<string, string>,
): Promise<Response> {
  const plain = 'text/plain; charset=utf-8';
  let file: FileHandle;
  let sizeBytes: number;
  try {
    ({ file, sizeBytes } = await openSource(path));
  } catch {
    return new Response(null, { status: 404, headers: headersFor(plain) });
  }
  try {
    const head = new Uint8Array(64);
    await file.read(head, 0, head.length, 0);
    const mimeType = typeOf(head);
    const range = rangeHeader === null ? null : parseRange(rangeHeader, sizeBytes);
    if (mimeType === null || range === 'outside') {
      await file.close();
      const headers = { ...headersFor(plain), 'content-range': `bytes */${sizeBytes}` };
      return new Response(null, { status: mimeType === null ? 404 : 416, headers });
    }
    const { first, last } = range ?? { first: 0, last: sizeBytes - 1 };
    return new Response(streamOf(file, first, last), {
      status: range === null ? 200 : 206,
      headers: {
        ...headersFor(mimeType),
        'accept-ranges': 'bytes',
        'content-length': String(last - first + 1),
        ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${sizeBytes}` }),
      },
    });
  } catch {
    await file.close();
    return new Response(null, { status: 404, headers: headersFor(plain) });
  }
}

/** The one range of a header; null where there is none that can be understood. */
function parseRange(header: string, sizeBytes: number): ByteRange | 'outside' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (found === null) return null;
  const [, from = '', to = ''] = found;
  if (from === '') {
    if (to === '') return null;
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? 'outside' : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= sizeBytes ? 'outside' : { first, last };
}

/** Reads as it is drawn from, one chunk at a time; the file is closed at the end, on failure and on cancel. */
function streamOf(file: FileHandle, first: number, last: number): ReadableStream<Uint8Array> {
  let at = first;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const chunk = new Uint8Array(Math.min(chunkBytes, last - at + 1));
          const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
          // It shrank, or its disk went.
          if (bytesRead === 0) throw new Error('the file ended early');
          at += bytesRead;
          controller.enqueue(chunk.subarray(0, bytesRead));
          if (at > last) {
            await file.close();
            controller.close();
          }
        } catch (thrown) {
          await file.close().catch(() => undefined);
          controller.error(thrown);
        }
      },
      cancel: () => file.close(),
    },
    // Nothing is read ahead of what is taken.
    { highWaterMark: 0 },
  );
}
