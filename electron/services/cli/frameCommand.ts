import { rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import sharp from 'sharp';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { timecodeAt } from '../../../shared/timecode/frameTimecode.ts';
import { type FrameWanted, frameAt } from '../video/frameAt.ts';
import { CliFailure } from './cliFailure.ts';

/**
 * Reads `--at`: seconds from the first frame ("12.345"), or a frame number ("#296", the first is #0).
 * @throws CliFailure
 */
export function parseAt(text: string): FrameWanted {
  if (/^#\d+$/.test(text)) return { frameIndex: Number(text.slice(1)) };
  if (/^\d+(\.\d+)?$/.test(text) || /^\.\d+$/.test(text)) return { timeSec: Number(text) };
  throw new CliFailure(`--at takes seconds (12.345) or a frame number (#296), not "${text}"`);
}

/**
 * `frame FILE --at ... -o OUT`: writes that very frame, upright and with square pixels, in the format that OUT's
 * extension names (png, jpg, webp, tiff, avif). OUT appears whole or not at all.
 */
export async function frameCommand(file: string, at: string, out: string): Promise<unknown> {
  const wanted = parseAt(at);
  const extension = extname(out).toLowerCase().slice(1);
  if (!['png', 'jpg', 'jpeg', 'webp', 'tif', 'tiff', 'avif'].includes(extension)) {
    throw new CliFailure(`-o takes a .png, .jpg, .webp, .tiff or .avif file, not "${basename(out)}"`);
  }
  const { time, pixels } = await frameAt(file, wanted);
  const { width, height, data } = pixels;
  const image = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const half = join(dirname(out), `.${basename(out)}.${process.pid}.part.${extension}`);
  try {
    await (extension.startsWith('j')
      ? image.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      : image
    ).toFile(half);
    await rename(half, out);
  } catch (thrown) {
    await rm(half, { force: true });
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppFailure('write-failed', { fileName: basename(out), reason }, { cause: thrown });
  }
  const { frameIndex, timeSec, ticks } = time;
  return { file, out, frameIndex, timeSec, ticks, timecode: timecodeAt(time), width, height };
}
