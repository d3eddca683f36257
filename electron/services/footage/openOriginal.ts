import { footageUrl, type PlayableFootage } from '../../../shared/domain/footage.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { openVideo } from '../video/openVideo.ts';
import { proxyReasonOf } from './playableFootage.ts';
import { pictureStartSec, readFootageFacts } from './readFootageFacts.ts';

/**
 * Tells how a media's own file can be played in the window.
 * @throws AppFailure as `openVideo`
 */
export async function openOriginal(mediaId: MediaId, path: string): Promise<PlayableFootage> {
  const video = await openVideo(path);
  try {
    const startSec = pictureStartSec(video);
    const reason = proxyReasonOf(await readFootageFacts(video));
    return reason === null
      ? { kind: 'original', url: footageUrl(mediaId), startSec }
      : { kind: 'needs-proxy', reason };
  } finally {
    await video.close();
  }
}
