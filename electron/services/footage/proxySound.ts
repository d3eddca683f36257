import { FilterAPI } from 'node-av/api';
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_NOPTS_VALUE,
  AV_SAMPLE_FMT_FLTP,
  AVDISCARD_ALL,
  AVDISCARD_DEFAULT,
  AVERROR_EAGAIN,
  AVMEDIA_TYPE_AUDIO,
  FF_ENCODER_AAC,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, Frame, Packet, Rational, type Stream } from 'node-av/lib';
import { type OpenVideo, openVideo } from '../video/openVideo.ts';

const sampleRate = 48_000;
const bitRate = 160_000n;
/** Samples an AAC frame holds. */
const frameSamples = 1024;

/** The sound of a video as AAC stereo, from its first frame on. */
export interface ProxySound {
  readonly encoder: CodecContext;
  /**
   * Encodes on to a time; gaps become silence, so that sound and picture stay together.
   * @param untilSec seconds from the video's first frame
   */
  advance(untilSec: number, onPacket: (packet: Packet) => Promise<void>): Promise<void>;
  /** Ends the sound at a time. */
  finish(endSec: number, onPacket: (packet: Packet) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the sound beside the picture, by a demuxer of its own.
 * @param firstSec the video's first frame in the container's clock, seconds
 * @returns null where there is none, or none that can be decoded: a proxy without sound is better than none
 */
export async function openProxySound(path: string, firstSec: number): Promise<ProxySound | null> {
  const source = await openVideo(path);
  const stream = soundStreamOf(source);
  const decoder = stream === null ? null : await openSoundDecoder(stream);
  const encoder = decoder === null ? null : await openSoundEncoder();
  if (stream === null || decoder === null || encoder === null) {
    decoder?.freeContext();
    await source.close();
    return null;
  }
  return new SoundPass(source, stream, decoder, encoder, firstSec);
}

class SoundPass implements ProxySound {
  readonly encoder: CodecContext;
  readonly #source: OpenVideo;
  readonly #stream: Stream;
  readonly #decoder: CodecContext;
  readonly #firstSec: number;
  readonly #packet = new Packet();
  readonly #encoded = new Packet();
  readonly #frame = new Frame();
  #filter: FilterAPI | null = null;
  #format = '';
  /** Samples given to the encoder. */
  #samples = 0;
  #ended = false;

  constructor(
    source: OpenVideo,
    stream: Stream,
    decoder: CodecContext,
    encoder: CodecContext,
    firstSec: number,
  ) {
    this.#source = source;
    this.#stream = stream;
    this.#decoder = decoder;
    this.encoder = encoder;
    this.#firstSec = firstSec;
    this.#packet.alloc();
    this.#encoded.alloc();
    this.#frame.alloc();
  }

  async advance(untilSec: number, onPacket: (packet: Packet) => Promise<void>): Promise<void> {
    while (!this.#ended && this.#samples / sampleRate < untilSec) await this.#readOne(onPacket);
  }

  async finish(endSec: number, onPacket: (packet: Packet) => Promise<void>): Promise<void> {
    await this.advance(endSec, onPacket);
    if (!this.#ended) {
      this.#ended = true;
      await this.#filter?.flush();
      await this.#drainFilter(endSec, onPacket);
    }
    await this.encoder.sendFrame(null);
    await this.#drainEncoder(onPacket);
  }

  async close(): Promise<void> {
    this.#filter?.close();
    this.#packet.free();
    this.#encoded.free();
    this.#frame.free();
    this.#decoder.freeContext();
    this.encoder.freeContext();
    await this.#source.close();
  }

  async #readOne(onPacket: (packet: Packet) => Promise<void>): Promise<void> {
    const read = await this.#source.format.readFrame(this.#packet);
    if (read < 0) {
      this.#ended = true;
      await this.#decoder.sendPacket(null);
      await this.#drainDecoder(onPacket);
      await this.#filter?.flush();
      await this.#drainFilter(Number.POSITIVE_INFINITY, onPacket);
      return;
    }
    // A damaged packet is a moment of silence.
    if (this.#packet.streamIndex === this.#stream.index) await this.#decoder.sendPacket(this.#packet);
    this.#packet.unref();
    await this.#drainDecoder(onPacket);
  }

  async #drainDecoder(onPacket: (packet: Packet) => Promise<void>): Promise<void> {
    while ((await this.#decoder.receiveFrame(this.#frame)) >= 0) {
      const frame = this.#frame;
      const format = `${frame.format} ${frame.sampleRate} ${frame.channels}`;
      // A change of layout inside a file: the old chain ends, the new one goes on at its own times.
      if (this.#filter === null || format !== this.#format) {
        if (this.#filter !== null) {
          await this.#filter.flush();
          await this.#drainFilter(Number.POSITIVE_INFINITY, onPacket);
          this.#filter.close();
        }
        this.#format = format;
        this.#filter = FilterAPI.create(soundChain(this.#samples), { graph: { nbThreads: 1 } });
      }
      const { timeBase } = this.#stream;
      const stamp = frame.bestEffortTimestamp;
      frame.timeBase = timeBase;
      frame.pts =
        stamp === AV_NOPTS_VALUE
          ? stamp
          : stamp - BigInt(Math.round((this.#firstSec * timeBase.den) / timeBase.num));
      await this.#filter.process(frame);
      frame.unref();
      await this.#drainFilter(Number.POSITIVE_INFINITY, onPacket);
    }
  }

  async #drainFilter(endSec: number, onPacket: (packet: Packet) => Promise<void>): Promise<void> {
    for (;;) {
      const output = await this.#filter?.receive();
      if (!output) return;
      try {
        if (this.#samples / sampleRate >= endSec) continue;
        output.pts = BigInt(this.#samples);
        output.timeBase = this.encoder.timeBase;
        this.#samples += output.nbSamples;
        while ((await this.encoder.sendFrame(output)) === AVERROR_EAGAIN) await this.#drainEncoder(onPacket);
      } finally {
        output.free();
      }
      await this.#drainEncoder(onPacket);
    }
  }

  async #drainEncoder(onPacket: (packet: Packet) => Promise<void>): Promise<void> {
    while ((await this.encoder.receivePacket(this.#encoded)) >= 0) {
      await onPacket(this.#encoded);
      this.#encoded.unref();
    }
  }
}

/** Resampled, stereo, in the encoder's pieces; what is missing before and between is filled with silence. */
function soundChain(samplesBefore: number): string {
  return [
    `aresample=${sampleRate}:async=1:first_pts=${samplesBefore}`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    `asetnsamples=n=${frameSamples}:p=0`,
  ].join(',');
}

function soundStreamOf({ format, stream }: OpenVideo): Stream | null {
  const sound = format.streams[format.findBestStream(AVMEDIA_TYPE_AUDIO)];
  if (sound === undefined || sound.codecpar.codecType !== AVMEDIA_TYPE_AUDIO) return null;
  sound.discard = AVDISCARD_DEFAULT;
  stream.discard = AVDISCARD_ALL;
  return sound;
}

async function openSoundDecoder(stream: Stream): Promise<CodecContext | null> {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) return null;
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(stream.codecpar);
  decoder.pktTimebase = stream.timeBase;
  if ((await decoder.open2(codec, null)) >= 0) return decoder;
  decoder.freeContext();
  return null;
}

async function openSoundEncoder(): Promise<CodecContext | null> {
  const codec = Codec.findEncoderByName(FF_ENCODER_AAC);
  if (codec === null) return null;
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleFormat = AV_SAMPLE_FMT_FLTP;
  encoder.sampleRate = sampleRate;
  encoder.channelLayout = { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: 3n };
  encoder.bitRate = bitRate;
  encoder.timeBase = new Rational(1, sampleRate);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  const options = new Dictionary();
  if ((await encoder.open2(codec, options)) >= 0) return encoder;
  encoder.freeContext();
  return null;
}
