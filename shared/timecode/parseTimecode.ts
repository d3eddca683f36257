import type { Rational, TimecodeOrigin } from '../domain/frame.ts';
import { droppedPerMinute } from './droppedPerMinute.ts';
import { nominalRate } from './nominalRate.ts';

/**
 * Reads what {@link formatTimecode} writes. Leading fields may be left out ("1:02:10" is one minute, two
 * seconds, ten frames); `;` is taken like `:`: whether numbers are dropped is the file's matter, told by
 * the origin. A number that drop frame leaves out is read as the next that there is.
 * @returns the frame index, or null where the text is not a timecode, a field is out of its range or it lies before
 *   the file's first frame
 */
export function parseTimecode(text: string, frameRate: Rational, origin?: TimecodeOrigin): number | null {
  const label = /^\s*(?:(?:(?:(\d{1,3})[:;])?(\d{1,2})[:;])?(\d{1,2})[:;])?(\d{1,3})\s*$/.exec(text);
  if (label === null) return null;
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = label
    .slice(1)
    .map((field: string | undefined) => (field === undefined ? 0 : Number(field)));
  const rate = nominalRate(frameRate);
  if (minutes > 59 || seconds > 59 || frames >= rate) return null;
  const dropped = origin?.dropFrame === true ? droppedPerMinute(rate) : 0;
  const isDropped = seconds === 0 && frames < dropped && minutes % 10 !== 0;
  const wholeMinutes = hours * 60 + minutes;
  const skipped = dropped * (wholeMinutes - Math.floor(wholeMinutes / 10));
  const counted = (wholeMinutes * 60 + seconds) * rate + (isDropped ? dropped : frames) - skipped;
  if (origin === undefined) return counted;
  const aDay = 144 * (rate * 600 - 9 * dropped);
  const fromStart = counted - origin.startFrame;
  if (fromStart >= 0) return fromStart;
  // Past midnight, unless that would be most of a day away.
  return fromStart + aDay < aDay / 2 ? fromStart + aDay : null;
}
