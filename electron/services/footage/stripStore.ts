import { access, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FootageStrip, footageStripSchema } from '../../../shared/domain/footageStrip.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { writeAtomically } from '../import/writeAtomically.ts';
import { type BoundedFolder, openBoundedFolder } from './boundedFolder.ts';
import type { DrawnStrip } from './drawStrip.ts';
import { stripPath } from './footageFolders.ts';

/** What strips may weigh together, bytes: those of some ten thousand videos. */
const mostStripBytes = 4 * 1024 ** 3;

/** Strips on disk: a sprite and its data for each media. */
export interface StripStore extends Pick<BoundedFolder, 'prune'> {
  /** Null where there is none, or none that can be read. */
  find(mediaId: MediaId): Promise<FootageStrip | null>;
  /** The data comes last: where it is, the sprite is. @throws AppFailure disk-full | write-failed */
  put(drawn: DrawnStrip): Promise<void>;
}

export async function openStripStore(folder: string): Promise<StripStore> {
  const files = await openBoundedFolder(folder, mostStripBytes);

  return {
    prune: files.prune,
    find: async (mediaId) => {
      try {
        const text = await readFile(stripPath(folder, mediaId, 'data'), 'utf8');
        const strip = footageStripSchema.parse(JSON.parse(text));
        const sprite = stripPath(folder, mediaId, 'sprite');
        await access(sprite);
        await files.touch(basename(sprite));
        return strip;
      } catch {
        return null;
      }
    },
    put: async ({ strip, sprite }) => {
      const data = stripPath(folder, strip.mediaId, 'data');
      // The data of an earlier sprite would not fit the new one.
      await rm(data, { force: true });
      await writeAtomically(stripPath(folder, strip.mediaId, 'sprite'), sprite);
      await writeAtomically(data, JSON.stringify(strip));
      await files.bound(basename(data));
    },
  };
}
