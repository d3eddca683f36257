import {
  type CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  type Packet,
  type Stream,
} from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { writeFailure } from '../frame-store/frameStore.ts';

/** An MP4 file that is being written; packets come in any order of streams. Close whatever happens. */
export interface Mp4Writer {
  addStream(encoder: CodecContext): Stream;
  /** After the last stream, before the first packet. @throws AppFailure disk-full | write-failed */
  begin(): Promise<void>;
  /** The packet stays the caller's, empty. @throws AppFailure disk-full | write-failed */
  write(packet: Packet, encoder: CodecContext, stream: Stream): Promise<void>;
  /** Completes the file. @throws AppFailure disk-full | write-failed */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Creates the file.
 * @throws AppFailure disk-full | write-failed
 */
export async function createMp4(path: string): Promise<Mp4Writer> {
  const format = new FormatContext();
  orThrow(format.allocOutputContext2(null, 'mp4', `file:${path}`));
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await format.closeOutput();
    format.freeContext();
  };
  try {
    orThrow(await format.openOutput());
  } catch (thrown) {
    open = false;
    format.freeContext();
    throw thrown;
  }

  return {
    addStream: (encoder) => {
      const stream = format.newStream();
      orThrow(encoder.parametersFromContext(stream.codecpar));
      stream.timeBase = encoder.timeBase;
      return stream;
    },
    begin: async () => {
      const options = Dictionary.fromObject({ movflags: '+negative_cts_offsets' });
      try {
        orThrow(await format.writeHeader(options));
      } finally {
        options.free();
      }
    },
    write: async (packet, encoder, stream) => {
      packet.streamIndex = stream.index;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      orThrow(await format.interleavedWriteFrame(packet));
    },
    finish: async () => orThrow(await format.writeTrailer()),
    close,
  };
}

/** FFmpeg's negative errno for a full disk and an exceeded quota, on Linux and macOS/Windows. */
const fullDisk = new Set([-28, -122, -69]);

function orThrow(code: number): void {
  if (code >= 0) return;
  const reason = FFmpegError.strerror(code);
  throw fullDisk.has(code) ? new AppFailure('disk-full', { reason }) : writeFailure(new Error(reason));
}
