import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { writeFailure } from '../frame-store/frameStore.ts';
import { type BoundedFolder, openBoundedFolder } from './boundedFolder.ts';
import { type EncodeProxyOptions, encodeProxy } from './encodeProxy.ts';
import { proxyPath } from './footageFolders.ts';

/**
 * What proxies may weigh together, bytes; the one last used longest ago goes first. At some 3 Mbit/s that is
 * thirty hours of film.
 */
const mostProxyBytes = 40 * 1024 ** 3;

/** Proxies on disk, one a media. */
export interface ProxyStore extends Pick<BoundedFolder, 'prune'> {
  /** Whether there is one; it counts as used now. */
  has(mediaId: MediaId): Promise<boolean>;
  /**
   * Makes one, whole or not at all.
   * @param path of the media's file
   * @throws AppFailure as {@link encodeProxy}
   */
  make(mediaId: MediaId, path: string, options: EncodeProxyOptions): Promise<void>;
}

/** Opens the store; what a crash left half-made is cleared. */
export async function openProxyStore(folder: string, mostBytes = mostProxyBytes): Promise<ProxyStore> {
  const files = await openBoundedFolder(folder, mostBytes);

  return {
    prune: files.prune,
    has: async (mediaId) => {
      const path = proxyPath(folder, mediaId);
      const isThere = await stat(path).then(
        (found) => found.isFile() && found.size > 0,
        () => false,
      );
      if (isThere) await files.touch(basename(path));
      return isThere;
    },
    make: async (mediaId, path, options) => {
      const target = proxyPath(folder, mediaId);
      const half = `${target}.${randomUUID()}.tmp`;
      try {
        await encodeProxy(path, half, options);
        const file = await open(half, 'r+');
        try {
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(half, target);
      } catch (thrown) {
        await rm(half, { force: true }).catch(() => undefined);
        throw thrown instanceof Error && 'syscall' in thrown ? writeFailure(thrown) : thrown;
      }
      await files.bound(basename(target));
    },
  };
}
