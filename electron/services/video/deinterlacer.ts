import { FilterAPI } from 'node-av/api';
import { AV_FRAME_FLAG_INTERLACED, AV_NOPTS_VALUE, type AVPixelFormat } from 'node-av/constants';
import { avGetPixFmtName, type Frame, Rational } from 'node-av/lib';
import { isCombed } from './isCombed.ts';
import { letOthersIn } from './letOthersIn.ts';
import { type OpenVideo, openVideo } from './openVideo.ts';
import { bitDepthOf } from './videoColour.ts';
import { type DecodedFrame, openDecoder, type VideoDecoder } from './videoDecoder.ts';
import { type SamplePlane, weaveStill } from './weaveStill.ts';

/** Makes whole pictures of frames that consist of two fields. Close when done. */
export interface Deinterlacer {
  /**
   * The frame shown at the time of its first field, all its lines filled; null where it needs nothing: it is
   * progressive, or its fields are of one moment. The frame stays the caller's, the answer is the caller's too.
   */
  deinterlace(frame: Frame): Promise<Frame | null>;
  close(): Promise<void>;
}

/** How long before a frame decoding starts, seconds: enough for the frame before it, then for poor seekers. */
const leadsSec = [0, 1, 4, 12];
/** Frames decoded in vain before a seek counts as gone wrong. */
const longestWay = 2000;

/**
 * Makes a deinterlacer for a video. It opens the file a second time when the first combed frame comes, to decode
 * the frames before and after: only they tell what moved (to be filled from one field) from what stood still (to
 * be kept from both).
 */
export function makeDeinterlacer(path: string): Deinterlacer {
  let own: { video: OpenVideo; decoder: VideoDecoder } | null = null;
  const opened = async (): Promise<{ video: OpenVideo; decoder: VideoDecoder }> => {
    if (own !== null) return own;
    const video = await openVideo(path);
    try {
      own = { video, decoder: await openDecoder(video) };
    } catch (thrown) {
      await video.close();
      throw thrown;
    }
    return own;
  };
  const close = async (): Promise<void> => {
    own?.decoder.close();
    await own?.video.close();
    own = null;
  };
  const framesAround = async (frame: Frame): Promise<Around> => {
    const stated = frame.bestEffortTimestamp;
    if (stated === AV_NOPTS_VALUE) return nothingAround;
    const ticks = Number(stated);
    const { video } = await opened();
    const ticksOf = (sec: number): number => Math.round((sec * video.timeBase.den) / video.timeBase.num);
    const oneFrame = ticksOf(video.frameRate.den / video.frameRate.num);
    for (const leadSec of leadsSec) {
      const { decoder } = await opened();
      if (!(await decoder.seek(ticks - 2 * oneFrame - ticksOf(leadSec)))) break;
      const found = await decodeAround(decoder, ticks);
      if (found?.before) return found;
      found?.after?.free();
    }
    // Near the start, or in a file that cannot seek.
    await close();
    return (await decodeAround((await opened()).decoder, ticks)) ?? nothingAround;
  };
  return {
    async deinterlace(frame) {
      if (!frame.hasFlags(AV_FRAME_FLAG_INTERLACED) || !looksCombed(frame)) return null;
      const around = await framesAround(frame);
      try {
        return await interpolate(around, frame);
      } finally {
        around.before?.free();
        around.after?.free();
      }
    },
    close,
  };
}

function looksCombed(frame: Frame): boolean {
  const [luma] = planesOf(frame);
  // Packed, big-endian or hardware formats are rare enough to be deinterlaced unseen.
  return luma === undefined || isCombed(luma);
}

/** The planes of a frame in a planar YCbCr or grey format; none of another. */
function planesOf(frame: Frame): SamplePlane[] {
  const name = avGetPixFmtName(frame.format as AVPixelFormat) ?? '';
  const format = /^(?:yuvj?a?(4\d\d)p|gray)\d*(?:le)?$/.exec(name);
  if (format === null) return [];
  const bitDepth = bitDepthOf(name);
  const halfWide = ['420', '422'].includes(format[1] ?? '');
  const quarterWide = ['410', '411'].includes(format[1] ?? '');
  const halfHigh = ['420', '440'].includes(format[1] ?? '');
  return (frame.data ?? []).slice(0, 3).flatMap((data, index) => {
    const stride = frame.linesize[index] ?? 0;
    const across = index === 0 ? 1 : quarterWide ? 4 : halfWide ? 2 : 1;
    const down = index === 0 ? 1 : format[1] === '410' ? 4 : halfHigh ? 2 : 1;
    const width = Math.ceil(frame.width / across);
    const height = Math.ceil(frame.height / down);
    return stride > 0 && data.byteLength >= stride * (height - 1) + width
      ? [{ data, stride, width, height, bitDepth }]
      : [];
  });
}

interface Around {
  readonly before: Frame | null;
  readonly after: Frame | null;
}

const nothingAround: Around = { before: null, after: null };

/** Decodes on to a frame; the frames before and after it, or null where the way does not lead to it. */
async function decodeAround(decoder: VideoDecoder, ticks: number): Promise<Around | null> {
  let previous: DecodedFrame | null = null;
  for (let count = 0; count < longestWay; count += 1) {
    if (count % 8 === 7) await letOthersIn();
    const decoded = decoder.next();
    if (decoded === null || decoded.ticks > ticks) {
      decoded?.frame.free();
      break;
    }
    if (decoded.ticks === ticks) {
      decoded.frame.free();
      return { before: previous?.frame ?? null, after: decoder.next()?.frame ?? null };
    }
    previous?.frame.free();
    previous = decoded;
  }
  previous?.frame.free();
  return null;
}

/** Fills the lines of the second field: by motion where there are frames around, else from the lines beside. */
async function interpolate({ before, after }: Around, frame: Frame): Promise<Frame> {
  const alike = (other: Frame | null): Frame[] =>
    other !== null &&
    other.width === frame.width &&
    other.height === frame.height &&
    other.format === frame.format
      ? [other]
      : [];
  const sequence = [...alike(before), frame, ...alike(after)];
  const wanted = alike(before).length;
  const chain = sequence.length > 1 ? 'bwdif=mode=send_frame:deint=all' : 'estdif=mode=frame:deint=all';
  const filter = FilterAPI.create(chain, { graph: { nbThreads: 1 } });
  const outputs: Frame[] = [];
  const collect = async (): Promise<void> => {
    for (;;) {
      const output = await filter.receive();
      if (!output) return;
      outputs.push(output);
    }
  };
  try {
    for (const [index, each] of sequence.entries()) {
      const statedPts = each.pts;
      each.timeBase = new Rational(1, 1000);
      // The filter needs times that rise, whatever the file says.
      each.pts = BigInt(index * 40);
      await filter.process(each);
      each.pts = statedPts;
      await collect();
    }
    await filter.flush();
    await collect();
    const [whole] = outputs.splice(wanted, 1);
    if (whole === undefined) throw new Error('the deinterlacer gave no picture');
    keepStill(frame, sequence, whole);
    return whole;
  } finally {
    for (const output of outputs) output.free();
    filter.close();
  }
}

function keepStill(frame: Frame, sequence: readonly Frame[], whole: Frame): void {
  if (whole.format !== frame.format) return;
  const around = sequence.filter((other) => other !== frame).map(planesOf);
  const filled = planesOf(whole);
  for (const [index, plane] of planesOf(frame).entries()) {
    const target = filled[index];
    const others = around.flatMap((planes) => planes[index] ?? []);
    if (target !== undefined) weaveStill(plane, others, target);
  }
}
