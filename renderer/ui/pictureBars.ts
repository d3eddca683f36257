import type { StoredPicture } from '../../shared/domain/frame.ts';

/** Whether a picture has letterbox, pillarbox or windowbox bars. */
export function hasBars({ area, width, height }: StoredPicture): boolean {
  return area.width < width || area.height < height;
}

/** The picture to show: without its bars, or whole. The same object where that makes no difference. */
export function shownPicture(picture: StoredPicture, showBars: boolean): StoredPicture {
  if (!showBars || !hasBars(picture)) return picture;
  const { width, height } = picture;
  return { ...picture, area: { x: 0, y: 0, width, height } };
}
