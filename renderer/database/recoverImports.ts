import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { ContentHash } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { newWorkId } from './newWork.ts';
import { readInPages } from './readInPages.ts';
import { writeImportedFrames } from './writeImportedFrames.ts';

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
    await writeImportedFrames(database, batch, { workId: null, stillsWorkId, sample: false });
    await client.call('acknowledgeFrames', { batchIds: [batch.batchId] });
    count += batch.frames.length;
  }
  return count;
}

/**
 * Lets the frame store drop pictures that no row names, and strips and proxies of media that are not there. Only to be called at start, with the database open
 * and before anything can be undone: every undo stack is empty then.
 */
export async function pruneFrameStore(database: AfterimageDatabase, client: ContractClient): Promise<void> {
  const hashes = await readInPages(database.frames, (frame): ContentHash => frame.picture.hash);
  const keepMediaIds = await database.media.toCollection().primaryKeys();
  await client.call('pruneFrames', { keep: [...new Set(hashes)], keepMediaIds });
}
