import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { ContentHash, SourceId } from '../../shared/domain/ids.ts';
import { readFrameCopies } from '../library/copies/readFrameCopies.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import type { DroppedPictures } from './droppedPictures.ts';
import { newWorkId } from './newWork.ts';
import { readInPages } from './readInPages.ts';
import { type ImportPlacement, writeImportedFrames } from './writeImportedFrames.ts';

/**
 * Writes what an earlier run left in the frame store without an acknowledgement, then acknowledges it.
 * @returns the number of frames recovered; 0 also when the media process does not answer, which leaves
 * everything for the next start
 */
export async function recoverImports(database: AfterimageDatabase, client: ContractClient): Promise<number> {
  const answer = await client.call('recoverFrames', {});
  if (!answer.ok) return 0;
  const stillsWorkId = newWorkId();
  let count = 0;
  for (const batch of answer.value) {
    const placement = await placementOf(database, batch.sourceId);
    await writeImportedFrames(database, batch, placement ?? { workId: null, stillsWorkId, sample: false });
    await client.call('acknowledgeFrames', { batchIds: [batch.batchId] });
    count += batch.frames.length;
  }
  return count;
}

/** Where the queue says that a file's frames go; null for a file that it does not know. */
async function placementOf(
  database: AfterimageDatabase,
  sourceId: SourceId | undefined,
): Promise<ImportPlacement | null> {
  if (sourceId === undefined) return null;
  const file = await database.importFiles.where('sourceId').equals(sourceId).last();
  const job = file && (await database.importJobs.get(file.jobId));
  if (file === undefined || job === undefined) return null;
  return { workId: file.workId, stillsWorkId: job.stillsWorkId, sample: job.sample };
}

/**
 * Lets the frame store drop pictures that no row names, and strips and proxies of media that are not there. Only to be
 * called at start: nothing can be undone yet but what `dropped` knows of. A frame that cannot be read may name any
 * picture: then nothing is dropped.
 * @param dropped pictures that lost their row since the library could be shown; they stay for whoever undoes that
 * @param shown resolves once the library is shown
 */
export async function pruneFrameStore(
  database: AfterimageDatabase,
  client: ContractClient,
  dropped: Pick<DroppedPictures, 'hashes'>,
  shown: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  let hashes: ReadonlySet<ContentHash>;
  try {
    // Both would read the same: what is looked at goes first.
    if ((await database.frameCopies.count()) > 0) await shown();
    hashes = (await hashesOfCopies(database)) ?? (await hashesOfFrames(database));
  } catch {
    return;
  }
  const keepMediaIds = await database.media.toCollection().primaryKeys();
  const keep = [...new Set([...hashes, ...dropped.hashes])];
  await client.call('pruneFrames', { keep, keepMediaIds });
}

async function hashesOfFrames(database: AfterimageDatabase): Promise<ReadonlySet<ContentHash>> {
  return new Set(await readInPages(database.frames, (frame): ContentHash => frame.picture.hash));
}

/** By way of the kept copies, which is sooner done in a large library; null where they do not serve. */
async function hashesOfCopies(database: AfterimageDatabase): Promise<ReadonlySet<ContentHash> | null> {
  const hashes = new Set<ContentHash>();
  const count = await readFrameCopies(database, {
    // Also those of frames that were written or deleted since: one picture too many does no harm.
    onChunk: (chunk) => {
      for (const hash of chunk.hashes) if (hash !== '') hashes.add(hash as ContentHash);
    },
    onRows: (rows) => {
      for (const { picture } of rows) hashes.add(picture.hash);
    },
  });
  return count === null ? null : hashes;
}
