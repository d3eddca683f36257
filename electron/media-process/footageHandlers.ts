import type { ContractHandlers } from '../../shared/contract/contractServer.ts';
import type { footageEntries } from '../../shared/contract/footageEntries.ts';
import { proxyUrl } from '../../shared/domain/footage.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { makeFootageChecker } from '../services/footage/checkFootage.ts';
import { encodeView } from '../services/footage/encodeView.ts';
import { footageFolders } from '../services/footage/footageFolders.ts';
import { makeFrameReaders } from '../services/footage/frameReaders.ts';
import { makeFrameGrabber } from '../services/footage/grabFrame.ts';
import { makeStrip } from '../services/footage/makeStrip.ts';
import { openOriginal } from '../services/footage/openOriginal.ts';
import { paceOf } from '../services/footage/paceOf.ts';
import { openProxyStore } from '../services/footage/proxyStore.ts';
import { readFrameTimes } from '../services/footage/readFrameTimes.ts';
import { openStripStore, type StripStore } from '../services/footage/stripStore.ts';
import { openViewStore } from '../services/footage/viewStore.ts';
import type { FrameStore } from '../services/frame-store/frameStore.ts';
import type { ImportJournal } from '../services/import/importJournal.ts';
import { standInKey } from '../services/jobs/mediaEnvelope.ts';
import type { ParentChannel } from './parentChannel.ts';

export interface FootageTools {
  readonly dataFolder: string;
  readonly frameStore: Pick<FrameStore, 'put'>;
  readonly journal: Pick<ImportJournal, 'write'>;
  readonly paths: Pick<ParentChannel, 'pathFor'>;
}

/** What stands behind the viewer. */
export interface FootageServices {
  readonly handlers: Pick<ContractHandlers<'media', AbortSignal>, keyof typeof footageEntries>;
  /** Where an import leaves the strips it makes in passing. */
  readonly strips: StripStore;
  /** Deletes strips and proxies of media that are not named and were not used for 24 h. */
  readonly prune: (keep: ReadonlySet<MediaId>) => Promise<void>;
}

/** Opens what is kept for the viewer and makes its handlers. */
export async function openFootageServices(tools: FootageTools): Promise<FootageServices> {
  const { frameStore, journal, paths } = tools;
  const folders = footageFolders(tools.dataFolder);
  const proxies = await openProxyStore(folders.proxies);
  const strips = await openStripStore(folders.strips);
  const views = await openViewStore(folders.views);
  const checker = makeFootageChecker();
  const readers = makeFrameReaders();
  const grabFrame = makeFrameGrabber({ frameStore, journal, readers });
  const pathOf = (mediaId: MediaId, requestId: string): Promise<string> =>
    checker.check(mediaId, paths.pathFor(requestId, mediaId), paths.pathFor(requestId, standInKey(mediaId)));

  const handlers: FootageServices['handlers'] = {
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
      const kept = views.find(mediaId, frameIndex);
      if (kept !== null) return kept;
      const { pixels } = await readers.read(mediaId, await pathOf(mediaId, id), frameIndex);
      return views.keep(mediaId, frameIndex, await encodeView(pixels));
    },
    grabFrame: async ({ mediaId, frameIndex, shot }, { id }) =>
      grabFrame(mediaId, await pathOf(mediaId, id), frameIndex, shot),
    footageStrip: async ({ mediaId }) => ({ strip: await strips.find(mediaId) }),
    makeStrip: async ({ mediaId }, { id, signal, emit }) => {
      const known = await strips.find(mediaId);
      if (known !== null) return { strip: known };
      const path = await pathOf(mediaId, id);
      const drawn = await makeStrip(mediaId, path, { signal, onProgress: paceOf(emit) });
      await strips.put(drawn);
      return { strip: drawn.strip };
    },
  };
  return {
    handlers,
    strips,
    prune: async (keep) => {
      const nowMs = Date.now();
      await Promise.all([proxies.prune(keep, nowMs), strips.prune(keep, nowMs)]);
    },
  };
}
