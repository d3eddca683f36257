import sharp, { type Sharp } from 'sharp';
import { findPictureArea } from '../../../shared/colour/findPictureArea.ts';
import type { RgbPixels } from '../../../shared/colour/rgbPixels.ts';
import type { Rect } from '../../../shared/domain/frame.ts';
import type { RgbPicture } from './rgbPicture.ts';

/** A picture made ready for the frame store and for analysis. */
export interface PicturePack {
  /** JPEG, sRGB, at most 4096 px a side: quality 90, 4:4:4, or a still's own where that is all this already. */
  readonly full: Buffer;
  /** WebP, at most 480 px wide. */
  readonly thumb: Buffer;
  /** WebP, at most 96 px wide. */
  readonly small: Buffer;
  /** Size of `full` in pixels. */
  readonly width: number;
  readonly height: number;
  /** About 128x72 px of the same aspect, averaged, for palette and moods. */
  readonly plane: RgbPixels;
  /** The picture proper without bars, to the pixel, in pixels of `full`. */
  readonly area: Rect;
}

// No picture is asked for twice: what libvips would remember of them is only memory.
sharp.cache(false);

/** Longest side of a stored picture, pixels. */
export const largestStoredSide = 4096;
const thumbWidth = 480;
const smallWidth = 96;
const planeArea = 128 * 72;

/**
 * Encodes a picture once in each size. The small sizes are all made from the 480 px one, so that the full picture
 * is read only twice.
 * @param knownArea the picture between bars in pixels of `picture`, where more than this picture tells it
 */
export async function packPicture(picture: RgbPicture, knownArea?: Rect): Promise<PicturePack> {
  const stored = await fitForStore(picture);
  const { width, height } = stored;
  const [full, middle] = await Promise.all([
    fromRaw(stored).jpeg({ quality: 90, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer(),
    toRaw(fitForSmall(fromRaw(stored))),
  ]);
  const area =
    knownArea === undefined ? findPictureArea(stored) : scaledArea(knownArea, picture, { width, height });
  return { full, width, height, ...(await packSmall(middle, width, height)), area };
}

/** The 480 px picture that the small sizes are made of, from a still's own decoder. */
export function fitForSmall(image: Sharp): Sharp {
  return image.resize({ width: thumbWidth, withoutEnlargement: true, fit: 'inside', kernel: 'mitchell' });
}

/**
 * The small sizes and the plane.
 * @param middle the picture at most 480 px wide
 * @param width of the full picture
 * @param height of the full picture
 */
export async function packSmall(
  middle: RgbPicture,
  width: number,
  height: number,
): Promise<Pick<PicturePack, 'thumb' | 'small' | 'plane'>> {
  const planeSize = planeSizeOf(width, height);
  const [thumb, small, plane] = await Promise.all([
    fromRaw(middle).webp({ quality: 80, effort: 0 }).toBuffer(),
    fromRaw(middle)
      .resize({ width: smallWidth, withoutEnlargement: true })
      .webp({ quality: 75, effort: 0 })
      .toBuffer(),
    toRaw(fromRaw(middle).resize({ ...planeSize, fit: 'fill', kernel: 'linear' })),
  ]);
  return { thumb, small, plane };
}

/** The size of the plane: the picture's aspect on about 128x72 pixels, never larger than the picture. */
export function planeSizeOf(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(planeArea / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** An area in whole pixels of the stored picture. */
function scaledArea(area: Rect, from: Omit<RgbPicture, 'data'>, to: Omit<RgbPicture, 'data'>): Rect {
  const x = Math.min(to.width - 1, Math.ceil((area.x * to.width) / from.width - 0.01));
  const y = Math.min(to.height - 1, Math.ceil((area.y * to.height) / from.height - 0.01));
  const right = Math.floor(((area.x + area.width) * to.width) / from.width + 0.01);
  const bottom = Math.floor(((area.y + area.height) * to.height) / from.height + 0.01);
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

async function fitForStore(picture: RgbPicture): Promise<RgbPicture> {
  if (Math.max(picture.width, picture.height) <= largestStoredSide) return picture;
  return toRaw(
    fromRaw(picture).resize({ width: largestStoredSide, height: largestStoredSide, fit: 'inside' }),
  );
}

function fromRaw({ width, height, data }: RgbPicture): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

async function toRaw(image: Sharp): Promise<RgbPicture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
