import { describe, expect, it } from 'vitest';
import { videoFile } from '../database/testing/records.ts';
import type { FramePlayer } from './framePlayer.ts';
import { timecodeOfFrame, timecodeOfShot, videoTimecode } from './videoTimecode.ts';

const file = videoFile(1, 'film.mov');
if (file.content.kind !== 'video') throw new Error('no video');
const { probe } = file.content;
const ntsc = { num: 30000, den: 1001 };
const player = null as unknown as FramePlayer;

describe('the timecode of the open video', () => {
  it('is the file’s own, in drop frame where it counts so', () => {
    const dropped = { ...probe, frameRate: ntsc, startTimecode: '00:59:59;28', dropFrame: true };
    const rule = videoTimecode(dropped, { kind: 'opening' });
    expect([0, 1, 2].map((frame) => timecodeOfFrame(rule, frame))).toEqual([
      '00:59:59;28',
      '00:59:59;29',
      '01:00:00;00',
    ]);
    const shot = {
      index: 1,
      startFrame: 2,
      endFrame: 9,
      startSec: 2 / 29.97,
      endSec: 0.3,
      transition: 'cut',
    } as const;
    expect(timecodeOfShot(rule, shot)).toBe('01:00:00;00');
  });

  it('tells the true time at a variable frame rate', () => {
    const clock = { timesSec: Float64Array.from([0, 1 / 24, 2, 3]), durationSec: 4 };
    const footage = { kind: 'open', clock, frameRate: probe.frameRate, player, needsProxy: null } as const;
    const rule = videoTimecode(probe, footage);
    expect(timecodeOfFrame(rule, 1)).toBe('00:00:00:01');
    expect(timecodeOfFrame(rule, 2)).toBe('00:00:02:00');
  });
});
