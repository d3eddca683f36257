import type { ImportEvent, ImportOutput, SourceRef } from '../../../shared/contract/contract.ts';
import type { CheckedInput, JobContext } from '../../../shared/contract/contractServer.ts';
import { sourceIdSchema } from '../../../shared/domain/ids.ts';
import { eventsOf } from '../../database/testing/mediaPeer.ts';
import { analysedFrame, videoFile } from '../../database/testing/records.ts';

/** A file to import. */
export const ref = (fileName: string): SourceRef => ({
  sourceId: sourceIdSchema.parse(`s-${fileName}`),
  fileName,
  sizeBytes: 10,
});

/** A file's content by its name: "film 3.mp4" is media 3. */
export const mediaOf = (fileName: string) => videoFile(Number(/\d+/.exec(fileName)?.[0] ?? 0), fileName);

type Context = JobContext<AbortSignal, ImportEvent>;

/** What becomes of a file. */
export type Outcome = 'done' | 'cut off' | ImportEvent;

/** Imports as the media process does: one file after the other, known ones skipped, until Cancel. */
export async function importAll(
  input: CheckedInput<'importMedia'>,
  { emit, signal }: Context,
  each: (fileName: string) => Promise<Outcome> | Outcome,
): Promise<ImportOutput> {
  const output = { imported: 0, skipped: 0, failed: 0, frames: 0, cancelled: false };
  for (const { sourceId, fileName } of input.sources) {
    if (signal.aborted) break;
    emit({ type: 'started', sourceId });
    const media = mediaOf(fileName);
    if (input.knownMediaIds.includes(media.id)) {
      emit({ type: 'skipped', sourceId, fileName, mediaId: media.id });
      continue;
    }
    const outcome = await each(fileName);
    if (typeof outcome === 'object') {
      emit(outcome);
      continue;
    }
    for (const event of eventsOf(sourceId, media, [analysedFrame(media, 0), analysedFrame(media, 1)])) {
      emit(event.type === 'mediaDone' ? { ...event, partial: outcome === 'cut off' } : event);
    }
  }
  return { ...output, cancelled: signal.aborted };
}

/** An import of some files. */
export const give = (name: string, ...fileNames: string[]) =>
  ({ kind: 'files', name, sources: fileNames.map(ref), workIdFor: () => null }) as const;
