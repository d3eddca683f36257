import { AppFailure } from '../../../shared/contract/appError.ts';

const longestDurationSec = 24 * 3600;
const largestSidePx = 32_768;
const largestAreaPx = 400_000_000;

/**
 * Refuses a video longer than a day, whether a header says so or its frames turn out so.
 * @throws AppFailure duration-too-long
 */
export function checkDuration(fileName: string, durationSec: number): void {
  if (durationSec <= longestDurationSec) return;
  throw new AppFailure('duration-too-long', { fileName, reason: `${durationSec} s` });
}

/**
 * Refuses pictures above 32,768 pixels a side or 400 megapixels.
 * @throws AppFailure picture-too-large
 */
export function checkPictureSize(fileName: string, width: number, height: number): void {
  if (Math.max(width, height) <= largestSidePx && width * height <= largestAreaPx) return;
  throw new AppFailure('picture-too-large', { fileName, reason: `${width} x ${height}` });
}
