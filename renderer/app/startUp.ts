import { describeAppError } from '../../shared/contract/appError.ts';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import type { importIntoLibrary, LibraryImport } from '../database/importIntoLibrary.ts';
import { dropImportPlans, hasImportPlan } from '../database/importPlan.ts';
import { loadSampleLibrary } from '../database/loadSampleLibrary.ts';
import { type DatabaseRefusal, openDatabase } from '../database/openDatabase.ts';
import { pruneFrameStore, recoverImports } from '../database/recoverImports.ts';
import { showToast } from '../ui/toasts.ts';

export interface StartUpRequest {
  readonly database: AfterimageDatabase;
  readonly client: ContractClient;
  /** False for a window started with an empty library on purpose. */
  readonly offerSample: boolean;
  readonly importSources: typeof importIntoLibrary;
  readonly followImport: (
    database: AfterimageDatabase,
    client: ContractClient,
    jobId: string,
  ) => Promise<LibraryImport>;
}

/**
 * Setting that says the sample library was loaded by itself: "loading" while it is, so that a load that was cut
 * off is finished at the next start, then true. It is not offered again.
 */
const sampleOffered = 'sampleOffered';

/**
 * Opens the library. Resolves as soon as it can be shown; `settled` does when imports that were under way are
 * followed, what an earlier run left is recovered, the frame store is tidied and the sample is loaded.
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
  const { database, client } = request;
  const followed = await followRunningImports(request);
  // Before recovery, so that files of a sample load that was cut off find their own works again.
  await offerSample(request);
  // While an import runs, its own events bring what is not acknowledged yet.
  if (followed === 0) {
    const recovered = await recoverImports(database, client);
    if (recovered > 0) {
      showToast(`${recovered} ${recovered === 1 ? 'frame' : 'frames'} of an interrupted import recovered`);
    }
    await pruneFrameStore(database, client);
  }
}

/** @returns how many imports of an earlier window are gone on with */
async function followRunningImports({ database, client, followImport }: StartUpRequest): Promise<number> {
  const answer = await client.call('listJobs', {});
  if (!answer.ok) return 0;
  const imports = answer.value.filter((job) => job.method === 'importMedia');
  await dropImportPlans(
    database,
    imports.map((job) => job.jobId),
  );
  let followed = 0;
  for (const { jobId } of imports) {
    // The plan goes once an import is written to its end: one that has none needs no more.
    if (!(await hasImportPlan(database, jobId))) continue;
    await followImport(database, client, jobId);
    followed += 1;
  }
  return followed;
}

async function offerSample(request: StartUpRequest): Promise<void> {
  const { database } = request;
  if (!request.offerSample) return;
  const state = (await database.settings.get(sampleOffered))?.value;
  const wanted = state === 'loading' || (state === undefined && (await database.works.count()) === 0);
  if (wanted) {
    await database.settings.put({ key: sampleOffered, value: 'loading' });
    await loadSample(request);
  }
  if (state !== true) await database.settings.put({ key: sampleOffered, value: true });
}

/**
 * Loads the sample library and says what came of it.
 * @returns whether it was loaded
 */
export async function loadSample(
  request: Pick<StartUpRequest, 'database' | 'client' | 'importSources'>,
): Promise<boolean> {
  const result = await loadSampleLibrary(request);
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
