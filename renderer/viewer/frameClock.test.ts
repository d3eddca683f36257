import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampFrame,
  type FrameClock,
  frameBeginningAt,
  frameShownAt,
  frameTimeSec,
  seekTimeSec,
} from './frameClock.ts';

/** Times as a file with a variable frame rate has them. */
const clocks = fc
  .array(fc.integer({ min: 5, max: 400 }), { minLength: 1, maxLength: 60 })
  .map((lengthsMs): FrameClock => {
    const times = [0];
    for (const length of lengthsMs) times.push((times.at(-1) ?? 0) + length / 1000);
    const durationSec = times.pop() ?? 0;
    return { timesSec: Float64Array.from(times), durationSec };
  });

describe('a frame clock', () => {
  it('seeks to where the frame itself is shown', () => {
    fc.assert(
      fc.property(clocks, fc.nat(), (clock, number) => {
        const frame = number % clock.timesSec.length;
        expect(frameShownAt(clock, seekTimeSec(clock, frame))).toBe(frame);
      }),
    );
  });

  it('knows a frame by its own time, rounded as players and containers do', () => {
    fc.assert(
      fc.property(clocks, fc.nat(), (clock, number) => {
        const frame = number % clock.timesSec.length;
        const timeSec = frameTimeSec(clock, frame);
        expect(frameBeginningAt(clock, Math.round(timeSec * 1e6) / 1e6)).toBe(frame);
        expect(frameBeginningAt(clock, Math.round(timeSec * 1000) / 1000)).toBe(frame);
      }),
    );
  });

  it('says so when a player shows what is no frame of the file', () => {
    const clock = { timesSec: Float64Array.from([0, 0.04, 0.08, 0.2]), durationSec: 0.24 };
    expect(frameBeginningAt(clock, 0.02)).toBeNull();
    expect(frameBeginningAt(clock, 0.12)).toBeNull();
    expect(frameBeginningAt(clock, 0.08)).toBe(2);
  });

  it('holds the first and the last frame outside of its time', () => {
    const clock = { timesSec: Float64Array.from([0, 0.04, 0.08]), durationSec: 0.12 };
    expect(frameShownAt(clock, -1)).toBe(0);
    expect(frameShownAt(clock, 9)).toBe(2);
    expect(frameTimeSec(clock, 3)).toBe(0.12);
    expect(clampFrame(clock, 7)).toBe(2);
    expect(clampFrame(clock, -7)).toBe(0);
  });
});
