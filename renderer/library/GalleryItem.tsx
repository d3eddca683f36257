import { memo, useMemo } from 'react';
import { HitMarks } from '../find/HitMarks.tsx';
import type { FrameHit } from '../find/ranking.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { shownPicture } from '../ui/pictureBars.ts';
import styles from './GalleryItem.module.css';
import { useGallery } from './galleryStore.ts';
import type { FrameEntry } from './libraryEntries.ts';
import { paletteGradient } from './paletteGradient.ts';

/** Wider than this the 480 px thumbnail would look soft. */
const thumbUpToPx = 520;
const smallUpToPx = 90;
/** From the picture's foot to the top of what is written on it. */
const badgeRisePx = 21;

export interface GalleryItemProps {
  frame: FrameEntry;
  optionId: string;
  /** Counted from 1. */
  position: number;
  total: number;
  name: string;
  title: string;
  place: string;
  links: number;
  /** Its file is missing; the picture is there all the same. */
  isOffline: boolean;
  isSelected: boolean;
  isCursor: boolean;
  /** How well it answers the search; null where frames are not ranked. */
  hit: FrameHit | null;
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
}

const Picture = memo(CroppedPicture);

/** A frame in the gallery: picture without bars, timecode, palette, where it is from. */
export const GalleryItem = memo(function GalleryItem({
  frame,
  optionId,
  position,
  total,
  name,
  title,
  place,
  links,
  isOffline,
  isSelected,
  isCursor,
  hit,
  leftPx,
  topPx,
  widthPx,
  heightPx,
}: GalleryItemProps) {
  const showBars = useGallery((state) => state.showBars);
  const picture = useMemo(() => shownPicture(frame.picture, showBars), [frame.picture, showBars]);
  const { area } = picture;
  const aspect = area.width / area.height;
  const pictureWidthPx = Math.min(widthPx, heightPx * aspect);
  const neededPx = pictureWidthPx * window.devicePixelRatio;
  const variant = neededPx > thumbUpToPx ? 'full' : neededPx <= smallUpToPx ? 'small' : 'thumb';
  const strip = useMemo(() => paletteGradient(frame.palette), [frame.palette]);
  return (
    <div
      id={optionId}
      role="option"
      tabIndex={-1}
      aria-label={`${name}${isOffline ? ', file missing' : ''}${hit === null ? '' : `, match ${hit.score.toFixed(2)}`}`}
      aria-selected={isSelected}
      aria-posinset={position}
      aria-setsize={total}
      data-frame-id={frame.id}
      data-cursor={isCursor || undefined}
      className={styles['item']}
      style={{ width: widthPx, transform: `translate(${leftPx}px, ${topPx}px)` }}
    >
      <div className={styles['box']} style={{ height: heightPx }}>
        <div data-picture style={{ width: pictureWidthPx }}>
          <Picture picture={picture} variant={variant} alt={frame.altText} />
        </div>
      </div>
      <div className={styles['strip']} style={{ backgroundImage: strip }} />
      {hit === null ? null : <HitMarks hit={hit} palette={frame.palette} />}
      {/* In the order of the option's name. What the name does not say is drawn by the style sheet. */}
      <div aria-hidden className={styles['caption']}>
        <span className={styles['title']} title={title}>
          {title}
        </span>{' '}
        {frame.timecode === null ? (
          <span className={styles['place']} title={place}>
            {place}
          </span>
        ) : (
          <>
            <span className={`${styles['timecode']} numeric`} style={{ top: heightPx - badgeRisePx }}>
              {frame.timecode}
            </span>
            <span className={`${styles['place']} numeric`} data-text={place} />
          </>
        )}
      </div>
      {hit === null ? null : (
        <span
          aria-hidden
          className={`${styles['match']} numeric`}
          data-text={`${hit.score.toFixed(2)}${hit.look?.mirrored === true ? ' mirrored' : ''}`}
        />
      )}
      {isOffline ? <span aria-hidden className={styles['offline']} data-text="Offline" /> : null}
      {links === 0 ? null : (
        <span
          className={styles['links']}
          style={{ top: heightPx - badgeRisePx }}
          data-text={links === 1 ? '1 link' : `${links} links`}
        />
      )}
    </div>
  );
});
