import type { FrameId } from '../../shared/domain/ids.ts';
import { pictureInShape } from '../../shared/print/pictureInShape.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { shownPicture } from '../ui/pictureBars.ts';
import type { PictureVariant } from '../ui/pictureUrl.ts';
import styles from './FrameItem.module.css';
import { useBoardContent } from './useBoardSession.ts';

/**
 * A frame: its picture with the timecode on it and the palette strip below.
 * @param shape of the item, width by height: a picture of another shape is cut to it, never stretched
 * @param shownWidth about how wide it is on screen, CSS px
 */
export function FrameItem({
  frameId,
  showBars,
  shape,
  shownWidth,
}: {
  frameId: FrameId;
  showBars: boolean;
  shape: number;
  shownWidth: number;
}) {
  const frame = useBoardContent((content) => content.frames.get(frameId));
  const loaded = useBoardContent((content) => content.loaded);
  if (frame === undefined) {
    return <div className={styles['missing']}>{loaded ? 'Frame no longer in the library' : ''}</div>;
  }
  const timecode = frameTimecode(frame);
  return (
    <>
      <CroppedPicture
        picture={pictureInShape(shownPicture(frame.picture, showBars), shape)}
        variant={variantFor(shownWidth)}
        alt=""
        fit="cover"
      />
      {timecode === null || shownWidth < 110 ? null : (
        <span className={`${styles['timecode']} numeric`}>{timecode}</span>
      )}
      <div className={styles['strip']} aria-hidden>
        {frame.palette.map((swatch) => (
          <span key={swatch.hex} style={{ background: swatch.hex, flexGrow: Math.max(swatch.share, 0.02) }} />
        ))}
      </div>
    </>
  );
}

/** The smallest stored picture that is still sharp at a width. */
function variantFor(shownWidth: number): PictureVariant {
  const pixels = shownWidth * window.devicePixelRatio;
  if (pixels <= 110) return 'small';
  return pixels <= 520 ? 'thumb' : 'full';
}
