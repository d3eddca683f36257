import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { openViewer } from '../app/navigation.ts';
import { showToast } from '../ui/toasts.ts';
import { currentLibrary, type LibraryIndex } from './useLibraryIndex.ts';

/** Opens a frame's video at it, or its still. */
export function openFrameInViewer(frameId: FrameId, { frames }: Pick<LibraryIndex, 'frames'>): void {
  const frame = frames.get(frameId);
  if (frame !== undefined) openViewer({ mediaId: frame.mediaId, frameIndex: frame.frameIndex ?? 0 });
}

/** Opens a work from its beginning: its first video, else its first still, by file name. */
export function openWorkInViewer(workId: WorkId): void {
  const { media } = currentLibrary();
  const [first] = [...media.values()]
    .filter((each) => each.workId === workId)
    .sort((a, b) => Number(b.isVideo) - Number(a.isVideo) || a.fileName.localeCompare(b.fileName));
  if (first === undefined) showToast('This work has no file yet. Drop its video or stills on the window.');
  else openViewer({ mediaId: first.id, frameIndex: 0 });
}
