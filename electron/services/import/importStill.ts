import type { MediaFile } from '../../../shared/domain/media.ts';
import { readStill } from '../stills/readStill.ts';
import { makeFrameBatcher } from './frameBatcher.ts';
import type { ImportSource, SourceTools } from './importSource.ts';
import { storeFrame } from './storeFrame.ts';

/**
 * Imports a still: one media, one frame.
 * @returns how many frames it brought
 * @throws AppFailure what is wrong with the file, or with writing
 */
export async function importStill(source: ImportSource, tools: SourceTools): Promise<number> {
  const { probe, picture } = await readStill(source.path);
  const frame = await storeFrame(tools.frameStore, picture, { mediaId: source.mediaId, video: null });
  const { sourceId, mediaId, fileName, sizeBytes } = source;
  const media: MediaFile = { id: mediaId, fileName, sizeBytes, content: { kind: 'still', probe } };
  tools.emit({ type: 'mediaFound', sourceId, media });
  const batcher = makeFrameBatcher({ sourceId, media, journal: tools.journal, emit: tools.emit });
  batcher.add(frame);
  await batcher.flush();
  tools.onFrame();
  tools.emit({ type: 'mediaDone', sourceId, mediaId, frameCount: 1, partial: false, warning: null });
  return 1;
}
