import type { Packet } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { secondsBetween } from '../video/frameTimeOf.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { type OpenVideo, openVideo } from '../video/openVideo.ts';
import { lastFrameSec } from '../video/probeVideo.ts';
import { type DecodedFrame, openDecoder, type VideoDecoder } from '../video/videoDecoder.ts';
import { createMp4 } from './mp4Writer.ts';
import { openProxyPicture } from './proxyPicture.ts';
import { openProxySound } from './proxySound.ts';
import { mayBeInterlaced } from './readFootageFacts.ts';

export interface EncodeProxyOptions {
  readonly signal: AbortSignal;
  /** 0-1, never falling. */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Encodes a video for playing in the window: H.264 in MP4, as many frames at the same times as the source has,
 * the first at 0. Writes to `targetPath` directly; on any failure what is there is half a file.
 * @throws AppFailure cancelled | disk-full | write-failed, and as `openVideo`
 */
export async function encodeProxy(
  path: string,
  targetPath: string,
  options: EncodeProxyOptions,
): Promise<void> {
  // Looking at the first frame moves the demuxer on; the encoding begins with a fresh one.
  const interlaced = await withVideo(path, mayBeInterlaced);
  await withVideo(path, async (video) => {
    const decoder = await openDecoder(video);
    try {
      const first = decoder.next();
      if (first === null) {
        throw new AppFailure('file-broken', { fileName: video.fileName, reason: 'no frame decodes' });
      }
      await encode({ video, decoder, interlaced, targetPath }, first, options);
    } finally {
      decoder.close();
    }
  });
  options.onProgress(1);
}

interface ProxySource {
  readonly video: OpenVideo;
  readonly decoder: VideoDecoder;
  readonly interlaced: boolean;
  readonly targetPath: string;
}

async function encode(
  { video, decoder, interlaced, targetPath }: ProxySource,
  first: DecodedFrame,
  { signal, onProgress }: EncodeProxyOptions,
): Promise<void> {
  /** What is to be closed, the last opened first. */
  const opened: (() => Promise<void> | void)[] = [];
  /** The frame not handed on yet. */
  let decoded: DecodedFrame | null = first;
  try {
    const sound = await openProxySound(video.path, secondsBetween(0, first.ticks, video));
    if (sound !== null) opened.unshift(() => sound.close());
    const picture = await openProxyPicture(video, interlaced);
    opened.unshift(() => picture.close());
    const writer = await createMp4(targetPath);
    opened.unshift(() => writer.close());
    const pictureStream = writer.addStream(picture.encoder);
    const soundStream = sound === null ? null : writer.addStream(sound.encoder);
    await writer.begin();
    const writePicture = (packet: Packet): Promise<void> =>
      writer.write(packet, picture.encoder, pictureStream);
    const writeSound = async (packet: Packet): Promise<void> => {
      if (sound !== null && soundStream !== null) await writer.write(packet, sound.encoder, soundStream);
    };

    const totalSec = video.declaredDurationSec ?? 0;
    let lastSec = 0;
    let lastTicks = 0;
    while (decoded !== null) {
      if (signal.aborted) throw new AppFailure('cancelled', { fileName: video.fileName });
      lastTicks = decoded.durationTicks;
      lastSec = secondsBetween(first.ticks, decoded.ticks, video);
      // Converted and encoded in FFmpeg's own threads while the next frame is decoded here.
      const encoding = picture.push(decoded, writePicture);
      decoded = null;
      encoding.catch(() => undefined);
      await letOthersIn();
      decoded = decoder.next();
      await encoding;
      await sound?.advance(lastSec, writeSound);
      if (totalSec > 0) onProgress(Math.min(0.999, lastSec / totalSec));
    }
    const lastForSec = lastFrameSec(video, lastTicks);
    await picture.finish(Math.round((lastForSec * video.timeBase.den) / video.timeBase.num), writePicture);
    await sound?.finish(lastSec + lastForSec, writeSound);
    await writer.finish();
  } finally {
    decoded?.frame.free();
    for (const close of opened) await close();
  }
}

async function withVideo<T>(path: string, work: (video: OpenVideo) => Promise<T>): Promise<T> {
  const video = await openVideo(path);
  try {
    return await work(video);
  } finally {
    await video.close();
  }
}
