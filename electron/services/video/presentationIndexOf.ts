import { stat } from 'node:fs/promises';
import { fileFailure } from '../pictures/fileFailure.ts';
import type { OpenVideo } from './openVideo.ts';
import { type PresentationIndex, readPresentationIndex } from './presentationIndex.ts';

/** Files whose index is remembered; a two-hour film takes about 1.5 MB. */
const remembered = 8;
const known = new Map<string, Promise<PresentationIndex>>();

/**
 * The index of a freshly opened video, remembered for the files asked for last, since reading it means reading
 * the whole file. A file that was written to since counts as another. The demuxer is left anywhere.
 * @throws AppFailure file-not-found | file-unreadable where the file has gone
 */
export async function presentationIndexOf(video: OpenVideo): Promise<PresentationIndex> {
  const { mtimeMs, size } = await stat(video.path).catch((thrown: unknown) => {
    throw fileFailure(thrown, video.fileName);
  });
  const key = `${video.path}\n${size}\n${mtimeMs}`;
  const found = known.get(key);
  known.delete(key);
  const index = found ?? readPresentationIndex(video);
  known.set(key, index);
  for (const oldest of known.keys()) {
    if (known.size <= remembered) break;
    known.delete(oldest);
  }
  try {
    return await index;
  } catch (thrown) {
    known.delete(key);
    throw thrown;
  }
}
