import sharp from 'sharp';
import type { StoredPicture } from '../../../shared/domain/frame.ts';
import { measureSignature, writeSignature } from '../../../shared/similarity/pictureSignature.ts';
import { areaOnPlane } from '../pictures/analysePicture.ts';
import { planeSizeOf } from '../pictures/packPicture.ts';
import { framePath } from './frameStore.ts';

/**
 * Measures a stored picture as an import would have, from its thumbnail.
 * @returns null where the thumbnail is not there or cannot be read
 */
export async function measureStored(frameFolder: string, picture: StoredPicture): Promise<string | null> {
  const { hash, width, height, area } = picture;
  const planeSize = planeSizeOf(width, height);
  try {
    const { data, info } = await sharp(framePath(frameFolder, hash, 'thumb'))
      .resize({ ...planeSize, fit: 'fill', kernel: 'linear' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const plane = { width: info.width, height: info.height, data };
    return writeSignature(measureSignature(plane, areaOnPlane({ plane, area, width, height })));
  } catch {
    return null;
  }
}
