import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../../tests/fixtures/clipsShots.ts';
import { type Boundary, detectShots, ShotDetector } from './shotDetector.ts';
import { planeHeight, planeWidth, type TinyPlane } from './tinyPlane.ts';

/** Levels of a place, seen from a camera at an offset: luma, u, v. */
type Place = (x: number, y: number) => [number, number, number];

/** A place of random fields. */
function place(seed: number): Place {
  const random = randomNumbers(seed);
  const fields = Array.from({ length: 400 }, () => [
    40 + random() * 170,
    90 + random() * 76,
    90 + random() * 76,
  ]);
  return (x, y) => {
    const field = fields[(Math.abs(Math.floor(x / 9)) % 20) * 20 + (Math.abs(Math.floor(y / 7)) % 20)];
    return [field?.[0] ?? 0, field?.[1] ?? 128, field?.[2] ?? 128];
  };
}

const solid =
  (luma: number, u: number, v: number): Place =>
  () => [luma, u, v];
const black = solid(16, 128, 128);
const white = solid(235, 128, 128);

interface View {
  readonly pan?: number;
  readonly gain?: number;
  readonly grain?: number;
  readonly mixWith?: Place;
  readonly mix?: number;
}

let noise = randomNumbers(5);
function see(where: Place, { pan = 0, gain = 1, grain = 2, mixWith = where, mix = 0 }: View = {}): TinyPlane {
  const sample = (x: number, y: number, part: 0 | 1 | 2): number => {
    const own = where(x + pan, y)[part] * (1 - mix) + mixWith(x + pan, y)[part] * mix;
    return Math.max(0, Math.min(255, Math.round((part === 0 ? own * gain : own) + (noise() - 0.5) * grain)));
  };
  const fill = (width: number, height: number, step: number, part: 0 | 1 | 2): Uint8Array =>
    Uint8Array.from({ length: width * height }, (_, index) =>
      sample((index % width) * step, Math.floor(index / width) * step, part),
    );
  return {
    luma: fill(planeWidth, planeHeight, 1, 0),
    u: fill(planeWidth / 2, planeHeight / 2, 2, 1),
    v: fill(planeWidth / 2, planeHeight / 2, 2, 2),
    sharpness: 5,
  };
}

const hold = (where: Place, frames: number, view: (time: number) => View = () => ({})): TinyPlane[] =>
  Array.from({ length: frames }, (_, time) => see(where, view(time)));
const cutsAt = (...frames: number[]): Partial<Boundary>[] =>
  frames.map((frame) => ({ frame, transition: 'cut', mixedFrom: frame, mixedTo: frame }));

