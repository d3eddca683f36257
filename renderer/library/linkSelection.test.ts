import { describe, expect, it } from 'vitest';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { frameEntry, workEntry } from './libraryEntries.ts';
import { endsFromFrames } from './linkSelection.ts';

const works = [work('mv'), work('mv2'), work('film', { kind: 'film' }), work('film2', { kind: 'film' })];
const entries = works.map((each, seed) =>
  frameEntry(
    mergeAnalysedFrame(
      analysedFrame(videoFile(seed, 'f.mp4'), 0),
      undefined,
      each.id,
      '2026-01-01T00:00:00.000Z',
    ),
  ),
);
const index = {
  frames: new Map(entries.map((entry) => [entry.id, entry])),
  works: new Map(works.map((each) => [each.id, workEntry(each)])),
};
const frameOf = (position: number): FrameId => entries[position]?.id ?? ('' as FrameId);
const sides = (...positions: number[]): [WorkId[], WorkId[]] => {
  const { from, to } = endsFromFrames(positions.map(frameOf), index);
  return [from.map((end) => end.workId), to.map((end) => end.workId)];
};

describe('endsFromFrames', () => {
  it('puts music videos first whatever was chosen first', () => {
    expect(sides(2, 0)).toEqual([['mv'], ['film']]);
    expect(sides(0, 2, 3)).toEqual([['mv'], ['film', 'film2']]);
  });
  it('lets the work chosen first remember the others when all are of one sort', () => {
    expect(sides(1, 0)).toEqual([['mv2'], ['mv']]);
    expect(sides(2, 3)).toEqual([['film'], ['film2']]);
  });
  it('fills one side from one work', () => {
    expect(sides(0)).toEqual([['mv'], []]);
    expect(sides(3)).toEqual([[], ['film2']]);
  });
  it('leaves out frames that are gone', () => {
    expect(endsFromFrames(['gone' as FrameId], index)).toEqual({ from: [], to: [] });
  });
});
