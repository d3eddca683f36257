import sharp from 'sharp';
import type { RgbPicture } from '../pictures/rgbPicture.ts';

/** Widest or highest picture of a paused viewer, px: what no screen shows need not be encoded. */
const largestViewPx = 3840;

/** A picture for looking at one frame: JPEG, quality 92, 4:4:4. */
export interface EncodedView {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

export async function encodeView(picture: RgbPicture): Promise<EncodedView> {
  const { width, height } = picture;
  const { data, info } = await sharp(picture.data, {
    raw: { width, height, channels: 3 },
    limitInputPixels: false,
  })
    .resize({ width: largestViewPx, height: largestViewPx, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
