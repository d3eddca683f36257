import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { viewUrl } from '../../../shared/domain/footage.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { writeFailure } from '../frame-store/frameStore.ts';
import type { EncodedView } from './encodeView.ts';
import { viewPath } from './footageFolders.ts';

/** What pictures for paused viewers may weigh together, bytes: some 500 of 1080p. */
const mostViewBytes = 256 * 1024 * 1024;

export interface KeptView {
  readonly url: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pictures of paused viewers, kept for this session so that stepping back costs nothing. */
export interface ViewStore {
  find(mediaId: MediaId, frameIndex: number): KeptView | null;
  /** @throws AppFailure disk-full | write-failed */
  keep(mediaId: MediaId, frameIndex: number, view: EncodedView): Promise<KeptView>;
}

/** Opens the store empty; nothing in it is worth more than a moment's decoding. */
export async function openViewStore(folder: string, mostBytes = mostViewBytes): Promise<ViewStore> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  /** By path; least recently used first. */
  const kept = new Map<string, KeptView & { readonly bytes: number }>();
  let weight = 0;

  const bound = async (spared: string): Promise<void> => {
    for (const [path, { bytes }] of kept) {
      if (weight <= mostBytes) return;
      if (path === spared) continue;
      kept.delete(path);
      weight -= bytes;
      await rm(path, { force: true });
    }
  };

  return {
    find: (mediaId, frameIndex) => {
      const path = viewPath(folder, mediaId, frameIndex);
      const view = kept.get(path);
      if (view === undefined) return null;
      kept.delete(path);
      kept.set(path, view);
      return { url: view.url, width: view.width, height: view.height };
    },
    keep: async (mediaId, frameIndex, { bytes, width, height }) => {
      const path = viewPath(folder, mediaId, frameIndex);
      const half = `${path}.${randomUUID()}.tmp`;
      try {
        // Not flushed to disk: what a crash takes is made again.
        await writeFile(half, bytes);
        await rename(half, path);
      } catch (thrown) {
        await rm(half, { force: true }).catch(() => undefined);
        throw writeFailure(thrown);
      }
      const view = { url: viewUrl(mediaId, frameIndex), width, height };
      weight += bytes.byteLength - (kept.get(path)?.bytes ?? 0);
      kept.delete(path);
      kept.set(path, { ...view, bytes: bytes.byteLength });
      await bound(path);
      return view;
    },
  };
}