describe('detectShots', () => {
  it('finds hard cuts at their frame, also between plain colours and of three frames', () => {
    const planes = [
      ...hold(place(1), 20),
      ...hold(place(2), 3),
      ...hold(place(3), 15),
      ...hold(solid(81, 90, 240), 12),
      ...hold(solid(81, 240, 110), 12),
    ];
    expect(detectShots(planes)).toEqual(cutsAt(20, 23, 38, 50));
  });

  it('keeps grain, pans, handheld shots and step-printing inside their shot', () => {
    const calm: TinyPlane[][] = [
      hold(place(4), 60, () => ({ grain: 30 })),
      hold(place(5), 60, (time) => ({ pan: time * 4 })),
      hold(place(6), 60, (time) => ({ pan: 3 * Math.sin(time * 1.7) })),
      hold(place(7), 60, (time) => ({ pan: Math.floor(time / 4) * 5 })),
    ];
    for (const planes of calm) expect(detectShots(planes)).toEqual([]);
  });

  it('keeps flashes, strobes and changes of light inside their shot', () => {
    const lit: TinyPlane[][] = [
      hold(place(8), 50, (time) => ({ gain: time === 25 ? 2 : 1 })),
      hold(place(9), 50, (time) => ({ gain: time < 20 ? 1 : 1 + 0.8 * 0.6 ** (time - 20) })),
      hold(place(10), 60, (time) => ({ gain: time % 6 < 2 ? 0.3 : 1 })),
      hold(place(11), 50, (time) => ({ gain: time < 25 ? 0.6 : 1 })),
      hold(place(12), 60, (time) => ({ gain: 0.4 + time / 100 })),
    ];
    for (const planes of lit) expect(detectShots(planes)).toEqual([]);
  });

  it.each([6, 12, 24, 48])('finds a dissolve of %i frames', (length) => {
    const planes = [
      ...hold(place(13), 40),
      ...hold(place(13), length, (time) => ({ mixWith: place(14), mix: (time + 1) / (length + 1) })),
      ...hold(place(14), 40),
    ];
    const [dissolve, ...others] = detectShots(planes);
    expect(others).toEqual([]);
    expect(dissolve?.transition).toBe('dissolve');
    expect(Math.abs((dissolve?.frame ?? 0) - (40 + length / 2))).toBeLessThanOrEqual(3);
  });

  it.each([
    ['black', black],
    ['white', white],
  ])('finds a fade through %s', (_, blank) => {
    const planes = [
      ...hold(place(15), 30),
      ...hold(place(15), 12, (time) => ({ mixWith: blank, mix: (time + 1) / 12 })),
      ...hold(blank, 4),
      ...hold(place(16), 12, (time) => ({ mixWith: blank, mix: 1 - (time + 1) / 12 })),
      ...hold(place(16), 30),
    ];
    const found = detectShots(planes);
    expect(found.map(({ transition }) => transition)).toEqual(['fade']);
    expect(Math.abs((found[0]?.frame ?? 0) - 44)).toBeLessThanOrEqual(2);
    expect(found[0]?.mixedFrom).toBeLessThanOrEqual(33);
    expect(found[0]?.mixedTo).toBeGreaterThanOrEqual(55);
  });

  it.each([
    ['sideways', (x: number) => x / planeWidth],
    ['downwards', (_: number, y: number) => y / planeHeight],
    [
      'from the middle',
      (x: number, y: number) => Math.hypot(x / planeWidth - 0.5, y / planeHeight - 0.5) / 0.71,
    ],
  ])('finds a wipe %s', (_, reachedAt) => {
    const before = place(31);
    const after = place(32);
    const length = 20;
    const wiped =
      (part: number): Place =>
      (x, y) =>
        reachedAt(x, y) < part ? after(x, y) : before(x, y);
    const planes = [
      ...hold(before, 40),
      ...Array.from({ length }, (__, time) => see(wiped((time + 1) / (length + 1)))),
      ...hold(after, 40),
    ];
    const [wipe, ...others] = detectShots(planes);
    expect(others).toEqual([]);
    expect(wipe?.transition).toBe('wipe');
    expect(Math.abs((wipe?.frame ?? 0) - 50)).toBeLessThanOrEqual(5);
  });

  it('takes fast pans and a camera swept round for no new shot', () => {
    const sweeps: TinyPlane[][] = [
      hold(place(33), 60, (time) => ({ pan: time * 6 })),
      hold(place(34), 60, (time) => ({ pan: time < 25 ? 0 : time > 31 ? 110 : (time - 25) * 18 })),
    ];
    for (const planes of sweeps) expect(detectShots(planes)).toEqual([]);
  });

  it('finds a cut in the middle of a strobe', () => {
    const strobed = (where: Place) => hold(where, 30, (time) => ({ gain: time % 5 < 2 ? 0.35 : 1 }));
    expect(detectShots([...strobed(place(35)), ...strobed(place(36))])).toEqual(cutsAt(30));
  });

  it('takes a fade-in at the start and a fade-out at the end for no new shot', () => {
    const planes = [
      ...hold(black, 6),
      ...hold(place(17), 12, (time) => ({ mixWith: black, mix: 1 - (time + 1) / 12 })),
      ...hold(place(17), 30),
      ...hold(place(17), 12, (time) => ({ mixWith: black, mix: (time + 1) / 12 })),
      ...hold(black, 8),
    ];
    expect(detectShots(planes)).toEqual([]);
  });

  it('takes a cut to black and back for cuts', () => {
    const planes = [...hold(place(18), 30), ...hold(black, 20), ...hold(place(19), 30)];
    expect(detectShots(planes)).toEqual(cutsAt(30, 50));
  });

  it('gives the same answer each time, and none for nothing', () => {
    noise = randomNumbers(6);
    const planes = [...hold(place(20), 30), ...hold(place(21), 30)];
    expect(detectShots(planes)).toEqual(detectShots(planes));
    expect(detectShots([])).toEqual([]);
    expect(detectShots(planes.slice(0, 1))).toEqual([]);
  });

  it('tells a cut before the video ends', () => {
    const detector = new ShotDetector();
    const told = [...hold(place(22), 30), ...hold(place(23), 120)].flatMap((plane, frame) =>
      detector.push(plane).map((boundary) => ({ at: boundary.frame, after: frame - boundary.frame })),
    );
    expect(told.map(({ at }) => at)).toEqual([30]);
    expect(told[0]?.after).toBeLessThan(80);
  });
});
