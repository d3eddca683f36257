import { AV_PIX_FMT_GRAY8 } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import { type Candidate, CandidateStore, pickRepresentative } from './candidateStore.ts';

function candidate(frameIndex: number, change = 2, sharpness = 5): Candidate {
  const frame = new Frame();
  frame.alloc();
  frame.width = 16;
  frame.height = 16;
  frame.format = AV_PIX_FMT_GRAY8;
  frame.getBuffer(0);
  return {
    decoded: { frame, ticks: frameIndex, durationTicks: 1 },
    frameIndex,
    sharpness,
    change,
    meanLuma: 120,
  };
}

describe('CandidateStore', () => {
  const huge = 300 * 1024 * 1024;

  it('holds no more frames than its memory allows and frees the others', () => {
    const store = new CandidateStore(huge);
    const all = Array.from({ length: 500 }, (_, frame) => candidate(frame));
    for (const one of all) store.add(one);
    expect(all.filter((one) => one.decoded.frame.data !== null).length).toBeLessThanOrEqual(4);
    store.clear();
    expect(all.every((one) => one.decoded.frame.data === null)).toBe(true);
  });

  it('keeps frames spread over a long shot', () => {
    const store = new CandidateStore(huge);
    for (let frame = 0; frame < 400; frame += 1) store.add(candidate(frame));
    const best = store.takeBest(0, 400, 400);
    expect(best?.frameIndex).toBeGreaterThan(80);
    expect(best?.frameIndex).toBeLessThan(320);
    best?.decoded.frame.free();
  });

  it('keeps a frame of a short shot between long ones', () => {
    const store = new CandidateStore(huge);
    for (let frame = 0; frame < 60; frame += 1) {
      store.add(candidate(frame, frame === 40 || frame === 44 ? 40 : 2));
    }
    store.takeBest(0, 40, 40)?.decoded.frame.free();
    const short = store.takeBest(40, 44, 44);
    expect(short?.frameIndex).toBeGreaterThanOrEqual(40);
    expect(short?.frameIndex).toBeLessThan(44);
    short?.decoded.frame.free();
    store.clear();
  });
});

describe('pickRepresentative', () => {
  it('prefers the sharp, calm, lit and middle frame', () => {
    const base = candidate(50);
    const pick = (other: Partial<Candidate>): number | undefined =>
      pickRepresentative([base, { ...base, frameIndex: 60, ...other }], 0, 101)?.frameIndex;
    expect(pick({ sharpness: 9 })).toBe(60);
    expect(pick({ sharpness: 2 })).toBe(50);
    expect(pick({ change: 30 })).toBe(50);
    expect(pick({ meanLuma: 18, sharpness: 6 })).toBe(50);
    expect(pick({ frameIndex: 98 })).toBe(50);
    expect(pickRepresentative([], 0, 10)).toBeNull();
  });
});
