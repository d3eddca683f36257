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
  const style =
    fit === 'own-shape'
      ? { aspectRatio: `${area.width} / ${area.height}` }
      : { width: '100%', height: '100%' };
  return (
    <div className={styles['box']} style={style}>
      <img
        className={styles['picture']}
        src={pictureUrl(picture.hash, variant)}
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
