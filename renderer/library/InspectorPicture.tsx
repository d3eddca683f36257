import { Maximize2 } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Frame } from '../../shared/domain/frame.ts';
import { followFrameDrag } from '../find/frameDrag.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { shownPicture } from '../ui/pictureBars.ts';
import { useGallery } from './galleryStore.ts';
import styles from './InspectorPicture.module.css';
import { MoodMask } from './MoodMask.tsx';
import { useMoodShown } from './moodShown.ts';

/**
 * The frame, without bars unless they are to be shown; over it, never with them, where the mood is that is being asked
 * about; then it stays in view while the reasons below are read. A button opens the viewer.
 */
export function InspectorPicture({
  frame,
  name,
  onOpen,
}: {
  frame: Frame;
  name: string;
  onOpen: () => void;
}) {
  const moodId = useMoodShown((state) => (state.frameId === frame.id ? state.moodId : null));
  const condition = useMoodShown((state) => state.condition);
  const showBars = useGallery((state) => state.showBars) && moodId === null;
  const picture = shownPicture(frame.picture, showBars);
  return (
    <div
      className={`${styles['place']} ${moodId === null ? '' : styles['asked']}`}
      style={{ '--shape': picture.area.width / picture.area.height } as CSSProperties}
    >
      <div className={styles['picture']} onPointerDown={(event) => followFrameDrag(event, frame.id)}>
        <CroppedPicture picture={picture} variant="full" alt={frame.altText || name} />
        {moodId === null ? null : <MoodMask picture={frame.picture} moodId={moodId} condition={condition} />}
        <div className={styles['open']}>
          <Button onPress={onOpen}>
            <Maximize2 size={13} aria-hidden />
            Open in viewer
          </Button>
        </div>
      </div>
    </div>
  );
}
