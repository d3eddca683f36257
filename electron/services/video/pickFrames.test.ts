import { Frame } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import {
  type FaultyShot,
  faultyShots,
  panAcross,
  representativeClip,
} from '../../../tests/fixtures/clipsRepresentative.ts';
import { sceneFrames } from '../../../tests/fixtures/clipsShots.ts';
import { analyseVideo } from './analyseVideo.ts';
import { type Candidate, pickFrames } from './pickFrames.ts';
import { describePlane } from './planeFeature.ts';
import { planeHeight, planeWidth } from './tinyPlane.ts';

interface Picked {
  readonly shot: number;
  readonly pick: number;
  readonly frame: number;
}

async function picksOf(path: string): Promise<Picked[]> {
  const picked: Picked[] = [];
  await analyseVideo(path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: (shot, { time }, pick) => {
      picked.push({ shot: shot.index, pick, frame: time.frameIndex });
    },
  });
  return picked;
}

describe('the frame that stands for a shot', () => {
  const shots: FaultyShot[] = [
    { seed: 61, frames: 40, faults: [{ from: 0, to: 26, fault: 'smeared' }] },
    { seed: 62, frames: 40, faults: [{ from: 14, to: 40, fault: 'smeared-down' }] },
    {
      seed: 63,
      frames: 44,
      faults: [
        { from: 12, to: 16, fault: 'burnt' },
        { from: 20, to: 23, fault: 'flash' },
        { from: 26, to: 44, fault: 'smeared' },
      ],
    },
    { seed: 64, frames: 40, faults: [{ from: 8, to: 30, fault: 'black' }] },
  ];

  it('is sharp, lit and not of a flash', async () => {
    const picked = await picksOf(await representativeClip('faults', faultyShots(shots)));
    const best = picked.filter(({ pick }) => pick === 0);
    // The black in the last shot comes and goes with cuts, so that its parts may be shots of their own.
    for (const [index, shot] of shots.slice(0, 3).entries()) {
      const start = shots.slice(0, index).reduce((sum, { frames }) => sum + frames, 0);
      const frame = best.find((one) => one.frame >= start && one.frame < start + shot.frames)?.frame ?? -1;
      const met = shot.faults.find(({ from, to }) => frame - start >= from && frame - start < to);
      expect({ index, frame: frame >= 0, fault: met?.fault }).toEqual({
        index,
        frame: true,
        fault: undefined,
      });
    }
  });

  it('is of the shot alone, not of the dissolve or the fade beside it', async () => {
    const source = sceneFrames([
      { seed: 71, frames: 60, fadeIn: 14 },
      { seed: 72, frames: 70, dissolve: 24 },
      { seed: 73, frames: 60, dissolve: 24, fadeOut: 14 },
    ]);
    const best = (await picksOf(await representativeClip('transitions', source))).filter(
      ({ pick }) => pick === 0,
    );
    const alone = [
      [14, 36],
      [60, 82],
      [106, 128],
    ];
    expect(best.map(({ shot }) => shot)).toEqual([0, 1, 2]);
    for (const { shot, frame } of best) {
      const [from = 0, to = 0] = alone[shot] ?? [];
      expect({ shot, alone: frame >= from && frame < to }).toEqual({ shot, alone: true });
    }
  });
});

describe('further frames of a shot', () => {
  it('show what else a changing shot holds, in order of time, with the best first', async () => {
    const picked = await picksOf(await representativeClip('pan', panAcross([81, 82, 83, 84], 48)));
    expect(new Set(picked.map(({ shot }) => shot)).size).toBe(1);
    expect(picked.map(({ pick }) => pick)).toEqual([0, 1, 2]);
    const frames = picked.map(({ frame }) => frame).sort((a, b) => a - b);
    expect((frames[1] ?? 0) - (frames[0] ?? 0)).toBeGreaterThan(16);
    expect((frames[2] ?? 0) - (frames[1] ?? 0)).toBeGreaterThan(16);
    expect(picked[1]?.frame).toBeLessThan(picked[2]?.frame ?? 0);
  });

  it('are none where nothing changes, however long the shot', async () => {
    // The camera of this seed does not drift.
    const still = await representativeClip('still', sceneFrames([{ seed: 91, frames: 220 }]));
    expect((await picksOf(still)).map(({ pick }) => pick)).toEqual([0]);
  });
});

describe('pickFrames', () => {
  const frame = new Frame();
  const candidate = (frameIndex: number, change = 2, luma = 120): Candidate => ({
    decoded: { frame, ticks: frameIndex, durationTicks: 1 },
    frameIndex,
    change,
    feature: describePlane({
      luma: Uint8Array.from({ length: planeWidth * planeHeight }, (_, at) => luma + ((at * 7) % 23)),
      u: new Uint8Array((planeWidth * planeHeight) / 4).fill(128),
      v: new Uint8Array((planeWidth * planeHeight) / 4).fill(128),
      sharpness: 5,
    }),
  });
  const stretch = { from: 0, to: 101, framesPerSec: 24 };
  const middle = candidate(50);
  const choose = (other: Candidate, sharpnessOfOther = 5): number | undefined =>
    pickFrames([middle, candidate(48), other], stretch, (one) => (one === other ? sharpnessOfOther : 5))[0]
      ?.frameIndex;

  it('prefers the sharp, calm, lit and middle frame', () => {
    expect(choose(candidate(60), 9)).toBe(60);
    expect(choose(candidate(51), 2)).toBe(50);
    expect(choose(candidate(51, 30), 6)).toBe(50);
    expect(choose(candidate(51, 2, 4), 6)).toBe(50);
    expect(choose(candidate(98))).toBe(50);
    expect(pickFrames([], stretch, () => 5)).toEqual([]);
  });
});
