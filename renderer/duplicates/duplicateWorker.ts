// A worker: reading every frame and comparing it with every other one must not hold up the window.
import {
  type DuplicateGroup,
  DuplicateSearch,
  isComparedFrames,
  readForDuplicates,
} from '../../shared/similarity/duplicateSearch.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { readInPages } from '../database/readInPages.ts';
import { type UnsignedFrame, unsignedFrames } from './fillSignatures.ts';

/** What the window asks, one after the other: frames that are still to be measured, or what is there twice. */
export type DuplicateQuestion = 'unsigned' | 'duplicates';

/** A failure says why. */
export type DuplicateAnswer =
  | { readonly unsigned: readonly UnsignedFrame[] }
  | { readonly groups: readonly DuplicateGroup[] }
  | { readonly failure: string };

/** Where it is kept what was compared: only new frames are, whenever the library is opened. */
const comparedSetting = 'comparedFrames';

const database = new AfterimageDatabase();

async function lookThrough(): Promise<readonly DuplicateGroup[]> {
  const { frames, keptApart, settings } = database;
  // Rows are let go of page by page.
  const all = await readInPages(frames, readForDuplicates, 500);
  const settled = new Set<string>(await keptApart.toCollection().primaryKeys());
  const kept: unknown = (await settings.get(comparedSetting))?.value;
  const search = new DuplicateSearch(isComparedFrames(kept) ? kept : undefined);
  const groups = search.lookAt(all, settled);
  // What cannot be kept is compared again next time; what was found is shown all the same.
  if (search.hasChanged) {
    await settings.put({ key: comparedSetting, value: search.compared }).catch(() => {});
  }
  return groups;
}

async function answer(question: DuplicateQuestion): Promise<DuplicateAnswer> {
  try {
    if (question === 'unsigned') return { unsigned: await unsignedFrames(database) };
    return { groups: await lookThrough() };
  } catch (thrown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<DuplicateQuestion>) => {
  void answer(data).then((said) => self.postMessage(said));
});
