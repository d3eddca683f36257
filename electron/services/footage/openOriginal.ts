import { footageUrl, type PlayableFootage } from '../../../shared/domain/footage.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { openVideo } from '../video/openVideo.ts';
import { proxyReasonOf } from './playableFootage.ts';
import { readFootageFacts } from './readFootageFacts.ts';

/**
 * Tells how a media's own file can be played in the window.
 * @throws AppFailure as `openVideo`
 */
export async function openOriginal(mediaId: MediaId, path: string): Promise<PlayableFootage> {
  const video = await openVideo(path);
  try {
    const facts = await readFootageFacts(video);
    const reason = proxyReasonOf(facts);
    // Chromium's clock is the container's own; it does not begin with the first frame.
    return reason === null
      ? { kind: 'original', url: footageUrl(mediaId), startSec: facts.startSec ?? 0 }
      : { kind: 'needs-proxy', reason };
  } finally {
    await video.close();
  }
}
