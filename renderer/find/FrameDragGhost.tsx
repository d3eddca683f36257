import { currentLibrary } from '../library/useLibraryIndex.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import styles from './FrameDragGhost.module.css';
import { useFrameDrag } from './frameDrag.ts';

/** The frame that is being dragged, beside the pointer. */
export function FrameDragGhost() {
  const { frameId, x, y } = useFrameDrag();
  const frame = frameId === null ? undefined : currentLibrary().frames.get(frameId);
  if (frame === undefined) return null;
  return (
    <div className={styles['ghost']} aria-hidden style={{ transform: `translate(${x + 12}px, ${y + 12}px)` }}>
      <CroppedPicture picture={frame.picture} variant="thumb" alt="" />
    </div>
  );
}
