import { describeAppError } from '../../shared/contract/appError.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { type DroppedPictures, followDroppedPictures } from '../database/droppedPictures.ts';
import type { importIntoLibrary } from '../database/importIntoLibrary.ts';
import { loadSampleLibrary } from '../database/loadSampleLibrary.ts';
import { type DatabaseRefusal, openDatabase } from '../database/openDatabase.ts';
import { pruneFrameStore, recoverImports } from '../database/recoverImports.ts';
import { stopEarlierImports } from '../queue/importRunner.ts';
import { showToast } from '../ui/toasts.ts';

export interface StartUpRequest {
  readonly database: AfterimageDatabase;
  readonly client: ContractClient;
  /** False for a window started with an empty library on purpose. */
  readonly offerSample: boolean;
  readonly importSources: typeof importIntoLibrary;
  /** Begins to work off the import queue, which an earlier run may have left things in. */
  readonly startQueue: () => Promise<void>;
  /** Resolves once the library is shown; what only tidies waits for it. */
  readonly libraryShown?: () => Promise<void>;
}

/**
 * Setting that says the sample library was loaded by itself: "loading" while it is, so that a load that was cut
 * off is finished at the next start, then true. It is not offered again.
 */
const sampleOffered = 'sampleOffered';

/**
 * Opens the library. Resolves as soon as it can be shown; `settled` does when what an earlier run left is
 * recovered, the frame store is tidied, the import queue is gone on with and the sample is loaded.
 */
export async function startUp(
  request: StartUpRequest,
): Promise<{ refusal: DatabaseRefusal } | { refusal: null; settled: Promise<void> }> {
  const refusal = await openDatabase(request.database);
  if (refusal !== null) return { refusal };
  const settled = settle(request).catch((thrown: unknown) => {
    const said = thrown instanceof Error ? ` (${thrown.message})` : '';
    showToast(`Starting was not finished${said}. Start Afterimage again to go on.`, { tone: 'error' });
  });
  return { refusal: null, settled };
}

async function settle(request: StartUpRequest): Promise<void> {
  // From here on the library is shown, and frames may be deleted in it.
  const dropped = followDroppedPictures(request.database);
  try {
    await recoverAndPrune(request, dropped);
  } finally {
    dropped.end();
  }
  await request.startQueue();
  await offerSample(request);
}

async function recoverAndPrune(request: StartUpRequest, dropped: DroppedPictures): Promise<void> {
  const { database, client, libraryShown } = request;
  // A window that was loaded again: what it left running ends, and the queue goes on from there.
  await stopEarlierImports(client);
  const recovered = await recoverImports(database, client);
  if (recovered > 0) {
    showToast(`${recovered} ${recovered === 1 ? 'frame' : 'frames'} of an interrupted import recovered`);
  }
  await pruneFrameStore(database, client, dropped, libraryShown);
}

async function offerSample(request: StartUpRequest): Promise<void> {
  const { database } = request;
  if (!request.offerSample) return;
  const state = (await database.settings.get(sampleOffered))?.value;
  const wanted = state === 'loading' || (state === undefined && (await database.works.count()) === 0);
  if (wanted) {
    await loadSample(request);
  } else if (state !== true) {
    await database.settings.put({ key: sampleOffered, value: true });
  }
}

/**
 * Loads the sample library and says what came of it.
 * @returns whether it was loaded
 */
export async function loadSample(
  request: Pick<StartUpRequest, 'database' | 'client' | 'importSources'>,
): Promise<boolean> {
  const { database } = request;
  await database.settings.put({ key: sampleOffered, value: 'loading' });
  const result = await loadSampleLibrary(request);
  await database.settings.put({ key: sampleOffered, value: true });
  if (!result.ok) {
    showToast(`The sample library was not loaded. ${describeAppError(result.error)}`, { tone: 'error' });
    return false;
  }
  const { missingFiles } = result.value;
  if (missingFiles.length > 0) {
    showToast(`Of the sample library, ${missingFiles.join(', ')} could not be loaded.`, { tone: 'error' });
  }
  return true;
}
