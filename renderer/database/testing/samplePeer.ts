import type { ImportEvent, SourceRef } from '../../../shared/contract/contract.ts';
import type { ContractClient } from '../../../shared/contract/contractClient.ts';
import { sourceIdSchema } from '../../../shared/domain/ids.ts';
import { sampleFiles } from '../../../shared/sample/sampleFiles.ts';
import { eventsOf, type MediaPeer, mediaPeer } from './mediaPeer.ts';
import { analysedFrame, stillFile, videoFile } from './records.ts';

/** What the far side finds in a sample file: one frame for a still, one a shot for a clip. */
function eventsFor(source: SourceRef): ImportEvent[] {
  const seed = 1000 + sampleFiles.findIndex(({ fileName }) => fileName === source.fileName);
  const file = sampleFiles[seed - 1000];
  if (file?.shots === undefined) {
    const media = stillFile(seed, source.fileName);
    return eventsOf(source.sourceId, media, [analysedFrame(media, 0)]);
  }
  const media = videoFile(seed, source.fileName, file.shots.at(-1)?.untilSec);
  const frames = file.shots.map(({ untilSec }, index) => {
    const startSec = file.shots?.[index - 1]?.untilSec ?? 0;
    const frame = analysedFrame(media, index * 2 + 1);
    const timeSec = (startSec + untilSec) / 2;
    const shot = frame.shot === null ? null : { ...frame.shot, index, startSec, endSec: untilSec };
    return { ...frame, shot, time: frame.time === null ? null : { ...frame.time, timeSec } };
  });
  return eventsOf(source.sourceId, media, frames);
}

/** The contract's far side with the sample's files on its disk, except those named. */
export interface SamplePeer {
  readonly media: MediaPeer;
  client(): ContractClient;
}

/** Serves an import of the sample: real events over the real channel, no pixels. */
export function samplePeer(absent: readonly string[] = []): SamplePeer {
  const sources = sampleFiles
    .filter(({ fileName }) => !absent.includes(fileName))
    .map(({ fileName }) => ({
      sourceId: sourceIdSchema.parse(`source-${fileName}`),
      fileName,
      sizeBytes: 1,
    }));
  const media = mediaPeer({
    importMedia: (input, context) => {
      let [imported, skipped, frames] = [0, 0, 0];
      for (const source of input.sources) {
        const events = eventsFor(source);
        const done = events.find((event) => event.type === 'mediaDone');
        if (done !== undefined && input.knownMediaIds.includes(done.mediaId)) {
          context.emit({
            type: 'skipped',
            sourceId: source.sourceId,
            fileName: source.fileName,
            mediaId: done.mediaId,
          });
          skipped += 1;
          continue;
        }
        for (const event of events) context.emit(event);
        imported += 1;
        frames += done?.frameCount ?? 0;
      }
      return Promise.resolve({ imported, skipped, failed: 0, frames, cancelled: false });
    },
  });
  return {
    media,
    client: () => {
      const client = media.connect();
      const call = (method: string, input: object) =>
        method === 'listSampleSources'
          ? Promise.resolve({ ok: true, value: sources })
          : client.call(method as 'acknowledgeFrames', input as never);
      return { ...client, call: call as ContractClient['call'] };
    },
  };
}
