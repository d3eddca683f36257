import type { FrameId } from '../../shared/domain/ids.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { addTag, cleanTag, removeTag, removeTagEverywhere, renameTag } from '../database/frameEdits.ts';
import { changeFilter, useGallery } from './galleryStore.ts';

export async function tagFrames(frameIds: readonly FrameId[], text: string): Promise<void> {
  const tag = cleanTag(text);
  if (tag === '') return;
  noteEdit(`Tag “${tag}” added`, await addTag(database, frameIds, tag), { quiet: true });
}

export async function untagFrames(frameIds: readonly FrameId[], tag: string): Promise<void> {
  noteEdit(`Tag “${tag}” removed`, await removeTag(database, frameIds, tag), { quiet: true });
}

/** Renames a tag on all frames; a filter by it follows. */
export async function renameTagInLibrary(from: string, to: string): Promise<void> {
  const name = cleanTag(to);
  if (name === '' || name === from) return;
  const change = await renameTag(database, from, name);
  const { tags } = useGallery.getState().filter;
  changeFilter({ tags: [...new Set(tags.map((tag) => (tag === from ? name : tag)))] });
  noteEdit(`Tag “${from}” renamed to “${name}”`, change);
}

/** Takes a tag from all frames; a filter by it is dropped. */
export async function removeTagFromLibrary(tag: string): Promise<void> {
  const change = await removeTagEverywhere(database, tag);
  const { tags } = useGallery.getState().filter;
  changeFilter({ tags: tags.filter((each) => each !== tag) });
  noteEdit(`Tag “${tag}” removed from all frames`, change);
}
