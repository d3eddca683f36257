// A worker: reading every frame and comparing it with every other one must not hold up the window.
import type { DuplicateGroup } from '../../shared/similarity/duplicateSearch.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import type { UnsignedFrame } from './fillSignatures.ts';
import { findUnsigned, lookThrough } from './lookThrough.ts';

/** What the window asks, one after the other: frames that are still to be measured, or what is there twice. */
export type DuplicateQuestion = 'unsigned' | 'duplicates';

/** A failure says why. */
export type DuplicateAnswer =
  | { readonly unsigned: readonly UnsignedFrame[] }
  | { readonly groups: readonly DuplicateGroup[] }
  | { readonly failure: string };

const database = new AfterimageDatabase();

async function answer(question: DuplicateQuestion): Promise<DuplicateAnswer> {
  try {
    if (question === 'unsigned') return { unsigned: await findUnsigned(database) };
    return { groups: await lookThrough(database) };
  } catch (thrown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<DuplicateQuestion>) => {
  void answer(data).then((said) => self.postMessage(said));
});
