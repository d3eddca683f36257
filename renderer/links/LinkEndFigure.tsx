import type { Frame } from '../../shared/domain/frame.ts';
import type { Moment } from '../../shared/domain/homageLink.ts';
import { type Work, workByline } from '../../shared/domain/work.ts';
import { frameTimecode, momentTimecode } from '../../shared/timecode/frameTimecode.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
import styles from './LinkEndFigure.module.css';

/** "Hate that… · Key feat. Taeyeon · 2021". */
export function workCaption(work: Work | undefined): string {
  if (work === undefined) return 'a removed work';
  return [work.title, workByline(work), work.year === null ? '' : String(work.year)]
    .filter(Boolean)
    .join(' · ');
}

/** One end of a link: its frame with palette and timecode, or its moment in words. */
export function LinkEndFigure({
  work,
  frame,
  moment,
  onShow,
  onOpen,
  hideCaption = false,
}: {
  work: Work | undefined;
  frame: Frame | undefined;
  moment: Moment | undefined;
  /** Without it the picture is no button. */
  onShow?: () => void;
  /** Offers to open the viewer at this very frame or moment. */
  onOpen?: () => void;
  hideCaption?: boolean;
}) {
  const timecode = frame === undefined ? null : frameTimecode(frame);
  return (
    <figure className={styles['figure']}>
      {frame === undefined ? (
        <div className={styles['unknown']}>
          <span>{moment === undefined ? 'This frame was removed' : moment.label || 'Moment'}</span>
          {moment === undefined ? null : (
            <small className="numeric">{momentTimecode(moment) ?? 'timecode unknown'}</small>
          )}
        </div>
      ) : (
        <>
          <div className={styles['picture']}>
            {onShow === undefined ? (
              <CroppedPicture picture={frame.picture} variant="thumb" alt={frame.altText} />
            ) : (
              <button
                type="button"
                className={styles['button']}
                aria-label="Show in library"
                onClick={onShow}
              >
                <CroppedPicture picture={frame.picture} variant="full" alt={frame.altText} />
              </button>
            )}
            {timecode === null ? null : <span className={`${styles['timecode']} numeric`}>{timecode}</span>}
          </div>
          <div className={styles['strip']}>
            <PaletteStrip palette={frame.palette} />
          </div>
        </>
      )}
      {hideCaption ? null : (
        <figcaption className={styles['caption']}>
          <span className={styles['work']}>{workCaption(work)}</span>
          {onOpen === undefined ? null : (
            <Button variant="quiet" onPress={onOpen}>
              Open in viewer
            </Button>
          )}
        </figcaption>
      )}
    </figure>
  );
}
