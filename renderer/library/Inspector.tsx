import { useLiveQuery } from 'dexie-react-hooks';
import type { FrameId } from '../../shared/domain/ids.ts';
import { useNavigation } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { FrameEchoes } from '../echoes/FrameEchoes.tsx';
import { FrameMatch } from '../find/FrameMatch.tsx';
import type { FrameHit } from '../find/ranking.ts';
import { FrameFacts } from './FrameFacts.tsx';
import { FrameLinks } from './FrameLinks.tsx';
import { FrameMoods } from './FrameMoods.tsx';
import { FoldedWorkPalette, FramePalette, SelectionPalette, WorkPalette } from './FramePalette.tsx';
import { FrameTags } from './FrameTags.tsx';
import { FrameWords } from './FrameWords.tsx';
import { frameName } from './frameNames.ts';
import { useGallery } from './galleryStore.ts';
import styles from './Inspector.module.css';
import { InspectorPicture } from './InspectorPicture.tsx';
import { openFrameInViewer } from './openFrameInViewer.ts';
import { SelectionActions } from './SelectionActions.tsx';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** The frame chosen last in full, and what can be done with all that are chosen. */
export function Inspector({
  index,
  hits,
}: {
  index: LibraryIndex;
  /** How well frames answer the search; null where they are not ranked. */
  hits: ReadonlyMap<FrameId, FrameHit> | null;
}) {
  const selectedIds = useNavigation((state) => state.selectedFrameIds);
  const present = selectedIds.filter((id) => index.frames.has(id));
  const shownId = present.at(-1);
  const workIds = useGallery((state) => state.filter.workIds);
  const frame = useLiveQuery(
    () => (shownId === undefined ? undefined : database.frames.get(shownId)),
    [shownId],
  );

  if (shownId === undefined) {
    return (
      <aside className={styles['inspector']} aria-label="Frame">
        <p className={styles['empty']}>
          Select a frame to see its palette, its moods and why they were named, its exact time, and the homage
          links that end on it. Hold Ctrl or Shift to select several.
        </p>
        {workIds.map((workId) => (
          <WorkPalette key={workId} workId={workId} index={index} />
        ))}
      </aside>
    );
  }
  // While the next frame is read, the one before stays, so that stepping through frames does not flicker.
  const shown = frame;
  const hit = shown === undefined ? undefined : hits?.get(shown.id);
  const name =
    shown === undefined ? '' : frameName(index.frames.get(shown.id) ?? { ...shown, timecode: null }, index);
  return (
    <aside className={styles['inspector']} aria-label="Frame">
      <SelectionActions frameIds={present} index={index} />
      {present.length > 1 ? <SelectionPalette frameIds={present} index={index} /> : null}
      {shown === undefined ? null : (
        <>
          <InspectorPicture frame={shown} name={name} onOpen={() => openFrameInViewer(shown.id, index)} />
          <FramePalette palette={shown.palette} name={name} />
          <FoldedWorkPalette workId={shown.workId} index={index} />
          {hit === undefined ? null : <FrameMatch hit={hit} palette={shown.palette} />}
          <FrameMoods frame={shown} />
          <FrameTags frame={shown} frameIds={present} index={index} />
          <FrameFacts frame={shown} index={index} />
          <FrameEchoes frame={shown} index={index} />
          <FrameLinks frame={shown} index={index} />
          <FrameWords key={shown.id} frame={shown} />
        </>
      )}
    </aside>
  );
}
