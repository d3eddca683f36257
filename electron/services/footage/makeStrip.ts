import { AppFailure } from '../../../shared/contract/appError.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { secondsBetween } from '../video/frameTimeOf.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { openVideo } from '../video/openVideo.ts';
import { makePlaneReader } from '../video/planeReader.ts';
import { lastFrameSec } from '../video/probeVideo.ts';
import { openDecoder } from '../video/videoDecoder.ts';
import { type DrawnStrip, drawStrip } from './drawStrip.ts';
import { makeStripSampler } from './stripSampler.ts';

/**
 * Makes the strip of a video by a decode pass of its own, for one that was imported before there were strips.
 * The same as the import's.
 * @throws AppFailure cancelled | file-broken, and as `openVideo`
 */
export async function makeStrip(
  mediaId: MediaId,
  path: string,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<DrawnStrip> {
  const video = await openVideo(path);
  const decoder = await openDecoder(video).catch(async (thrown: unknown) => {
    await video.close();
    throw thrown;
  });
  const sampler = makeStripSampler(video);
  const planes = makePlaneReader(video.fileName);
  let frameCount = 0;
  let firstTicks = 0;
  let durationSec = 0;
  try {
    for (;;) {
      if (signal.aborted) throw new AppFailure('cancelled', { fileName: video.fileName });
      const decoded = decoder.next();
      if (decoded === null) break;
      if (frameCount === 0) firstTicks = decoded.ticks;
      try {
        sampler.add(decoded, frameCount, planes.read(decoded.frame));
      } finally {
        decoded.frame.free();
      }
      frameCount += 1;
      const shownSec = secondsBetween(firstTicks, decoded.ticks, video);
      durationSec = shownSec + lastFrameSec(video, decoded.durationTicks);
      const total = video.declaredDurationSec;
      if (total !== null && total > 0) onProgress(Math.min(0.98, shownSec / total));
      if (frameCount % 2 === 0) await letOthersIn();
    }
    const samples = sampler.samples();
    if (samples === null) {
      throw new AppFailure('file-broken', { fileName: video.fileName, reason: 'no frame decodes' });
    }
    const drawn = await drawStrip(samples, { mediaId, durationSec, frameCount });
    onProgress(1);
    return drawn;
  } finally {
    sampler.close();
    planes.close();
    decoder.close();
    await video.close();
  }
}
