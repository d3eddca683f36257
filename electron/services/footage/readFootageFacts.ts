import {
  AV_FIELD_PROGRESSIVE,
  AV_FIELD_UNKNOWN,
  AV_FRAME_FLAG_INTERLACED,
  AV_NOPTS_VALUE,
  AV_OPT_TYPE_INT,
  AVMEDIA_TYPE_AUDIO,
  type AVPixelFormat,
} from 'node-av/constants';
import { avGetCodecName, avGetPixFmtName, Codec, CodecContext, type Stream } from 'node-av/lib';
import type { OpenVideo } from '../video/openVideo.ts';
import { describeColour } from '../video/videoColour.ts';
import { openDecoder } from '../video/videoDecoder.ts';
import type { FootageFacts } from './playableFootage.ts';

/** A freshly opened video's facts. Its demuxer stands after the first frames afterwards. */
export async function readFootageFacts(video: OpenVideo): Promise<FootageFacts> {
  const { stream, geometry } = video;
  const { codecpar } = stream;
  const pixelFormat = avGetPixFmtName(codecpar.format as AVPixelFormat) ?? 'unknown';
  const colour = describeColour(codecpar, pixelFormat);
  return {
    container: video.format.iformat?.name ?? 'unknown',
    codec: avGetCodecName(codecpar.codecId) ?? 'unknown',
    profile: codecpar.profile,
    pixelFormat,
    bitDepth: colour.bitDepth,
    matrix: colour.matrix,
    primaries: colour.primaries,
    transfer: colour.transfer,
    interlaced: await isInterlaced(video),
    rotation: geometry.rotation,
    mirrored: geometry.mirrored,
    width: codecpar.width,
    height: codecpar.height,
    sound: soundCodecOf(video),
    startSec: startSecOf(stream),
    frameSec: video.frameRate.den / video.frameRate.num,
  };
}

/** Whether the header or the first frame says that pictures are made of two fields. */
async function isInterlaced(video: OpenVideo): Promise<boolean> {
  const order = fieldOrderOf(video.stream);
  if (order !== AV_FIELD_UNKNOWN && order !== AV_FIELD_PROGRESSIVE) return true;
  const decoder = await openDecoder(video);
  try {
    const first = decoder.next();
    const flagged = first?.frame.hasFlags(AV_FRAME_FLAG_INTERLACED) === true;
    first?.frame.free();
    return flagged;
  } finally {
    decoder.close();
  }
}

/** Codecs of which some frames may be interlaced whatever the first one is. */
const mixedCodecs: ReadonlySet<string> = new Set(['mpeg2video', 'h264', 'vc1', 'dvvideo']);

/** Whether any frame may consist of two fields, as far as can be told without decoding all. */
export async function mayBeInterlaced(video: OpenVideo): Promise<boolean> {
  return mixedCodecs.has(avGetCodecName(video.stream.codecpar.codecId) ?? '') || isInterlaced(video);
}

/** The binding tells the field order only through a codec context. */
function fieldOrderOf({ codecpar }: Stream): number {
  const codec = Codec.findDecoder(codecpar.codecId);
  if (codec === null) return AV_FIELD_UNKNOWN;
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(codecpar);
  const order = context.getOption('field_order', AV_OPT_TYPE_INT) ?? AV_FIELD_UNKNOWN;
  context.freeContext();
  return order;
}

function startSecOf({ startTime, timeBase }: Stream): number | null {
  return startTime === AV_NOPTS_VALUE ? null : (Number(startTime) * timeBase.num) / timeBase.den;
}

function soundCodecOf({ format }: OpenVideo): string | null {
  const sound = format.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO);
  return sound === undefined ? null : (avGetCodecName(sound.codecpar.codecId) ?? 'unknown');
}
