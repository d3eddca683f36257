import { AV_PIX_FMT_GRAY8 } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import { CandidateStore } from './candidateStore.ts';
import type { Candidate } from './pickFrames.ts';
import { describePlane } from './planeFeature.ts';
import { planeHeight, planeWidth } from './tinyPlane.ts';

const feature = describePlane({
  luma: Uint8Array.from({ length: planeWidth * planeHeight }, (_, at) => 100 + ((at * 7) % 41)),
  u: new Uint8Array((planeWidth * planeHeight) / 4).fill(128),
  v: new Uint8Array((planeWidth * planeHeight) / 4).fill(128),
  sharpness: 5,
});

function candidate(frameIndex: number, change = 2): Candidate {
  const frame = new Frame();
  frame.alloc();
  frame.width = 16;
  frame.height = 16;
  frame.format = AV_PIX_FMT_GRAY8;
  frame.getBuffer(0);
  return {
    decoded: { frame, ticks: frameIndex, durationTicks: 1 },
    frameIndex,
    change,
    feature,
  };
}

const extent = (from: number, to: number) => ({
  settledFrom: from,
  settledTo: to,
  end: to,
  framesPerSec: 24,
});

describe('CandidateStore', () => {
  const huge = 300 * 1024 * 1024;

  it('holds no more frames than its memory allows and frees the others', () => {
    const store = new CandidateStore(huge, () => 5);
    const all = Array.from({ length: 500 }, (_, frame) => candidate(frame));
    for (const one of all) store.add(one);
    expect(all.filter((one) => one.decoded.frame.data !== null).length).toBeLessThanOrEqual(4);
    store.clear();
    expect(all.every((one) => one.decoded.frame.data === null)).toBe(true);
  });

  it('keeps frames spread over a long shot', () => {
    const store = new CandidateStore(huge, () => 5);
    for (let frame = 0; frame < 400; frame += 1) store.add(candidate(frame));
    const [best] = store.takePicks(extent(0, 400));
    expect(best?.frameIndex).toBeGreaterThan(80);
    expect(best?.frameIndex).toBeLessThan(320);
    best?.decoded.frame.free();
  });

  it('keeps a frame of a short shot between long ones', () => {
    const store = new CandidateStore(huge, () => 5);
    for (let frame = 0; frame < 60; frame += 1) {
      store.add(candidate(frame, frame === 40 || frame === 44 ? 40 : 2));
    }
    for (const pick of store.takePicks(extent(0, 40))) pick.decoded.frame.free();
    const [short] = store.takePicks(extent(40, 44));
    expect(short?.frameIndex).toBeGreaterThanOrEqual(40);
    expect(short?.frameIndex).toBeLessThan(44);
    short?.decoded.frame.free();
    store.clear();
  });
});
