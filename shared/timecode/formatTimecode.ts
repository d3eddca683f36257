import type { Rational } from '../domain/frame.ts';
import { nominalRate } from './nominalRate.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * Writes a frame number as non-drop-frame timecode, HH:MM:SS:FF, counting frames at the nominal rate (24 for
 * 23.976), as editing systems do. The frame field grows to three digits above 100 frames a second.
 * @param frameIndex presentation order, the first frame is 0 and reads 00:00:00:00
 * @param frameRate frames a second
 */
export function formatTimecode(frameIndex: number, frameRate: Rational): string {
  const rate = nominalRate(frameRate);
  const whole = Math.max(0, Math.trunc(frameIndex));
  const seconds = Math.floor(whole / rate);
  const frameDigits = Math.max(2, String(rate - 1).length);
  return [
    twoDigits(Math.floor(seconds / 3600)),
    twoDigits(Math.floor(seconds / 60) % 60),
    twoDigits(seconds % 60),
    String(whole % rate).padStart(frameDigits, '0'),
  ].join(':');
}
