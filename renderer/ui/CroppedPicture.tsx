import { useCallback } from 'react';
import type { StoredPicture } from '../../shared/domain/frame.ts';
import styles from './CroppedPicture.module.css';
import { type PictureVariant, pictureUrl } from './pictureUrl.ts';

/**
 * A stored picture without its letterbox bars. It fills the width it is given at the picture's own shape
 * unless `fit` says to fill the whole box (cover) or to stand inside it (contain).
 */
export function CroppedPicture({
  picture,
  variant,
  alt,
  fit = 'own-shape',
}: {
  picture: StoredPicture;
  variant: PictureVariant;
  alt: string;
  fit?: 'own-shape' | 'cover';
}) {
  const { area } = picture;
  const url = pictureUrl(picture.hash, variant);
  // A picture that is taken away lets go of its pixels at once, not whenever memory is looked through: a gallery that is
  // scrolled far would hold hundreds of megabytes of them.
  const released = useCallback(
    (image: HTMLImageElement) => {
      if (image.getAttribute('src') !== url) image.setAttribute('src', url);
      return () => image.removeAttribute('src');
    },
    [url],
  );
  const style =
    fit === 'own-shape'
      ? { aspectRatio: `${area.width} / ${area.height}` }
      : { width: '100%', height: '100%' };
  return (
    <div className={styles['box']} style={style}>
      <img
        ref={released}
        className={styles['picture']}
        src={url}
        alt={alt}
        draggable={false}
        decoding="async"
        style={{
          width: `${(picture.width / area.width) * 100}%`,
          height: `${(picture.height / area.height) * 100}%`,
          left: `${(-area.x / area.width) * 100}%`,
          top: `${(-area.y / area.height) * 100}%`,
        }}
      />
    </div>
  );
}
