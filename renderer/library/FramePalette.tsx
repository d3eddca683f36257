import { startTransition, useEffect, useMemo, useState } from 'react';
import { paletteOfFrames } from '../../shared/colour/paletteOfFrames.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { PalettePanel } from '../palettes/PalettePanel.tsx';
import { counted } from './counted.ts';
import styles from './FramePalette.module.css';
import { workTitle } from './frameNames.ts';
import type { FrameEntry } from './libraryEntries.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** The palette of the frame shown. */
export function FramePalette({ palette, name }: { palette: readonly Swatch[]; name: string }) {
  return <PalettePanel palette={palette} heading="Palette" title={name} what="this frame" />;
}

/** The common palette of all the frames that are selected, each weighed by the length of its shot. */
export function SelectionPalette({ frameIds, index }: { frameIds: readonly FrameId[]; index: LibraryIndex }) {
  const palette = useMemo(
    () => paletteOfFrames(frameIds.flatMap((id) => index.frames.get(id) ?? [])),
    [frameIds, index.frames],
  );
  const frames = counted(frameIds.length, 'frame');
  return (
    <PalettePanel
      palette={palette}
      heading={`Common palette of ${frames}`}
      title={frames}
      what={`the ${frames} selected`}
    />
  );
}

/** A palette of a thousand frames takes as long as showing them, which goes first. Milliseconds. */
const workPaletteAfterMs = 250;

/** The palette of a whole work, of all its frames in the library; worked out once its frames are shown. */
export function WorkPalette(props: { workId: WorkId; index: LibraryIndex }) {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    // In an idle moment it would come between the parts in which the frames are shown, and be shown with them.
    const timer = setTimeout(() => startTransition(() => setIsDue(true)), workPaletteAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return isDue ? <PaletteOfWork {...props} /> : null;
}

function PaletteOfWork({ workId, index }: { workId: WorkId; index: LibraryIndex }) {
  const frames = useMemo(() => {
    const own: FrameEntry[] = [];
    for (const frame of index.frames.values()) if (frame.workId === workId) own.push(frame);
    return own;
  }, [index.frames, workId]);
  const palette = useMemo(() => paletteOfFrames(frames), [frames]);
  const title = workTitle(index.works.get(workId)?.title);
  return (
    <PalettePanel
      palette={palette}
      heading={`${title}: palette of ${counted(frames.length, 'frame')}`}
      title={title}
      what={title}
    />
  );
}

/** Under a frame's own palette: that of the whole work it is of, made once it is unfolded. */
export function FoldedWorkPalette({ workId, index }: { workId: WorkId; index: LibraryIndex }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles['fold']} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Palette of the whole work</summary>
      {isOpen ? <WorkPalette workId={workId} index={index} /> : null}
    </details>
  );
}
