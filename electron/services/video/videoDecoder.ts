import { availableParallelism } from 'node:os';
import {
  AV_NOPTS_VALUE,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  type AVPixelFormat,
  AVSEEK_FLAG_BACKWARD,
  type AVThreadType,
  FF_THREAD_FRAME,
  FF_THREAD_SLICE,
} from 'node-av/constants';
import { avImageGetBufferSize, Codec, CodecContext, FFmpegError, Frame, Packet } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { OpenVideo } from './openVideo.ts';

/** A decoded frame and when it is shown. Whoever gets it frees it. */
export interface DecodedFrame {
  readonly frame: Frame;
  /** Presentation time in the stream's time base. */
  readonly ticks: number;
  /** How long it is shown, in ticks; 0 where unknown. */
  readonly durationTicks: number;
}

/** Where a decoder gets its packets from. */
export interface PacketSource {
  /** Fills in the next packet, of any stream. @returns FFmpeg's code, below 0 at the end and where reading fails */
  read(into: Packet): number;
  /** Told that the demuxer was sent elsewhere. */
  flush(): void;
}

/** Decodes a video in presentation order. Calls block; whoever loops over a whole file lets others in between. */
export interface VideoDecoder {
  /** The next frame; null at the end. Damaged packets are counted and left out. */
  next(): DecodedFrame | null;
  /** Goes to the last key frame at or before a time; false where the file cannot. */
  seek(ticks: number): Promise<boolean>;
  /** Packets that could not be read or decoded so far. */
  readonly damagedPackets: number;
  close(): void;
}

/** Enough damage in a row that the rest is not worth the wait. */
const hopelessDamage = 5000;

/** Memory that the decoder's threads may hold in frames of their own, bytes. */
const threadBytes = 75 * 1024 * 1024;
/** Frames above this (4K of 10 bits has 24 MiB) get no thread beyond the processors. */
const largeFrameBytes = 16 * 1024 * 1024;

/** As many threads as the machine has work for, fewer for large frames, since each holds one. */
function threadsFor({ stream }: OpenVideo): number {
  const { width, height, format } = stream.codecpar;
  const stated = avImageGetBufferSize(format as AVPixelFormat, width, height, 32);
  const frameBytes = stated > 0 ? stated : width * height * 3;
  const wanted = availableParallelism() + (frameBytes > largeFrameBytes ? 0 : 1);
  return Math.max(2, Math.min(wanted, 16, Math.floor(threadBytes / frameBytes)));
}

/**
 * Opens the decoder of a video.
 * @param packets all that the demuxer brings, unless told otherwise
 * @throws AppFailure file-unsupported where there is none for its codec
 */
export async function openDecoder(video: OpenVideo, packets?: PacketSource): Promise<VideoDecoder> {
  const { stream, fileName, format } = video;
  const unsupported = (reason: string): AppFailure =>
    new AppFailure('file-unsupported', { fileName, reason });
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) throw unsupported(`no decoder for codec ${stream.codecpar.codecId}`);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(stream.codecpar);
  context.pktTimebase = stream.timeBase;
  context.threadCount = threadsFor(video);
  context.threadType = (FF_THREAD_FRAME | FF_THREAD_SLICE) as AVThreadType;
  const opened = await context.open2(codec, null);
  if (opened < 0) {
    context.freeContext();
    throw unsupported(FFmpegError.strerror(opened));
  }
  const packet = new Packet();
  packet.alloc();
  const nominalTicks = Math.max(
    1,
    Math.round((video.frameRate.den * video.timeBase.den) / (video.frameRate.num * video.timeBase.num)),
  );
  let damagedPackets = 0;
  let damageInARow = 0;
  let draining = false;
  let lastTicks: number | null = null;

  const feed = (): void => {
    const read = packets === undefined ? format.readFrameSync(packet) : packets.read(packet);
    if (read < 0) {
      if (read !== AVERROR_EOF && read !== AVERROR_EAGAIN) damagedPackets += 1;
      draining = true;
      context.sendPacketSync(null);
      return;
    }
    if (packet.streamIndex === stream.index) {
      const sent = context.sendPacketSync(packet);
      if (sent < 0 && sent !== AVERROR_EAGAIN && sent !== AVERROR_EOF) damage();
    }
    packet.unref();
  };
  const damage = (): void => {
    damagedPackets += 1;
    damageInARow += 1;
    if (damageInARow > hopelessDamage) draining = true;
  };
  const timed = (frame: Frame): DecodedFrame => {
    damageInARow = 0;
    const stated = frame.bestEffortTimestamp;
    const next = lastTicks === null ? 0 : lastTicks + nominalTicks;
    const ticks = stated === AV_NOPTS_VALUE ? next : Number(stated);
    // A clock that stands still or runs back would give two frames one name.
    lastTicks = lastTicks !== null && ticks <= lastTicks ? lastTicks + 1 : ticks;
    return { frame, ticks: lastTicks, durationTicks: Math.max(0, Number(frame.duration)) };
  };

  return {
    next() {
      const frame = new Frame();
      frame.alloc();
      for (;;) {
        const received = context.receiveFrameSync(frame);
        if (received >= 0) return timed(frame);
        if (received === AVERROR_EAGAIN && !draining) {
          feed();
        } else if (received === AVERROR_EOF || draining) {
          frame.free();
          return null;
        } else {
          damage();
          feed();
        }
      }
    },
    async seek(ticks) {
      const sought = await format.seekFrame(stream.index, BigInt(ticks), AVSEEK_FLAG_BACKWARD);
      if (sought < 0) return false;
      context.flushBuffers();
      packets?.flush();
      draining = false;
      lastTicks = null;
      return true;
    },
    get damagedPackets() {
      return damagedPackets;
    },
    close() {
      packet.free();
      context.freeContext();
    },
  };
}
