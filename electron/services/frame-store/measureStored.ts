import sharp from 'sharp';
import { measureStatistics } from '../../../shared/colour/detectMoods.ts';
import { oklabPlanes } from '../../../shared/colour/oklabPlanes.ts';
import { statisticsText } from '../../../shared/colour/packStatistics.ts';
import type { RgbPixels } from '../../../shared/colour/rgbPixels.ts';
import type { Rect, StoredPicture } from '../../../shared/domain/frame.ts';
import { measureSignature, writeSignature } from '../../../shared/similarity/pictureSignature.ts';
import { areaOnPlane } from '../pictures/analysePicture.ts';
import { planeSizeOf } from '../pictures/packPicture.ts';
import { framePath } from './frameStore.ts';

/**
 * The signature of a stored picture as an import would have measured it, from its thumbnail.
 * @returns null where the thumbnail is not there or cannot be read
 */
export async function measureStored(frameFolder: string, picture: StoredPicture): Promise<string | null> {
  const read = await planeOfStored(frameFolder, picture);
  return read === null ? null : writeSignature(measureSignature(read.plane, read.area));
}

/**
 * What a stored picture's moods are read from, packed as text, as an import would have measured it.
 * @returns null where the thumbnail is not there or cannot be read
 */
export async function measureStoredColours(
  frameFolder: string,
  picture: StoredPicture,
): Promise<string | null> {
  const read = await planeOfStored(frameFolder, picture);
  return read === null ? null : statisticsText(measureStatistics(oklabPlanes(read.plane, read.area)));
}

async function planeOfStored(
  frameFolder: string,
  { hash, width, height, area }: StoredPicture,
): Promise<{ plane: RgbPixels; area: Rect } | null> {
  const planeSize = planeSizeOf(width, height);
  try {
    const { data, info } = await sharp(framePath(frameFolder, hash, 'thumb'))
      .resize({ ...planeSize, fit: 'fill', kernel: 'linear' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const plane = { width: info.width, height: info.height, data };
    return { plane, area: areaOnPlane({ plane, area, width, height }) };
  } catch {
    return null;
  }
}
