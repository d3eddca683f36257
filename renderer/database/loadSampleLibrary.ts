import { makeAppError, toAppError } from '../../shared/contract/appError.ts';
import type { ImportEvent, Result } from '../../shared/contract/contract.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { BoardId, MediaId } from '../../shared/domain/ids.ts';
import { sampleBoard, sampleLibrary } from '../../shared/sample/sampleLibrary.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import type { importIntoLibrary, LibraryImport } from './importIntoLibrary.ts';
import { addMissing, writeSampleRecords } from './writeSampleRecords.ts';

export interface SampleLoadRequest {
  readonly database: AfterimageDatabase;
  readonly client: ContractClient;
  /** The import that every file goes through. */
  readonly importSources: typeof importIntoLibrary;
  /** Given the running import, to show it and to cancel it. */
  readonly onStart?: (running: LibraryImport) => void;
  readonly onEvent?: (event: ImportEvent) => void;
}

/** What loading brought about. */
export interface SampleLoad {
  readonly boardId: BoardId;
  /** Links of the sample that stand now; one whose files could not be imported is left out. */
  readonly linkCount: number;
  /** Files of the sample that were not there or could not be imported. */
  readonly missingFiles: readonly string[];
}

/**
 * Loads the sample library: its works, then its files through the same import as any file, then what hangs on
 * their frames: texts, moments, links and a board. Loading again brings back what is missing and leaves what
 * is there as a person changed it. Never rejects; when the import fails or is cancelled, finished frames stay
 * and loading again goes on from them.
 */
export async function loadSampleLibrary(request: SampleLoadRequest): Promise<Result<SampleLoad>> {
  const { database, client, importSources } = request;
  const now = new Date().toISOString();
  const library = sampleLibrary(now);
  const fileByName = new Map(library.files.map((file) => [file.fileName, file]));
  try {
    const listed = await client.call('listSampleSources', {});
    if (!listed.ok) return listed;
    const sources = listed.value.filter((source) => fileByName.has(source.fileName));
    if (sources.length === 0) {
      return { ok: false, error: makeAppError('file-not-found', { fileName: 'The sample library' }) };
    }
    await addMissing(database.works, library.works);

    const fileNameOf = new Map(sources.map((source) => [source.sourceId, source.fileName]));
    const mediaByFile = new Map<string, MediaId>();
    const running = await importSources({
      database,
      client,
      sources,
      workIdFor: (source) => fileByName.get(source.fileName)?.workId ?? null,
      sample: true,
      onEvent: (event) => {
        const media = mediaOf(event);
        const fileName = media === null ? undefined : fileNameOf.get(media.sourceId);
        if (media !== null && fileName !== undefined) mediaByFile.set(fileName, media.mediaId);
        request.onEvent?.(event);
      },
    });
    request.onStart?.(running);
    const imported = await running.result;
    if (!imported.ok) return imported;
    if (imported.value.cancelled) return { ok: false, error: makeAppError('cancelled') };

    const linkCount = await writeSampleRecords(database, library, mediaByFile, now);
    const missingFiles = [...fileByName.keys()].filter((fileName) => !mediaByFile.has(fileName));
    return { ok: true, value: { boardId: sampleBoard.id, linkCount, missingFiles } };
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown) };
  }
}

/** The media that an event says a source is; null where it says nothing of the kind. */
function mediaOf(
  event: ImportEvent,
): Pick<Extract<ImportEvent, { type: 'skipped' }>, 'sourceId' | 'mediaId'> | null {
  if ('media' in event && event.media !== undefined)
    return { sourceId: event.sourceId, mediaId: event.media.id };
  return 'mediaId' in event ? { sourceId: event.sourceId, mediaId: event.mediaId } : null;
}
