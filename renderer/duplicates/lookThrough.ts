import {
  type ComparedFrames,
  type DuplicateGroup,
  DuplicateSearch,
  isComparedFrames,
} from '../../shared/similarity/duplicateSearch.ts';
import { isCurrentSignature } from '../../shared/similarity/pictureSignature.ts';
import { ReadFrames } from '../../shared/similarity/readFrames.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { frameWrites } from '../database/frameWrites.ts';
import { readInPages } from '../database/readInPages.ts';
import { type UnsignedFrame, unsignedFrames } from './fillSignatures.ts';

/** Where it is kept what was compared: only new frames are, whenever the library is opened. */
const comparedSetting = 'comparedFrames';
const pageRows = 500;

/** What a look compared and found. */
interface KeptLook extends ComparedFrames {
  /** What the frames and what is kept apart were then, see {@link stateOf}. */
  readonly state: string;
  readonly groups: readonly DuplicateGroup[];
  /** Whether each frame had a signature of today's making. */
  readonly allSigned: boolean;
}

/**
 * What may be in the library twice. A library that is as it was at the last look is not read again: at a hundred
 * thousand frames that takes a processor half a minute.
 */
export async function lookThrough(database: AfterimageDatabase): Promise<readonly DuplicateGroup[]> {
  const { frames, keptApart, settings } = database;
  // Before the reading: what is written meanwhile is looked at the next time.
  const state = await stateOf(database);
  const kept = await keptLook(database);
  if (kept?.state === state) return kept.groups ?? [];
  const settled = new Set<string>(await keptApart.toCollection().primaryKeys());
  let allSigned = true;
  const all = new ReadFrames();
  // Rows are let go of page by page.
  await readInPages(
    frames,
    (frame) => {
      allSigned &&= isCurrentSignature(frame.signature);
      all.add(frame);
    },
    pageRows,
  );
  const search = new DuplicateSearch(kept ?? undefined);
  const groups = search.look(all, settled);
  const look: KeptLook = { ...search.compared, state, groups, allSigned };
  // What cannot be kept is compared again next time; what was found is shown all the same.
  await settings.put({ key: comparedSetting, value: look }).catch(() => {});
  return groups;
}

/** Frames that are still to be measured; none, without reading them, where the last look met none. */
export async function findUnsigned(database: AfterimageDatabase): Promise<readonly UnsignedFrame[]> {
  const kept = await keptLook(database);
  if (kept?.allSigned === true && kept.state === (await stateOf(database))) return [];
  return await unsignedFrames(database);
}

/** What an earlier look kept; of an earlier version only what was compared. */
async function keptLook({
  settings,
}: AfterimageDatabase): Promise<(ComparedFrames & Partial<KeptLook>) | null> {
  const kept: unknown = (await settings.get(comparedSetting))?.value;
  return isComparedFrames(kept) ? kept : null;
}

/** Another one whenever frames were written or something was decided. */
async function stateOf(database: AfterimageDatabase): Promise<string> {
  const settled = await database.keptApart.toCollection().primaryKeys();
  return JSON.stringify([await frameWrites(database), settled]);
}
