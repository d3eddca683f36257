import type { StoredPicture } from '../domain/frame.ts';

/**
 * A picture cut to a shape about its middle, within its area.
 * @param shape width by height
 */
export function pictureInShape(picture: StoredPicture, shape: number): StoredPicture {
  const { area } = picture;
  const width = Math.min(area.width, area.height * shape);
  const height = Math.min(area.height, area.width / shape);
  return {
    ...picture,
    area: {
      x: area.x + (area.width - width) / 2,
      y: area.y + (area.height - height) / 2,
      width,
      height,
    },
  };
}
