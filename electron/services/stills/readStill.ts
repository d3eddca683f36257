import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { findPictureArea } from '../../../shared/colour/findPictureArea.ts';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { StillProbe } from '../../../shared/domain/media.ts';
import { patienceSec } from '../jobs/giveUpWhenStuck.ts';
import { fileFailure } from '../pictures/fileFailure.ts';
import { openSource } from '../pictures/openSource.ts';
import {
  fitForSmall,
  largestStoredSide,
  type PicturePack,
  packPicture,
  packSmall,
} from '../pictures/packPicture.ts';
import { decodeHeic } from './decodeHeic.ts';
import { plainJpeg } from './plainJpeg.ts';

/** A still and what it says of itself. */
export interface StillReading {
  readonly probe: StillProbe;
  readonly picture: PicturePack;
}

const largestSidePx = 32_768;
const largestAreaPx = 400_000_000;
/** What shows through transparent pixels: a grey of no hue, on which black and white lettering both stay seen. */
const behindTransparency = { r: 128, g: 128, b: 128 };

/**
 * Reads a still: turned upright, converted from its ICC profile to sRGB, transparency laid on neutral mid-grey,
 * the first picture of an animated one. Decoded once.
 * @throws AppFailure file-not-found | file-unreadable | file-empty | file-unsupported | file-broken |
 *   picture-too-large
 */
export async function readStill(path: string): Promise<StillReading> {
  const { file } = await openSource(path);
  await file.close();
  const fileName = basename(path);
  const { image, probe, metadata } = await openStill(path, fileName);
  try {
    const asItIs = await keepAsItIs(path, metadata);
    if (asItIs !== null) return { probe, picture: asItIs };
    const { data, info } = await image
      .autoOrient()
      .resize({
        width: largestStoredSide,
        height: largestStoredSide,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .timeout({ seconds: patienceSec })
      .toColourspace('srgb')
      .flatten({ background: behindTransparency })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const pixels = info.channels === 3 ? data : spreadGrey(data, info.channels);
    const picture = await packPicture({ width: info.width, height: info.height, data: pixels });
    return { probe, picture };
  } catch (thrown) {
    if (thrown instanceof Error && /^timeout/i.test(thrown.message)) {
      throw new AppFailure('no-progress', { fileName, reason: thrown.message }, { cause: thrown });
    }
    throw fileFailure(thrown, fileName);
  }
}

/** Opens a still with sharp; HEIC, whose HEVC sharp has no decoder for, through FFmpeg. */
async function openStill(
  path: string,
  fileName: string,
): Promise<{ image: Sharp; probe: StillProbe; metadata: Metadata }> {
  const image = sharp(path, { limitInputPixels: largestAreaPx, failOn: 'error', page: 0, pages: 1 });
  const metadata = await metadataOf(image, fileName);
  const probe = probeOf(metadata);
  if (probe.format !== 'heic') return { image, probe, metadata };
  try {
    const decoded = await decodeHeic(path);
    const { width, height } = await decoded.metadata();
    return { image: decoded, probe: { width, height, format: 'heic' }, metadata };
  } catch (thrown) {
    throw fileFailure(thrown, fileName);
  }
}

/**
 * A JPEG that is upright, in sRGB and no larger than pictures are stored needs no second coding: its picture is kept
 * bit for bit, and only the small sizes are decoded. Null where something has to be done to it, such as finding its
 * bars to the pixel.
 */
async function keepAsItIs(path: string, metadata: Metadata): Promise<PicturePack | null> {
  const { width, height, orientation = 1, icc } = metadata;
  const isPlain = metadata.format === 'jpeg' && metadata.space === 'srgb' && metadata.channels === 3;
  if (!isPlain || orientation !== 1 || icc !== undefined) return null;
  if (Math.max(width, height) > largestStoredSide) return null;
  const full = plainJpeg(await readFile(path));
  if (full === null) return null;
  const decoder = fitForSmall(sharp(full, { limitInputPixels: largestAreaPx, failOn: 'error' }));
  const { data, info } = await decoder
    .timeout({ seconds: patienceSec })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) return null;
  const middle = { width: info.width, height: info.height, data };
  const area = findPictureArea(middle);
  if (area.width < middle.width || area.height < middle.height) return null;
  const small = await packSmall(middle, width, height);
  return { full: Buffer.from(full), width, height, ...small, area: { x: 0, y: 0, width, height } };
}

async function metadataOf(image: Sharp, fileName: string): Promise<Metadata> {
  let metadata: Metadata;
  try {
    metadata = await image.metadata();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const code = /pixel limit/i.test(reason)
      ? 'picture-too-large'
      : /unsupported|not supported|no decoding plugin/i.test(reason)
        ? 'file-unsupported'
        : 'file-broken';
    throw new AppFailure(code, { fileName, reason }, { cause: thrown });
  }
  const { width, height } = metadata.autoOrient;
  if (Math.max(width, height) > largestSidePx || width * height > largestAreaPx) {
    throw new AppFailure('picture-too-large', { fileName, reason: `${width} x ${height}` });
  }
  return metadata;
}

function probeOf(metadata: Metadata): StillProbe {
  const { width, height } = metadata.autoOrient;
  return { width, height, format: formatOf(metadata) };
}

function formatOf(metadata: Metadata): string {
  return metadata.format === 'heif' ? (metadata.compression === 'av1' ? 'avif' : 'heic') : metadata.format;
}

function spreadGrey(data: Buffer, channels: number): Buffer {
  const count = data.length / channels;
  const rgb = Buffer.allocUnsafe(count * 3);
  for (let index = 0; index < count; index += 1)
    rgb.fill(data[index * channels] ?? 0, index * 3, index * 3 + 3);
  return rgb;
}
