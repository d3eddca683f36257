import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatClock } from './formatClock.ts';
import { formatTimecode } from './formatTimecode.ts';
import { timecodeAt } from './frameTimecode.ts';
import { parseTimecode } from './parseTimecode.ts';
import { timecodeOriginOf } from './timecodeOriginOf.ts';

const rates = [
  { num: 24, den: 1 },
  { num: 24000, den: 1001 },
  { num: 25, den: 1 },
  { num: 30000, den: 1001 },
  { num: 60, den: 1 },
  { num: 120, den: 1 },
];

describe('formatTimecode', () => {
  it('counts frames at the nominal rate', () => {
    expect(formatTimecode(0, { num: 24, den: 1 })).toBe('00:00:00:00');
    expect(formatTimecode(23, { num: 24000, den: 1001 })).toBe('00:00:00:23');
    expect(formatTimecode(24, { num: 24000, den: 1001 })).toBe('00:00:01:00');
    expect(formatTimecode(25 * 3600 + 7, { num: 25, den: 1 })).toBe('01:00:00:07');
  });

  it('reads back as the same frame at every rate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rates), fc.integer({ min: 0, max: 5_000_000 }), (rate, frame) => {
        expect(parseTimecode(formatTimecode(frame, rate), rate)).toBe(frame);
      }),
    );
  });
});

describe('parseTimecode', () => {
  const rate = { num: 24, den: 1 };

  it('takes short forms from the right', () => {
    expect(parseTimecode('10', rate)).toBe(10);
    expect(parseTimecode('1:02:10', rate)).toBe((60 + 2) * 24 + 10);
    expect(parseTimecode(' 00:00:02;00 ', rate)).toBe(48);
  });

  it('refuses what is no timecode', () => {
    for (const text of ['', 'x', '00:00:00:24', '00:60:00:00', '1.5', '-1', '1:2:3:4:5']) {
      expect(parseTimecode(text, rate)).toBeNull();
    }
  });
});

describe('formatClock', () => {
  it('writes hours only where there are any', () => {
    expect(formatClock(7.9)).toBe('0:07');
    expect(formatClock(185)).toBe('3:05');
    expect(formatClock(3729)).toBe('1:02:09');
    expect(formatClock(Number.NaN)).toBe('0:00');
  });
});

describe('drop-frame timecode', () => {
  const rate = { num: 30_000, den: 1001 };
  const fromMidnight = { startFrame: 0, dropFrame: true };

  it('leaves out two numbers a minute, but every tenth', () => {
    const written = [0, 1799, 1800, 3597, 3598, 17_981, 17_982, 107_892].map((frame) =>
      formatTimecode(frame, rate, fromMidnight),
    );
    expect(written).toEqual([
      '00:00:00;00',
      '00:00:59;29',
      '00:01:00;02',
      '00:01:59;29',
      '00:02:00;02',
      '00:09:59;29',
      '00:10:00;00',
      '01:00:00;00',
    ]);
  });

  it('leaves out four at 59.94', () => {
    const double = { num: 60_000, den: 1001 };
    expect(formatTimecode(3600, double, fromMidnight)).toBe('00:01:00;04');
    expect(formatTimecode(215_784, double, fromMidnight)).toBe('01:00:00;00');
  });

  it('keeps to the clock within two frames over a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_589_407 }), (frame) => {
        const [hours = 0, minutes = 0, seconds = 0, frames = 0] = formatTimecode(frame, rate, fromMidnight)
          .split(/[:;]/)
          .map(Number);
        const shown = hours * 3600 + minutes * 60 + seconds + frames / 30;
        expect(Math.abs(shown - (frame * 1001) / 30_000)).toBeLessThan(0.16);
      }),
    );
  });

  it('is not made of what has no drop frame', () => {
    expect(formatTimecode(1500, { num: 25, den: 1 }, fromMidnight)).toBe('00:01:00:00');
  });

  it('reads a number that is left out as the next one', () => {
    expect(parseTimecode('00:01:00;00', rate, fromMidnight)).toBe(1800);
    expect(parseTimecode('00:10:00;00', rate, fromMidnight)).toBe(17_982);
  });
});

describe("a file's own timecode", () => {
  const origins = [
    { startTimecode: '01:00:00:00', dropFrame: false, frameRate: { num: 24_000, den: 1001 } },
    { startTimecode: '10:00:00:12', dropFrame: false, frameRate: { num: 25, den: 1 } },
    { startTimecode: '00:59:59;28', dropFrame: true, frameRate: { num: 30_000, den: 1001 } },
    { startTimecode: '23:59:50;00', dropFrame: true, frameRate: { num: 60_000, den: 1001 } },
  ];

  it.each(origins)('is where the first frame stands: $startTimecode', (probe) => {
    expect(formatTimecode(0, probe.frameRate, timecodeOriginOf(probe))).toBe(probe.startTimecode);
  });

  it('reads back as the same frame, over midnight too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...origins), fc.integer({ min: 0, max: 700_000 }), (probe, frame) => {
        const origin = timecodeOriginOf(probe);
        const { frameRate } = probe;
        expect(parseTimecode(formatTimecode(frame, frameRate, origin), frameRate, origin)).toBe(frame);
      }),
    );
  });

  it('has nothing before its start', () => {
    expect(
      parseTimecode('00:59:59:23', { num: 24, den: 1 }, { startFrame: 86_400, dropFrame: false }),
    ).toBeNull();
  });

  it('is not taken from what cannot be read', () => {
    expect(timecodeOriginOf({ startTimecode: 'noon', frameRate: { num: 24, den: 1 } })).toBeUndefined();
    expect(timecodeOriginOf({ frameRate: { num: 24, den: 1 } })).toBeUndefined();
  });
});

describe('timecodeAt', () => {
  it('counts frames as long as the file keeps to its rate', () => {
    const frameRate = { num: 24_000, den: 1001 };
    expect(timecodeAt({ frameIndex: 86_400, timeSec: 3603.6, frameRate })).toBe('01:00:00:00');
    // A container that rounds to the millisecond.
    expect(timecodeAt({ frameIndex: 7, timeSec: 0.292, frameRate })).toBe('00:00:00:07');
  });

  it('tells the time where the rate varies, and does not count the frames that are missing', () => {
    const phone = { num: 30, den: 1 };
    expect(timecodeAt({ frameIndex: 2700, timeSec: 100, frameRate: phone })).toBe('00:01:40:00');
    const average = { num: 2400, den: 139 };
    expect(timecodeAt({ frameIndex: 1700, timeSec: 100.5, frameRate: average })).toBe('00:01:40:08');
  });
});
