/**
 * Frame numbers that drop-frame timecode leaves out at the start of a minute: 2 at a nominal 30 frames a second, 4 at
 * 60, 8 at 120 (SMPTE ST 12-1, ST 12-3). 0 at rates that have no drop frame.
 * @param nominal whole frames a second
 */
export function droppedPerMinute(nominal: number): number {
  return nominal % 30 === 0 ? nominal / 15 : 0;
}
