import { AppFailure } from '../../../shared/contract/appError.ts';
import { secondsBetween } from '../video/frameTimeOf.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { openVideo } from '../video/openVideo.ts';
import { lastFrameSec } from '../video/probeVideo.ts';
import { openDecoder } from '../video/videoDecoder.ts';
import { createMp4 } from './mp4Writer.ts';
import { openProxyPicture } from './proxyPicture.ts';
import { openProxySound } from './proxySound.ts';
import { isInterlaced } from './readFootageFacts.ts';

export interface EncodeProxyOptions {
  readonly signal: AbortSignal;
  /** 0-1, never falling. */
  onProgress(fraction: number): void;
}

/**
 * Encodes a video for playing in the window: H.264 in MP4, as many frames at the same times as the source has,
 * the first at 0. Writes to `targetPath` directly; on any failure what is there is half a file.
 * @throws AppFailure cancelled | disk-full | write-failed, and as `openVideo`
 */
export async function encodeProxy(
  path: string,
  targetPath: string,
  { signal, onProgress }: EncodeProxyOptions,
): Promise<void> {
  const interlaced = await withVideo(path, isInterlaced);
  await withVideo(path, async (video) => {
    const decoder = await openDecoder(video);
    const first = decoder.next();
    if (first === null) {
      decoder.close();
      throw new AppFailure('file-broken', { fileName: video.fileName, reason: 'no frame decodes' });
    }
    const sound = await openProxySound(path, secondsBetween(0, first.ticks, video));
    const picture = await openProxyPicture(video, interlaced);
    const writer = await createMp4(targetPath).catch(async (thrown: unknown) => {
      first.frame.free();
      picture.close();
      await sound?.close();
      decoder.close();
      throw thrown;
    });
    try {
      const pictureStream = writer.addStream(picture.encoder);
      const soundStream = sound === null ? null : writer.addStream(sound.encoder);
      await writer.begin();
      const writePicture = (packet: Parameters<typeof writer.write>[0]): Promise<void> =>
        writer.write(packet, picture.encoder, pictureStream);
      const writeSound = async (packet: Parameters<typeof writer.write>[0]): Promise<void> => {
        if (sound !== null && soundStream !== null) await writer.write(packet, sound.encoder, soundStream);
      };

      const firstTicks = first.ticks;
      let lastSec = 0;
      let lastTicks = 0;
      let decoded: typeof first | null = first;
      while (decoded !== null) {
        if (signal.aborted) {
          decoded.frame.free();
          throw new AppFailure('cancelled', { fileName: video.fileName });
        }
        lastTicks = decoded.durationTicks;
        lastSec = secondsBetween(firstTicks, decoded.ticks, video);
        // Converted and encoded in FFmpeg's own threads while the next frame is decoded here.
        const encoding = picture.push(decoded, writePicture);
        encoding.catch(() => undefined);
        await letOthersIn();
        decoded = decoder.next();
        try {
          await encoding;
          await sound?.advance(lastSec, writeSound);
        } catch (thrown) {
          decoded?.frame.free();
          throw thrown;
        }
        const total = video.declaredDurationSec;
        if (total !== null && total > 0) onProgress(Math.min(0.999, lastSec / total));
      }
      const lastFor = lastFrameSec(video, lastTicks);
      await picture.finish(Math.round((lastFor * video.timeBase.den) / video.timeBase.num), writePicture);
      await sound?.finish(lastSec + lastFor, writeSound);
      await writer.finish();
    } finally {
      await writer.close();
      picture.close();
      await sound?.close();
      decoder.close();
    }
  });
  onProgress(1);
}

async function withVideo<T>(
  path: string,
  use: (video: Awaited<ReturnType<typeof openVideo>>) => Promise<T>,
): Promise<T> {
  const video = await openVideo(path);
  try {
    return await use(video);
  } finally {
    await video.close();
  }
}
