import { basename } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { analyseVideo } from './analyseVideo.ts';
import type { TimedPicture } from './frameAt.ts';

/**
 * The representative frame of a video's first shot; decoding stops there.
 * @throws AppFailure as `analyseVideo`
 */
export async function firstShotPicture(path: string): Promise<TimedPicture> {
  const stop = new AbortController();
  let first: TimedPicture | null = null;
  await analyseVideo(path, {
    signal: stop.signal,
    onProgress: () => undefined,
    onShot: (_shot, representative) => {
      first ??= representative;
      stop.abort();
    },
  });
  if (first === null) {
    throw new AppFailure('file-broken', { fileName: basename(path), reason: 'no shot has a frame' });
  }
  return first;
}
