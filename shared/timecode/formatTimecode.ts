import type { Rational, TimecodeOrigin } from '../domain/frame.ts';
import { droppedPerMinute } from './droppedPerMinute.ts';
import { nominalRate } from './nominalRate.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * Writes a frame number as timecode, HH:MM:SS:FF, counting frames at the nominal rate (24 for 23.976), as editing
 * systems do. The frame field grows to three digits above 100 frames a second. Where the file counts in drop frame
 * the last separator is `;` and the numbers that SMPTE ST 12-1 leaves out are left out.
 * @param frameIndex presentation order, the first frame is 0
 * @param frameRate frames a second
 * @param origin where the file's own timecode starts; without it the first frame reads 00:00:00:00. Timecode with
 *   an origin goes round at 24 hours
 */
export function formatTimecode(frameIndex: number, frameRate: Rational, origin?: TimecodeOrigin): string {
  const rate = nominalRate(frameRate);
  const dropped = origin?.dropFrame === true ? droppedPerMinute(rate) : 0;
  const counted = Math.max(0, Math.trunc(frameIndex)) + (origin?.startFrame ?? 0);
  const aDay = 144 * (rate * 600 - 9 * dropped);
  const label = labelOf(origin === undefined ? counted : counted % aDay, rate, dropped);
  const seconds = Math.floor(label / rate);
  const frameDigits = Math.max(2, String(rate - 1).length);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const frames = String(label % rate).padStart(frameDigits, '0');
  return `${clock.map(twoDigits).join(':')}${dropped > 0 ? ';' : ':'}${frames}`;
}

/** The number that a frame bears once the dropped ones are skipped: the first of each minute but every tenth. */
function labelOf(counted: number, rate: number, dropped: number): number {
  if (dropped === 0) return counted;
  const tenMinutes = rate * 600 - 9 * dropped;
  const minute = rate * 60 - dropped;
  const tens = Math.floor(counted / tenMinutes);
  const within = counted % tenMinutes;
  // The first minute of ten is whole.
  const skips = within < rate * 60 ? 0 : 1 + Math.floor((within - rate * 60) / minute);
  return counted + dropped * (9 * tens + skips);
}
