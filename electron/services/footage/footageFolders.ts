import { join } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { mediaIdSchema } from '../../../shared/domain/ids.ts';

/** Where what is made of a film for looking at it lies, beside the frame store. All of it can be made again. */
export interface FootageFolders {
  /** `<mediaId>.mp4` */
  readonly proxies: string;
  /** `<mediaId>.json` and `<mediaId>.webp` */
  readonly strips: string;
  /** `<mediaId>-<frameIndex>.jpg` */
  readonly views: string;
}

/** @param dataFolder that of the app */
export function footageFolders(dataFolder: string): FootageFolders {
  return {
    proxies: join(dataFolder, 'proxies'),
    strips: join(dataFolder, 'strips'),
    views: join(dataFolder, 'views'),
  };
}

/** @throws AppFailure invalid-input: no path is ever built from anything but a media id */
export function proxyPath(folder: string, mediaId: string): string {
  return join(folder, `${checkedId(mediaId)}.mp4`);
}

/** The sprite, or the data beside it. @throws AppFailure as {@link proxyPath} */
export function stripPath(folder: string, mediaId: string, part: 'sprite' | 'data'): string {
  return join(folder, `${checkedId(mediaId)}.${part === 'sprite' ? 'webp' : 'json'}`);
}

/** @throws AppFailure as {@link proxyPath} */
export function viewPath(folder: string, mediaId: string, frameIndex: number): string {
  if (!Number.isSafeInteger(frameIndex) || frameIndex < 0) {
    throw new AppFailure('invalid-input', { reason: 'not a frame number' });
  }
  return join(folder, `${checkedId(mediaId)}-${frameIndex}.jpg`);
}

function checkedId(mediaId: string): string {
  const checked = mediaIdSchema.safeParse(mediaId);
  if (!checked.success) throw new AppFailure('invalid-input', { reason: 'not a media id' });
  return checked.data;
}
