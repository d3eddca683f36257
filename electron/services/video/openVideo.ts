import { basename } from 'node:path';
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PKT_DATA_FRAME_CROPPING,
  AVDISCARD_ALL,
  AVFMT_FLAG_GENPTS,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { Dictionary, FFmpegError, FormatContext, InputFormat, type Stream } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { Rational } from '../../../shared/domain/frame.ts';
import { fileFailure } from '../pictures/fileFailure.ts';
import { openSource } from '../pictures/openSource.ts';
import { declaredFrameRate } from './declaredFrameRate.ts';
import {
  type Cropping,
  type DisplayGeometry,
  displayGeometry,
  readCropping,
  readDisplayMatrix,
  sanePixelAspect,
} from './displayGeometry.ts';
import { quietFfmpeg } from './quietFfmpeg.ts';
import { readableContainers } from './readableContainers.ts';
import { startTimecodeOf } from './startTimecodeOf.ts';
import { checkDuration, checkPictureSize } from './videoLimits.ts';

/** Bytes by which a container is told where the file's name misleads. */
const probedBytes = 64 * 1024;

/** A video file with its demuxer open at the start. Close it when done. */
export interface OpenVideo {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly format: FormatContext;
  readonly stream: Stream;
  readonly timeBase: Rational;
  /** Frames a second as the file declares them, exact. */
  readonly frameRate: Rational;
  /** Timecode of the first frame as the file carries it ("01:00:00;00" is drop frame); null where it has none. */
  readonly startTimecode: string | null;
  readonly pixelAspect: Rational;
  /** To be cut off frames of the stream's own size. */
  readonly cropping: Cropping;
  readonly geometry: DisplayGeometry;
  readonly hasAudio: boolean;
  /** Seconds as the header declares them, of the whole file if need be; null where it does not. */
  readonly declaredDurationSec: number | null;
  /** Seconds from the first to the end of the last frame as declared of the picture itself; null where not. */
  readonly pictureDurationSec: number | null;
  close(): Promise<void>;
}

/**
 * Opens a video file and finds its picture stream.
 * @throws AppFailure file-not-found | file-unreadable | file-empty | file-broken | file-unsupported |
 *   no-video-stream | picture-too-large | duration-too-long
 */
