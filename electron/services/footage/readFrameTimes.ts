import type { FootageTimes } from '../../../shared/domain/footage.ts';
import { secondsBetween } from '../video/frameTimeOf.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { type OpenVideo, openVideo } from '../video/openVideo.ts';
import { readPresentationIndex } from '../video/presentationIndex.ts';
import { lastFrameSec } from '../video/probeVideo.ts';
import { openDecoder } from '../video/videoDecoder.ts';

/** Presentation times of all frames in ticks, and how long the last is shown (0 where unknown). */
interface Ticks {
  readonly ticks: Float64Array;
  readonly lastDurationTicks: number;
}

/**
 * The times of all frames: from the packets where they can be trusted for it, else by decoding the file through.
 * @throws AppFailure as `openVideo`
 */
export async function readFrameTimes(path: string): Promise<FootageTimes> {
  const video = await openVideo(path);
  try {
    const index = await readPresentationIndex(video);
    return timesOf(video, index.trustworthy ? index : await countFrames(path));
  } finally {
    await video.close();
  }
}

/** @param ticks rising */
function timesOf(video: OpenVideo, { ticks, lastDurationTicks }: Ticks): FootageTimes {
  const first = ticks[0] ?? 0;
  const timesSec = Float64Array.from(ticks, (each) => secondsBetween(first, each, video));
  return {
    timesSec,
    ticks: Float64Array.from(ticks),
    timeBase: video.timeBase,
    durationSec: ticks.length === 0 ? 0 : (timesSec.at(-1) ?? 0) + lastFrameSec(video, lastDurationTicks),
    frameRate: video.frameRate,
  };
}

async function countFrames(path: string): Promise<Ticks> {
  const video = await openVideo(path);
  const decoder = await openDecoder(video);
  const ticks: number[] = [];
  let lastDurationTicks = 0;
  try {
    for (;;) {
      const decoded = decoder.next();
      if (decoded === null) break;
      ticks.push(decoded.ticks);
      lastDurationTicks = decoded.durationTicks;
      decoded.frame.free();
      if (ticks.length % 4 === 0) await letOthersIn();
    }
    return { ticks: Float64Array.from(ticks), lastDurationTicks };
  } finally {
    decoder.close();
    await video.close();
  }
}
