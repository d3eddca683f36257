import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { FrameId } from '../../shared/domain/ids.ts';
import { selectFrames } from '../app/navigation.ts';
import { openMoodFromFrames } from '../moods/moodsStore.ts';
import { copyOriginals } from '../relink/copyStore.ts';
import { useMediaAvailability } from '../relink/mediaAvailability.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { counted } from './counted.ts';
import { deleteFramesFromLibrary } from './deleteFramesFromLibrary.ts';
import { findEntries } from './frameMenuEntries.ts';
import { frameName, workTitle } from './frameNames.ts';
import { linkSelection } from './linkSelection.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { openFrameInViewer } from './openFrameInViewer.ts';
import styles from './SelectionActions.module.css';
import type { LibraryIndex } from './useLibraryIndex.ts';
import { openWorkDialog } from './workDialogStore.ts';

/** At most this many of the selected frames are pictured. */
const picturedFrames = 12;

/** The selected frames, also those that a filter hides now; a press brings one to the front. */
function SelectedStrip({ frameIds, index }: { frameIds: readonly FrameId[]; index: LibraryIndex }) {
  const pictured = frameIds.slice(-picturedFrames);
  return (
    <ul className={styles['strip']} aria-label="Selected frames">
      {pictured.map((id) => {
        const frame = index.frames.get(id);
        if (frame === undefined) return null;
        const name = frameName(frame, index);
        return (
          <li key={id}>
            <Button
              className={styles['thumb'] ?? ''}
              aria-label={`Show ${name}`}
              onPress={() => selectFrames([...frameIds.filter((each) => each !== id), id])}
            >
              <CroppedPicture picture={frame.picture} variant="small" alt="" fit="cover" />
            </Button>
          </li>
        );
      })}
      {frameIds.length > pictured.length ? (
        <li>+{(frameIds.length - pictured.length).toLocaleString('en-GB')}</li>
      ) : null}
    </ul>
  );
}

/** Whose frame it is, or how many are selected, with the actions on them. */
export function SelectionActions({ frameIds, index }: { frameIds: readonly FrameId[]; index: LibraryIndex }) {
  const [isMoving, setIsMoving] = useState(false);
  const last = index.frames.get(frameIds.at(-1) ?? ('' as FrameId));
  const offline = useMediaAvailability((state) => state.offline);
  const mediaIds = [...new Set(frameIds.flatMap((id) => index.frames.get(id)?.mediaId ?? []))].filter(
    (id) => !offline.has(id),
  );
  const work = last === undefined ? undefined : index.works.get(last.workId);
  return (
    <div className={styles['actions']}>
      <h2 className={styles['title']} title={workTitle(work?.title)}>
        {frameIds.length > 1 ? `${counted(frameIds.length, 'frame')} selected` : workTitle(work?.title)}
      </h2>
      <MenuButton
        variant="quiet"
        label="More actions"
        entries={[
          {
            id: 'view',
            label: 'Open in viewer',
            detail: 'Enter',
            isDisabled: last === undefined,
            onAction: () => {
              if (last !== undefined) openFrameInViewer(last.id, index);
            },
          },
          { id: 'link', label: 'Link…', onAction: () => linkSelection(frameIds, index) },
          {
            id: 'mood',
            label: `New mood from ${frameIds.length === 1 ? 'this frame' : 'these frames'}…`,
            onAction: () => void openMoodFromFrames(frameIds),
          },
          {
            id: 'work',
            label: 'Edit work…',
            isDisabled: work === undefined,
            onAction: () => {
              if (work !== undefined) openWorkDialog({ workId: work.id });
            },
          },
          { id: 'move', label: 'Move to another work…', onAction: () => setIsMoving(true) },
          ...findEntries(last?.id),
          {
            id: 'copy',
            label: mediaIds.length === 1 ? 'Copy original…' : `Copy ${counted(mediaIds.length, 'original')}…`,
            detail: 'into the library folder',
            isDisabled: mediaIds.length === 0,
            startsGroup: true,
            onAction: () => void copyOriginals(mediaIds),
          },
          {
            id: 'delete',
            label: frameIds.length === 1 ? 'Delete frame' : `Delete ${counted(frameIds.length, 'frame')}`,
            detail: 'Del',
            startsGroup: true,
            onAction: () => void deleteFramesFromLibrary(frameIds),
          },
        ]}
      >
        ⋯
      </MenuButton>
      {frameIds.length > 1 ? <SelectedStrip frameIds={frameIds} index={index} /> : null}
      {isMoving ? <MoveDialog frameIds={frameIds} index={index} onClose={() => setIsMoving(false)} /> : null}
    </div>
  );
}
