import { describe, expect, it } from 'vitest';
import { framesOfMoment } from './echoFrames.ts';
import { file, frames, shots } from './testing/lateFrames.ts';

const moment = (inFrame: number, outFrame: number) => ({
  mediaId: file.id,
  span: { inFrame, outFrame, inSec: inFrame / 24, outSec: outFrame / 24, frameRate: { num: 24, den: 1 } },
});
const found = (inFrame: number, outFrame: number, known = shots) =>
  framesOfMoment(moment(inFrame, outFrame), known, frames).map(({ frameIndex }) => frameIndex);

describe('framesOfMoment', () => {
  it('are those of the shot that runs there, also where its frame comes later', () => {
    expect(found(50, 60)).toEqual([90]);
    expect(found(95, 96)).toEqual([90]);
    expect(found(96, 97)).toEqual([140]);
  });

  it('are those in it where there are any', () => {
    expect(found(80, 100)).toEqual([90]);
    expect(found(0, 144)).toEqual([40, 90, 140]);
  });

  it('is the nearest one where no shot is known, and none where the place is not known', () => {
    expect(found(80, 82, [])).toEqual([90]);
    expect(framesOfMoment({ mediaId: null, span: null }, shots, frames)).toEqual([]);
    expect(framesOfMoment(moment(0, 9), shots, new Map())).toEqual([]);
  });
});
