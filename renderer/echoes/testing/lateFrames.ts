import type { Shot } from '../../../shared/domain/frame.ts';
import { frameIdOf } from '../../../shared/domain/ids.ts';
import { mergeAnalysedFrame } from '../../database/mergeAnalysedFrame.ts';
import { analysedFrame, videoFile, work } from '../../database/testing/records.ts';
import { type FrameEntry, frameEntry } from '../../library/libraryEntries.ts';

export const file = videoFile(1, 'film.mov');
const film = work('film', { kind: 'film' });
/** Of two seconds each. */
export const shots = [0, 1, 2].map(
  (index): Shot => ({
    index,
    startFrame: index * 48,
    endFrame: index * 48 + 48,
    startSec: index * 2,
    endSec: index * 2 + 2,
    transition: 'cut',
  }),
);

function frameAt(frameIndex: number): FrameEntry {
  const frame = analysedFrame(file, 0);
  const time =
    frame.time === null ? null : { ...frame.time, ticks: frameIndex, frameIndex, timeSec: frameIndex / 24 };
  const shot = shots[Math.floor(frameIndex / 48)] ?? null;
  const row = { ...frame, id: frameIdOf(file.id, frameIndex), time, shot };
  return frameEntry(mergeAnalysedFrame(row, undefined, film.id, '2026-01-01T00:00:00.000Z'));
}
/** One frame late in each shot. */
export const frames = new Map([40, 90, 140].map((at) => [frameIdOf(file.id, at), frameAt(at)]));
