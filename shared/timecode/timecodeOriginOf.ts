import type { Rational, TimecodeOrigin } from '../domain/frame.ts';
import { parseTimecode } from './parseTimecode.ts';

/** What {@link timecodeOriginOf} needs of a `VideoProbe`. */
export interface StatedTimecode {
  readonly startTimecode?: string | undefined;
  readonly dropFrame?: boolean | undefined;
  readonly frameRate: Rational;
}

/** Where a file's own timecode starts; undefined where it carries none that can be read. */
export function timecodeOriginOf(probe: StatedTimecode): TimecodeOrigin | undefined {
  if (probe.startTimecode === undefined) return undefined;
  const dropFrame = probe.dropFrame ?? false;
  const fromMidnight = { startFrame: 0, dropFrame };
  const startFrame = parseTimecode(probe.startTimecode, probe.frameRate, fromMidnight);
  return startFrame === null ? undefined : { startFrame, dropFrame };
}