export async function openVideo(path: string): Promise<OpenVideo> {
  const { sizeBytes, head } = await inspectFile(path);
  const fileName = basename(path);
  quietFfmpeg();
  const format = new FormatContext();
  const close = async (): Promise<void> => {
    await format.closeInput();
  };
  try {
    let opened = await openContainer(format, path, null);
    // A misleading extension can outweigh a weak signature.
    if (opened < 0) {
      const byContent = InputFormat.probe(head);
      if (byContent !== null && isReadable(byContent)) opened = await openContainer(format, path, byContent);
    }
    if (opened < 0) throw new AppFailure('file-broken', { fileName, reason: FFmpegError.strerror(opened) });
    const described = await format.findStreamInfo();
    if (described < 0) {
      throw new AppFailure('file-broken', { fileName, reason: FFmpegError.strerror(described) });
    }
    // These containers do not say when B-frames are shown; FFmpeg works it out from the packets that follow.
    if (['avi', 'mpeg'].includes(format.iformat?.name ?? '')) format.setFlags(AVFMT_FLAG_GENPTS);
    return { ...(await describe(format, path, fileName, sizeBytes)), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function inspectFile(path: string): Promise<{ sizeBytes: number; head: Buffer }> {
  const { file, sizeBytes } = await openSource(path);
  try {
    const head = Buffer.alloc(Math.min(sizeBytes, probedBytes));
    await file.read(head, 0, head.length, 0);
    return { sizeBytes, head };
  } catch (thrown) {
    throw fileFailure(thrown, basename(path));
  } finally {
    await file.close();
  }
}

function isReadable(container: InputFormat): boolean {
  const readable = new Set(readableContainers.split(','));
  return (container.name ?? '').split(',').some((name) => readable.has(name));
}

/** Opens with FFmpeg; a negative code where that fails. Only the file itself is ever opened. */
async function openContainer(
  format: FormatContext,
  path: string,
  container: InputFormat | null,
): Promise<number> {
  const options = Dictionary.fromObject({ format_whitelist: readableContainers, protocol_whitelist: 'file' });
  try {
    return await format.openInput(`file:${path}`, container, options);
  } finally {
    options.free();
  }
}

async function describe(
  format: FormatContext,
  path: string,
  fileName: string,
  sizeBytes: number,
): Promise<Omit<OpenVideo, 'close'>> {
  const stream = pictureStreamOf(format);
  if (stream === null) {
    throw format.streams.length > 0
      ? new AppFailure('no-video-stream', { fileName })
      : new AppFailure('file-broken', { fileName, reason: 'no streams' });
  }
  for (const other of format.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
  const { width, height } = stream.codecpar;
  if (width <= 0 || height <= 0) {
    throw new AppFailure('file-broken', { fileName, reason: 'picture size unknown' });
  }
  const declaredDurationSec = declaredDuration(format, stream);
  checkDuration(fileName, declaredDurationSec ?? 0);
  const pixelAspect = pixelAspectOf(stream);
  const orientation = readDisplayMatrix(stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX));
  const cropping = readCropping(stream.codecpar.getCodedSideData(AV_PKT_DATA_FRAME_CROPPING), width, height);
  const geometry = displayGeometry(
    width - cropping.left - cropping.right,
    height - cropping.top - cropping.bottom,
    pixelAspect,
    orientation,
  );
  checkPictureSize(fileName, width, height);
  checkPictureSize(fileName, geometry.displayWidth, geometry.displayHeight);
  return {
    path,
    fileName,
    sizeBytes,
    format,
    stream,
    timeBase: plain(stream.timeBase),
    frameRate: declaredFrameRate(stream),
    startTimecode: await startTimecodeOf(format, stream, path),
    pixelAspect,
    cropping,
    geometry,
    hasAudio: format.streams.some((other) => other.codecpar.codecType === AVMEDIA_TYPE_AUDIO),
    declaredDurationSec,
    pictureDurationSec: pictureDuration(stream),
  };
}

/** The best picture stream that is not a cover picture. */
function pictureStreamOf(format: FormatContext): Stream | null {
  const isPicture = (stream: Stream | undefined): stream is Stream =>
    stream !== undefined &&
    stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO &&
    !stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC);
  const best = format.streams[format.findBestStream(AVMEDIA_TYPE_VIDEO)];
  return isPicture(best) ? best : (format.streams.find(isPicture) ?? null);
}

function plain({ num, den }: Rational): Rational {
  return { num, den };
}

function pixelAspectOf(stream: Stream): Rational {
  const ofContainer = plain(stream.sampleAspectRatio);
  return sanePixelAspect(
    ofContainer.num > 0 && ofContainer.den > 0 ? ofContainer : plain(stream.codecpar.sampleAspectRatio),
  );
}

function declaredDuration(format: FormatContext, stream: Stream): number | null {
  return (
    pictureDuration(stream) ??
    (format.duration !== AV_NOPTS_VALUE && format.duration > 0n ? Number(format.duration) / 1e6 : null)
  );
}

/** From the stream's own header, or from Matroska's tag, which counts from 0 rather than from the first frame. */
function pictureDuration(stream: Stream): number | null {
  const secondsOf = (ticks: bigint): number =>
    ticks === AV_NOPTS_VALUE ? 0 : (Number(ticks) * stream.timeBase.num) / stream.timeBase.den;
  if (secondsOf(stream.duration) > 0) return secondsOf(stream.duration);
  const tag = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(stream.metadata?.get('DURATION') ?? '');
  if (tag === null) return null;
  const [, hours, minutes, seconds] = tag;
  const endSec = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return Math.max(0, endSec - secondsOf(stream.startTime));
}
