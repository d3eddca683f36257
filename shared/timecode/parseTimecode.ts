import type { Rational } from '../domain/frame.ts';
import { nominalRate } from './nominalRate.ts';

/**
 * Reads what {@link formatTimecode} writes. Leading fields may be left out ("1:02:10" is one minute, two
 * seconds, ten frames); `;` is taken like `:` but counts no dropped frames.
 * @returns the frame index, or null where the text is not a timecode or a field is out of its range
 */
export function parseTimecode(text: string, frameRate: Rational): number | null {
  const match = /^\s*(?:(?:(?:(\d{1,3})[:;])?(\d{1,2})[:;])?(\d{1,2})[:;])?(\d{1,3})\s*$/.exec(text);
  if (match === null) return null;
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = match
    .slice(1)
    .map((field: string | undefined) => (field === undefined ? 0 : Number(field)));
  const rate = nominalRate(frameRate);
  if (minutes > 59 || seconds > 59 || frames >= rate) return null;
  return (hours * 3600 + minutes * 60 + seconds) * rate + frames;
}
