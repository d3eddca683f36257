import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { StoredPicture } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { isCurrentSignature } from '../../shared/similarity/pictureSignature.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { readInPages } from '../database/readInPages.ts';

/** Pictures measured by one request; each takes the media process a few milliseconds. */
const batchSize = 32;

/** A frame that has no signature of today's making. */
export interface UnsignedFrame {
  readonly id: FrameId;
  readonly picture: StoredPicture;
}

/** Frames that are still to be measured. */
export async function unsignedFrames(database: AfterimageDatabase): Promise<UnsignedFrame[]> {
  const found = await readInPages(
    database.frames,
    ({ id, picture, signature }) => (isCurrentSignature(signature) ? null : { id, picture }),
    500,
  );
  return found.filter((frame) => frame !== null);
}

/**
 * Measures the frames that have no signature, or one of an earlier making, which an earlier version imported. What is done is saved batch by
 * batch, so that it can break off at any time. Pictures that cannot be read are left as they are.
 * @param isStopped asked between batches
 * @param findUnsigned tells which frames these are
 * @returns how many frames were filled in
 */
export async function fillSignatures(
  database: AfterimageDatabase,
  client: Pick<ContractClient, 'call'>,
  isStopped: () => boolean = () => false,
  findUnsigned: () => Promise<readonly UnsignedFrame[]> = () => unsignedFrames(database),
): Promise<number> {
  const unsigned = await findUnsigned();
  let filled = 0;
  for (let start = 0; start < unsigned.length; start += batchSize) {
    if (isStopped()) break;
    const batch = unsigned.slice(start, start + batchSize);
    const answer = await client.call('measureSignatures', { pictures: batch.map(({ picture }) => picture) });
    if (!answer.ok) break;
    const changes = batch.flatMap(({ id }, index) => {
      const signature = answer.value.signatures[index] ?? null;
      return signature === null ? [] : [{ key: id, changes: { signature } }];
    });
    // Only this field: what a person wrote meanwhile stays.
    await database.frames.bulkUpdate(changes);
    filled += changes.length;
  }
  return filled;
}
