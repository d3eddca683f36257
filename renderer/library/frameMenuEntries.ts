import type { FrameId } from '../../shared/domain/ids.ts';
import { showEchoes } from '../echoes/echoesStore.ts';
import { pickSearchColour, searchByLook, searchByPalette } from '../find/findActions.ts';
import type { MenuEntry } from '../ui/MenuEntries.tsx';
import { counted } from './counted.ts';
import { deleteFramesFromLibrary } from './deleteFramesFromLibrary.ts';
import { linkSelection } from './linkSelection.ts';
import { openFrameInViewer } from './openFrameInViewer.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';
import { openWorkDialog } from './workDialogStore.ts';

/** What can be asked about the frame chosen last: what it looks like, and where else its colours are. */
export function findEntries(frameId: FrameId | undefined): MenuEntry[] {
  const isDisabled = frameId === undefined;
  const run = (action: (id: FrameId) => void) => () => {
    if (frameId !== undefined) action(frameId);
  };
  return [
    {
      id: 'echoes',
      label: 'Echoes of this frame',
      isDisabled,
      startsGroup: true,
      onAction: run((id) => showEchoes({ kind: 'frame', frameId: id })),
    },
    { id: 'by-palette', label: 'Search by its palette', isDisabled, onAction: run(searchByPalette) },
    { id: 'by-look', label: 'Search by its look', isDisabled, onAction: run(searchByLook) },
    { id: 'pick', label: 'Pick a colour from a picture…', onAction: pickSearchColour },
  ];
}

/** The menu of frames in the gallery; the last of them is the one it was called on. */
export function frameMenuEntries(frameIds: readonly FrameId[], index: LibraryIndex): MenuEntry[] {
  const last = frameIds.at(-1);
  const work = last === undefined ? undefined : index.frames.get(last)?.workId;
  return [
    {
      id: 'view',
      label: 'Open in viewer',
      detail: 'Enter',
      isDisabled: last === undefined,
      onAction: () => {
        if (last !== undefined) openFrameInViewer(last, index);
      },
    },
    { id: 'link', label: 'Link…', onAction: () => linkSelection(frameIds, index) },
    {
      id: 'work',
      label: 'Edit work…',
      isDisabled: work === undefined,
      onAction: () => {
        if (work !== undefined) openWorkDialog({ workId: work });
      },
    },
    ...findEntries(last),
    {
      id: 'delete',
      label: frameIds.length === 1 ? 'Delete frame' : `Delete ${counted(frameIds.length, 'frame')}`,
      detail: 'Del',
      startsGroup: true,
      onAction: () => void deleteFramesFromLibrary(frameIds),
    },
  ];
}
