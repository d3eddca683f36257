import type { Shot } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import { isInShot, shotAt } from '../../shared/domain/shotEdits.ts';
import { database } from '../database/afterimageDatabase.ts';
import { readMediaShots } from '../database/shotStore.ts';
import { showEchoes } from '../echoes/echoesStore.ts';
import { framesOfMoment } from '../echoes/echoFrames.ts';
import { showProposals } from '../echoes/proposalsStore.ts';
import { pickSearchColour, searchByLook, searchByPalette } from '../find/findActions.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import type { MenuEntry } from '../ui/MenuEntries.tsx';
import { showToast } from '../ui/toasts.ts';
import { useViewer } from './viewerStore.ts';

/** What can be found by the picture that the viewer shows. */
export function findInViewer(media: Media, index: LibraryIndex): MenuEntry[] {
  const withFrame = (action: (frameId: FrameId) => void) => () => void withFrameNow(action);
  const withFrameNow = async (action: (frameId: FrameId) => void): Promise<void> => {
    // What is on screen at the press, whatever is by the time the shots are read.
    const { frame } = useViewer.getState().player;
    const { shots } = await readMediaShots(database, media.id);
    const frameId = libraryFrame(media, frame, shots, index.frames);
    if (frameId !== null) action(frameId);
    else showToast('No frame of this shot is in the library: grab this one first.', { slot: 'viewer' });
  };
  const isVideoClip = index.works.get(media.workId)?.kind === 'music-video';
  return [
    {
      id: 'echoes',
      label: 'Echoes of this frame',
      onAction: withFrame((frameId) => showEchoes({ kind: 'frame', frameId })),
    },
    {
      id: 'work-echoes',
      label: 'Echoes of this work',
      onAction: () => showEchoes({ kind: 'work', workId: media.workId }),
    },
    ...(isVideoClip
      ? [{ id: 'propose', label: 'Propose homages…', onAction: () => showProposals(media.workId) }]
      : []),
    {
      id: 'by-palette',
      label: 'Search by its palette',
      startsGroup: true,
      onAction: withFrame(searchByPalette),
    },
    { id: 'by-look', label: 'Search by its look', onAction: withFrame(searchByLook) },
    {
      id: 'pick',
      label: 'Pick a colour from the picture…',
      onAction: pickSearchColour,
    },
  ];
}

/**
 * The library's frame of the shot on screen: the very one, else the nearest that stands for the shot; null where none
 * does.
 * @param frame number of the frame on screen
 */
export function libraryFrame(
  media: Pick<Media, 'id' | 'content'>,
  frame: number,
  shots: readonly Shot[],
  frames: LibraryIndex['frames'],
): FrameId | null {
  if (media.content.kind === 'still') {
    return [...frames.values()].find(({ mediaId }) => mediaId === media.id)?.id ?? null;
  }
  const span = { inFrame: frame, outFrame: frame + 1, inSec: 0, outSec: 0, frameRate: { num: 1, den: 1 } };
  const [found] = framesOfMoment({ mediaId: media.id, span }, shots, frames);
  const shot = shotAt(shots, frame);
  const isOther = shot !== undefined && found?.frameIndex != null && !isInShot(shot, found.frameIndex);
  return found === undefined || isOther ? null : found.id;
}
