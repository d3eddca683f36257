import { describe, expect, it } from 'vitest';
import type { Shot } from '../../shared/domain/frame.ts';
import { framesOfSpan } from './framesOfSpan.ts';

const shot = (index: number, startFrame: number, endFrame: number): Shot => ({
  index,
  startFrame,
  endFrame,
  startSec: startFrame / 10,
  endSec: endFrame / 10,
  transition: 'cut',
});
const shots = [shot(0, 0, 40), shot(1, 40, 60), shot(2, 60, 100)];
const frame = (frameIndex: number) => {
  const own = shots.find(({ startFrame, endFrame }) => frameIndex >= startFrame && frameIndex < endFrame);
  return {
    mediaId: 'm',
    palette: [],
    frameIndex,
    shotNumber: (own?.index ?? 0) + 1,
    shotSec: own === undefined ? null : own.endSec - own.startSec,
  };
};
const frames = [5, 30, 50, 70].map(frame);
const said = (inFrame: number, outFrame: number) =>
  framesOfSpan({ inFrame, outFrame }, { shots, frames }).map(({ frameIndex, shotSec }) => [
    frameIndex,
    shotSec,
  ]);

describe('framesOfSpan', () => {
  it('takes the frames within the span, each with the part of its shot that the span holds', () => {
    expect(said(20, 60)).toEqual([
      [30, 2],
      [50, 2],
    ]);
  });

  it('takes the frames of a shot that the span only touches', () => {
    expect(said(90, 100)).toEqual([[70, 1]]);
  });

  it('takes nothing where no shot is', () => {
    expect(said(200, 300)).toEqual([]);
  });
});
