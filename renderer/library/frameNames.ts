import type { FrameEntry } from './libraryEntries.ts';
import type { LibraryEntries } from './libraryFilter.ts';

/** "Hate that…"; what a work without a title is called. */
export function workTitle(title: string | undefined): string {
  return title === undefined || title.trim() === '' ? 'Untitled' : title;
}

/** "Hate that…, 00:00:41:12"; a still by its file's name. */
export function frameName(
  frame: Pick<FrameEntry, 'workId' | 'mediaId' | 'timecode'>,
  entries: Pick<LibraryEntries, 'works' | 'media'>,
): string {
  const title = workTitle(entries.works.get(frame.workId)?.title);
  return `${title}, ${frame.timecode ?? entries.media.get(frame.mediaId)?.fileName ?? 'still'}`;
}

/** What stands at the right of a caption: "shot 9", or a still's file name. */
export function framePlace(
  frame: Pick<FrameEntry, 'shotNumber' | 'mediaId'>,
  entries: Pick<LibraryEntries, 'media'>,
): string {
  if (frame.shotNumber !== null) return `shot ${frame.shotNumber}`;
  return entries.media.get(frame.mediaId)?.fileName ?? 'still';
}
