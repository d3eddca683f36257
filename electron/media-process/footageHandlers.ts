import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppFailure } from '../../shared/contract/appError.ts';
import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import type { footageEntries } from '../../shared/contract/footageEntries.ts';
import { proxyUrl, viewUrl } from '../../shared/domain/footage.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/domain/media.ts';
import { type BoundedFolder, openBoundedFolder } from '../services/footage/boundedFolder.ts';
import { type FootageChecker, makeFootageChecker } from '../services/footage/checkFootage.ts';
import { encodeView } from '../services/footage/encodeView.ts';
import { footageFolders, viewPath } from '../services/footage/footageFolders.ts';
import { openOriginal } from '../services/footage/openOriginal.ts';
import { paceOf } from '../services/footage/paceOf.ts';
import { openProxyStore } from '../services/footage/proxyStore.ts';
import { readFrameTimes } from '../services/footage/readFrameTimes.ts';
import type { FrameStore } from '../services/frame-store/frameStore.ts';
import type { ImportJournal } from '../services/import/importJournal.ts';
import { storeFrame } from '../services/import/storeFrame.ts';
import { writeAtomically } from '../services/import/writeAtomically.ts';
import { packPicture } from '../services/pictures/packPicture.ts';
import { frameAt } from '../services/video/frameAt.ts';
import { probeVideo } from '../services/video/probeVideo.ts';
import type { ParentChannel } from './parentChannel.ts';

/** Pictures of paused viewers, kept so that stepping back costs nothing, bytes. */
const mostViewBytes = 256 * 1024 * 1024;

export interface FootageTools {
  readonly dataFolder: string;
  readonly frameStore: Pick<FrameStore, 'put'>;
  readonly journal: Pick<ImportJournal, 'write'>;
  readonly paths: Pick<ParentChannel, 'pathFor'>;
}

type FootageHandlers = Pick<ContractHandlers<'media', AbortSignal>, keyof typeof footageEntries>;

/** Opens what is kept for the viewer and makes its handlers. */
export async function makeFootageHandlers(tools: FootageTools): Promise<FootageHandlers> {
  const { frameStore, journal, paths } = tools;
  const folders = footageFolders(tools.dataFolder);
  const proxies = await openProxyStore(folders.proxies);
  const views: BoundedFolder = await openBoundedFolder(folders.views, mostViewBytes);
  const checker: FootageChecker = makeFootageChecker();
  const pathOf = (mediaId: MediaId, requestId: string): Promise<string> =>
    checker.check(mediaId, paths.pathFor(requestId, mediaId));

  return {
    openFootage: async ({ mediaId }, { id }) => {
      if (await proxies.has(mediaId)) return { kind: 'proxy', url: proxyUrl(mediaId), startSec: 0 };
      return openOriginal(mediaId, await pathOf(mediaId, id));
    },
    makeProxy: async ({ mediaId }, { id, signal, emit }) => {
      if (!(await proxies.has(mediaId))) {
        await proxies.make(mediaId, await pathOf(mediaId, id), { signal, onProgress: paceOf(emit) });
      }
      return { url: proxyUrl(mediaId) };
    },
    frameTimes: async ({ mediaId }, { id }) => readFrameTimes(await pathOf(mediaId, id)),
    viewFrame: async ({ mediaId, frameIndex }, { id }) => {
      const { pixels } = await frameAt(await pathOf(mediaId, id), { frameIndex });
      const { bytes, width, height } = await encodeView(pixels);
      const path = viewPath(folders.views, mediaId, frameIndex);
      await writeAtomically(path, bytes);
      await views.bound(basename(path));
      return { url: viewUrl(mediaId, frameIndex), width, height };
    },
    grabFrame: async ({ mediaId, frameIndex, shot }, { id }) => {
      const path = await pathOf(mediaId, id);
      const probe = await probeVideo(path);
      const { time, pixels } = await frameAt(path, { frameIndex });
      const frame = await storeFrame(frameStore, await packPicture(pixels), {
        mediaId,
        video: { time, shot },
      });
      const media: MediaFile = {
        id: mediaId,
        fileName: basename(path),
        sizeBytes: (await stat(path)).size,
        content: { kind: 'video', probe },
      };
      const batchId = randomUUID();
      await journal.write({ batchId, media, frames: [frame] });
      return { batchId, media, frame };
    },
    footageStrip: async () => ({ strip: null }),
    makeStrip: async () => {
      throw new AppFailure('file-unsupported');
    },
  };
}
