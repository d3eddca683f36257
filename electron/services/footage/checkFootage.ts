import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { fileFailure } from '../pictures/fileFailure.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';

/** Makes sure that a place holds a media, before anything is shown as that media. */
export interface FootageChecker {
  /**
   * @param path where the media was last seen; undefined where nobody knows
   * @param content what lies there if it is right: the media itself, or a file that stands in for it
   * @returns the path
   * @throws AppFailure file-not-found (gone, unknown, or another file in its place), and as `fingerprintFile`
   */
  check(mediaId: MediaId, path: string | undefined, content?: string): Promise<string>;
}

/** Files that were checked are not read again while their size and time of change stay. */
export function makeFootageChecker(): FootageChecker {
  const checked = new Map<MediaId, string>();

  return {
    check: async (mediaId, path, content = mediaId) => {
      if (path === undefined)
        throw new AppFailure('file-not-found', { reason: 'never seen in this library' });
      const fileName = basename(path);
      const { size, mtimeMs, ino } = await stat(path).catch((thrown: unknown) => {
        throw fileFailure(thrown, fileName);
      });
      const state = JSON.stringify([path, size, mtimeMs, ino, content]);
      if (checked.get(mediaId) === state) return path;
      const found = await fingerprintFile(path);
      if (found.mediaId !== content) {
        throw new AppFailure('file-not-found', { fileName, reason: 'another file is in its place' });
      }
      checked.set(mediaId, state);
      return path;
    },
  };
}
