import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AnalysedFrame, Shot } from '../../../shared/domain/frame.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import type { MediaFile } from '../../../shared/domain/media.ts';
import type { FrameStore } from '../frame-store/frameStore.ts';
import type { ImportJournal } from '../import/importJournal.ts';
import { storeFrame } from '../import/storeFrame.ts';
import { packPicture } from '../pictures/packPicture.ts';
import { probeVideo } from '../video/probeVideo.ts';
import type { FrameReaders } from './frameReaders.ts';

/** A frame taken by hand, as a batch of one: in the journal until it is acknowledged. */
export interface GrabbedFrame {
  readonly batchId: string;
  readonly media: MediaFile;
  readonly frame: AnalysedFrame;
}

/** Media of which the probe is remembered, since it reads the file through. */
const remembered = 8;

/** Makes what grabs frames; it remembers what the files said of themselves. */
export function makeFrameGrabber(tools: {
  readonly frameStore: Pick<FrameStore, 'put'>;
  readonly journal: Pick<ImportJournal, 'write'>;
  readonly readers: Pick<FrameReaders, 'read'>;
}): (mediaId: MediaId, path: string, frameIndex: number, shot: Shot | null) => Promise<GrabbedFrame> {
  const known = new Map<string, MediaFile>();
  const describe = async (mediaId: MediaId, path: string): Promise<MediaFile> => {
    const key = `${mediaId} ${path}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const media: MediaFile = {
      id: mediaId,
      fileName: basename(path),
      sizeBytes: (await stat(path)).size,
      content: { kind: 'video', probe: await probeVideo(path) },
    };
    known.set(key, media);
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return media;
  };

  return async (mediaId, path, frameIndex, shot) => {
    const { time, pixels } = await tools.readers.read(mediaId, path, frameIndex);
    const media = await describe(mediaId, path);
    const picture = await packPicture(pixels);
    const frame = await storeFrame(tools.frameStore, picture, { mediaId, video: { time, shot } });
    const batchId = randomUUID();
    await tools.journal.write({ batchId, media, frames: [frame] });
    return { batchId, media, frame };
  };
}
