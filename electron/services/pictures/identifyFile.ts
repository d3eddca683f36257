import { basename } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { mediaKindOfName } from '../../../shared/domain/mediaFileNames.ts';
import { openVideo } from '../video/openVideo.ts';
import { fileFailure } from './fileFailure.ts';
import { openSource } from './openSource.ts';
import { isStillSignature, isVideoSignature } from './stillSignature.ts';

const headBytes = 4096;

/**
 * Tells a video from a still by what is in the file, not by its name.
 * @throws AppFailure file-not-found | file-unreadable | file-empty | file-broken | file-unsupported |
 *   no-video-stream (sound only, cover pictures included) | picture-too-large | duration-too-long
 */
export async function identifyFile(path: string): Promise<'video' | 'still'> {
  const head = await readHead(path);
  if (isStillSignature(head)) return 'still';
  try {
    const video = await openVideo(path);
    await video.close();
    return 'video';
  } catch (thrown) {
    const failure = fileFailure(thrown, basename(path));
    if (failure.appError.code !== 'file-broken') throw failure;
    throw looksDamaged(path, head)
      ? failure
      : new AppFailure('file-unsupported', failure.appError.details, { cause: thrown });
  }
}

/** Whether a file that nothing opens was meant to be a picture or a video, rather than something else. */
function looksDamaged(path: string, head: Buffer): boolean {
  if (isVideoSignature(head)) return true;
  return mediaKindOfName(basename(path)) !== null && !isText(head);
}

function isText(head: Buffer): boolean {
  const used = head.subarray(0, head.findLastIndex((byte) => byte !== 0) + 1);
  return used.length > 0 && used.every((byte) => byte >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d].includes(byte));
}

/** The first bytes, filled up with zeros. */
async function readHead(path: string): Promise<Buffer> {
  const { file } = await openSource(path);
  try {
    const head = Buffer.alloc(headBytes);
    await file.read(head, 0, headBytes, 0);
    return head;
  } catch (thrown) {
    throw fileFailure(thrown, basename(path));
  } finally {
    await file.close();
  }
}
