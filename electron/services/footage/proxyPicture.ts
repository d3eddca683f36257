import { availableParallelism } from 'node:os';
import { FilterAPI } from 'node-av/api';
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FFmpegError, type Frame, Packet, Rational } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { displayGeometry } from '../video/displayGeometry.ts';
import type { OpenVideo } from '../video/openVideo.ts';
import { sourceColour } from '../video/videoColour.ts';
import type { DecodedFrame } from '../video/videoDecoder.ts';
import { type ProxySize, proxyFilterChain, proxySize } from './colourChains.ts';

/** Frames from one key frame to the next at most: what a step backwards has to decode. */
const gopFrames = 12;

/** When a frame of the proxy is shown: ticks of the source from its first frame on. */
interface Slot {
  readonly ticks: number;
  readonly durationTicks: number;
}

/** Turns decoded frames into H.264 packets, one for each, at the same times. */
export interface ProxyPicture {
  readonly encoder: CodecContext;
  /** Takes over a frame. `onPacket` gets what is ready; the packet stays this one's. */
  push(decoded: DecodedFrame, onPacket: (packet: Packet) => Promise<void>): Promise<void>;
  /** @param lastDurationTicks how long the last frame is shown, where it does not say itself */
  finish(lastDurationTicks: number, onPacket: (packet: Packet) => Promise<void>): Promise<void>;
  close(): void;
}

/**
 * Opens the encoder: H.264 high profile, 8 bits 4:2:0, no B-frames, a key frame every 12 frames at most.
 * @throws AppFailure internal where this FFmpeg has no libx264
 */
export async function openProxyPicture(video: OpenVideo, interlaced: boolean): Promise<ProxyPicture> {
  const size = proxySize(video.geometry);
  const encoder = await openEncoder(video, size);
  const packet = new Packet();
  packet.alloc();
  /** Frames in the filter, and frames in the encoder: both give back what they take, in order. */
  const inFilter: Slot[] = [];
  const inEncoder: Slot[] = [];
  let firstTicks: number | null = null;
  let chain = '';
  let filter: FilterAPI | null = null;

  const fail = (code: number): AppFailure =>
    new AppFailure('file-unsupported', { fileName: video.fileName, reason: FFmpegError.strerror(code) });

  const takePackets = async (
    onPacket: (packet: Packet) => Promise<void>,
    durationOf: (slot: Slot, next: Slot | undefined) => number,
  ): Promise<void> => {
    for (;;) {
      const received = await encoder.receivePacket(packet);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      if (received < 0) throw fail(received);
      const slot = inEncoder.shift();
      if (slot === undefined) throw new Error('the encoder gave more than it took');
      packet.pts = BigInt(slot.ticks);
      packet.dts = packet.pts;
      packet.duration = BigInt(durationOf(slot, inEncoder[0] ?? inFilter[0]));
      await onPacket(packet);
      packet.unref();
    }
  };
  const untilNext = (slot: Slot, next: Slot | undefined): number =>
    next === undefined ? slot.durationTicks : next.ticks - slot.ticks;

  const encode = async (frame: Frame, onPacket: (packet: Packet) => Promise<void>): Promise<void> => {
    const slot = inFilter.shift();
    if (slot === undefined) throw new Error('the filter gave more than it took');
    // What kind of picture it was in the source is the source's business.
    frame.pictType = AV_PICTURE_TYPE_NONE;
    frame.timeBase = encoder.timeBase;
    frame.pts = BigInt(slot.ticks);
    inEncoder.push(slot);
    try {
      for (;;) {
        const sent = await encoder.sendFrame(frame);
        if (sent >= 0) break;
        if (sent !== AVERROR_EAGAIN) throw fail(sent);
        await takePackets(onPacket, untilNext);
      }
    } finally {
      frame.free();
    }
    await takePackets(onPacket, untilNext);
  };
  const drainFilter = async (onPacket: (packet: Packet) => Promise<void>): Promise<void> => {
    for (;;) {
      const output = await filter?.receive();
      if (!output) return;
      await encode(output, onPacket);
    }
  };
  const endFilter = async (onPacket: (packet: Packet) => Promise<void>): Promise<void> => {
    await filter?.flush();
    await drainFilter(onPacket);
    filter?.close();
    filter = null;
  };

  return {
    encoder,
    push: async ({ frame, ticks, durationTicks }, onPacket) => {
      try {
        const colour = sourceColour(frame, frame.format, frame.width, frame.height);
        const geometry = displayGeometry(frame.width, frame.height, video.pixelAspect, video.geometry);
        const wanted = proxyFilterChain(colour, geometry, size, interlaced);
        const key = `${wanted} ${frame.width} ${frame.height} ${frame.format}`;
        if (filter === null || chain !== key) {
          // Sizes and colours may change inside a file; what the old chain holds comes first.
          await endFilter(onPacket);
          chain = key;
          filter = FilterAPI.create(wanted, { graph: { nbThreads: 1 } });
        }
        firstTicks ??= ticks;
        const slot = { ticks: ticks - firstTicks, durationTicks };
        inFilter.push(slot);
        frame.timeBase = video.stream.timeBase;
        frame.pts = BigInt(slot.ticks);
        await filter.process(frame);
      } finally {
        frame.free();
      }
      await drainFilter(onPacket);
    },
    finish: async (lastDurationTicks, onPacket) => {
      await endFilter(onPacket);
      const flushed = await encoder.sendFrame(null);
      if (flushed < 0) throw fail(flushed);
      await takePackets(onPacket, (slot, next) => untilNext(slot, next) || lastDurationTicks);
    },
    close: () => {
      filter?.close();
      packet.free();
      encoder.freeContext();
    },
  };
}

async function openEncoder(video: OpenVideo, { width, height }: ProxySize): Promise<CodecContext> {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  if (codec === null) throw new AppFailure('internal', { reason: 'no H.264 encoder' });
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = video.stream.timeBase;
  encoder.framerate = video.stream.avgFrameRate;
  encoder.sampleAspectRatio = new Rational(1, 1);
  encoder.gopSize = gopFrames;
  encoder.maxBFrames = 0;
  encoder.threadCount = availableParallelism();
  encoder.colorRange = AVCOL_RANGE_MPEG;
  encoder.colorSpace = AVCOL_SPC_BT709;
  encoder.colorPrimaries = AVCOL_PRI_BT709;
  encoder.colorTrc = AVCOL_TRC_BT709;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  const options = Dictionary.fromObject({ preset: 'veryfast', crf: '20', profile: 'high' });
  try {
    const opened = await encoder.open2(codec, options);
    if (opened < 0) {
      encoder.freeContext();
      throw new AppFailure('internal', { reason: FFmpegError.strerror(opened) });
    }
  } finally {
    options.free();
  }
  return encoder;
}
