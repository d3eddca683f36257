import { openVideo } from '../video/openVideo.ts';
import { videoWork } from './workPace.ts';

/** Headers that are read before their turn; the rest are guessed by these. */
const mostSurveyed = 60;

/** What a header says of the work a video is; null where it is silent. */
async function videoPixels(path: string): Promise<number | null> {
  const video = await openVideo(path);
  try {
    const { width, height } = video.stream.codecpar;
    const { num, den } = video.frameRate;
    const frames = video.declaredDurationSec === null ? 0 : (video.declaredDurationSec * num) / den;
    return frames > 0 ? videoWork(frames, width, height) : null;
  } finally {
    await video.close();
  }
}

/**
 * Reads the headers of videos that wait, one after the other, so that progress knows early how much there is to
 * do. What cannot be read is left to its turn.
 * @param isWanted false once a video's turn has come, or everything stops
 * @param found told how much work the video at an index is
 */
export async function surveyVideos(
  videos: readonly { readonly index: number; readonly path: string }[],
  isWanted: (index: number) => boolean,
  found: (index: number, pixels: number) => void,
): Promise<void> {
  for (const { index, path } of videos.slice(0, mostSurveyed)) {
    const pixels = isWanted(index) ? await videoPixels(path).catch(() => null) : null;
    if (pixels !== null && isWanted(index)) found(index, pixels);
  }
}
