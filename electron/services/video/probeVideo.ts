import type { AVPixelFormat } from 'node-av/constants';
import { avGetCodecName, avGetPixFmtName } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { VideoProbe } from '../../../shared/domain/media.ts';
import { secondsBetween } from './frameTimeOf.ts';
import { type OpenVideo, openVideo } from './openVideo.ts';
import { type PresentationIndex, readPresentationIndex } from './presentationIndex.ts';
import { describeColour } from './videoColour.ts';

/** Larger files are not read through just to count their frames where their header says how many there are. */
const countedFileBytes = 1024 ** 3;

/**
 * Reads what a video file says of itself: exact rational rates, display size after pixel aspect and rotation,
 * colour, start time. Frames are counted from the packets, except in files above 1 GiB whose header counts them.
 * @throws AppFailure as {@link openVideo}, and file-broken where no packet can be read; cancelled
 */
export async function probeVideo(path: string, signal?: AbortSignal): Promise<VideoProbe> {
  const video = await openVideo(path);
  try {
    const declared = declaredExtent(video);
    if (video.sizeBytes > countedFileBytes && declared !== null && declared.isCounted) {
      return describeVideo(video, declared);
    }
    return await measuredProbe(video, signal);
  } finally {
    await video.close();
  }
}

/**
 * Reads only a video's header: at once, however large the file is. Frames and duration are as declared, and may be
 * off by what the header leaves out; where it is silent about them the packets are read, as {@link probeVideo} does.
 * @throws AppFailure as {@link probeVideo}
 */
export async function probeVideoHeader(path: string, signal?: AbortSignal): Promise<VideoProbe> {
  const video = await openVideo(path);
  try {
    const declared = declaredExtent(video);
    return declared === null ? await measuredProbe(video, signal) : describeVideo(video, declared);
  } finally {
    await video.close();
  }
}

async function measuredProbe(video: OpenVideo, signal: AbortSignal | undefined): Promise<VideoProbe> {
  const index = await readPresentationIndex(video, signal);
  if (index.ticks.length === 0) {
    throw new AppFailure('file-broken', { fileName: video.fileName, reason: 'no pictures in it' });
  }
  return describeVideo(video, measuredExtent(video, index));
}

/** Null where the header does not say how long the video is. */
function declaredExtent(video: OpenVideo): (VideoExtent & { readonly isCounted: boolean }) | null {
  const { declaredDurationSec: durationSec, frameRate, stream } = video;
  if (durationSec === null || durationSec <= 0) return null;
  const counted = Number(stream.nbFrames);
  const frameCount = counted > 0 ? counted : Math.round((durationSec * frameRate.num) / frameRate.den);
  return { frameCount, durationSec, startTicks: declaredStartTicks(video), isCounted: counted > 0 };
}

/** How long a video is and where it starts. */
export interface VideoExtent {
  readonly frameCount: number;
  readonly durationSec: number;
  /** Presentation time of the first frame, in the stream's time base. */
  readonly startTicks: number;
}

function measuredExtent(video: OpenVideo, index: PresentationIndex): VideoExtent {
  const startTicks = index.ticks[0] ?? 0;
  const lastTicks = index.ticks[index.ticks.length - 1] ?? startTicks;
  const frameCount = index.ticks.length;
  return {
    frameCount,
    durationSec: secondsBetween(startTicks, lastTicks, video) + lastFrameSec(video, index.lastDurationTicks),
    startTicks,
  };
}

/** How long the last frame is shown, in seconds: as its packet says, else one frame at the declared rate. */
export function lastFrameSec(video: OpenVideo, durationTicks: number): number {
  return durationTicks > 0
    ? secondsBetween(0, durationTicks, video)
    : video.frameRate.den / video.frameRate.num;
}

/** The start that the header declares, in ticks; 0 where it is silent. */
export function declaredStartTicks(video: OpenVideo): number {
  const start = Number(video.stream.startTime);
  return Number.isSafeInteger(start) ? start : 0;
}

/** Puts together what the header says with what was measured. */
export function describeVideo(video: OpenVideo, extent: VideoExtent): VideoProbe {
  const { stream, geometry } = video;
  const { codecpar } = stream;
  return {
    durationSec: extent.durationSec,
    frameCount: extent.frameCount,
    frameRate: video.frameRate,
    width: codecpar.width,
    height: codecpar.height,
    displayWidth: geometry.displayWidth,
    displayHeight: geometry.displayHeight,
    rotation: geometry.rotation,
    pixelAspect: video.pixelAspect,
    codec: avGetCodecName(codecpar.codecId) ?? 'unknown',
    container: video.format.iformat?.name ?? 'unknown',
    colour: describeColour(
      {
        colorSpace: codecpar.colorSpace,
        colorPrimaries: codecpar.colorPrimaries,
        colorTrc: codecpar.colorTrc,
        colorRange: codecpar.colorRange,
      },
      avGetPixFmtName(codecpar.format as AVPixelFormat) ?? 'unknown',
    ),
    timeBase: video.timeBase,
    startSec: secondsBetween(0, extent.startTicks, video),
    hasAudio: video.hasAudio,
    ...(video.startTimecode === null
      ? {}
      : { startTimecode: video.startTimecode, dropFrame: video.startTimecode.includes(';') }),
  };
}
