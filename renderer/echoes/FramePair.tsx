import { framePlace, workTitle } from '../library/frameNames.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import styles from './FramePair.module.css';

/** Two frames side by side at equal height, each with its palette, its work and its timecode. */
export function FramePair({
  first,
  second,
  isSecondTurned,
  index,
}: {
  first: FrameEntry;
  second: FrameEntry;
  /** Shows the second left to right, as it matches. */
  isSecondTurned: boolean;
  index: LibraryIndex;
}) {
  return (
    <div className={styles['pair']}>
      <Side frame={first} index={index} isTurned={false} />
      <Side frame={second} index={index} isTurned={isSecondTurned} />
    </div>
  );
}

function Side({ frame, index, isTurned }: { frame: FrameEntry; index: LibraryIndex; isTurned: boolean }) {
  const { area } = frame.picture;
  const aspect = area.width / area.height;
  return (
    <figure className={styles['side']} style={{ flexGrow: aspect, '--aspect': aspect } as object}>
      <div className={styles['picture']} data-turned={isTurned || undefined}>
        <CroppedPicture
          picture={frame.picture}
          variant="full"
          alt={frame.altText || workTitle(index.works.get(frame.workId)?.title)}
        />
      </div>
      <PaletteStrip palette={frame.palette} />
      <figcaption className={styles['caption']}>
        <b>{workTitle(index.works.get(frame.workId)?.title)}</b>
        <span className="numeric">{frame.timecode ?? framePlace(frame, index)}</span>
        {isTurned ? <span>shown mirrored</span> : null}
      </figcaption>
    </figure>
  );
}
