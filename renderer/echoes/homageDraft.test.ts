import { describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/domain/frame.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, stillFile, videoFile, work } from '../database/testing/records.ts';
import { frameEntry } from '../library/libraryEntries.ts';
import { finishDraft, newDraft } from '../links/linkDraft.ts';
import { framesOfMoment, framesOfWork, shotKeyOf } from './echoFrames.ts';
import { homageDraft, shotMoment } from './homageDraft.ts';

const mv = work('mv');
const film = work('film', { kind: 'film' });
const now = '2026-01-01T00:00:00.000Z';
const [mvFile, filmFile, still] = [videoFile(1, 'mv.mp4'), videoFile(2, 'film.mov'), stillFile(3, 'a.png')];
const frameOf = (file: typeof mvFile, at: number, of = mv): Frame =>
  mergeAnalysedFrame(analysedFrame(file, at), undefined, of.id, now);

describe('homageDraft', () => {
  it('fills in the frames and the moments of their shots, which save as a link', () => {
    const draft = homageDraft(frameOf(mvFile, 3), frameOf(filmFile, 7, film), []);
    expect(draft.moments.map(({ span }) => [span?.inFrame, span?.outFrame, span?.inSec])).toEqual([
      [72, 96, 3],
      [168, 192, 7],
    ]);
    const sources = {
      moments: new Map(draft.moments.map((moment) => [moment.id as string, moment])),
      frameRates: new Map(),
    };
    const finished = finishDraft(newDraft(draft.from, draft.to, sources), now);
    if (!finished.ok) throw new Error(finished.problems[0]?.text);
    expect(finished.link.from.map(({ type }) => type)).toEqual(['frame', 'moment']);
    expect(finished.link.to.map(({ workId }) => workId)).toEqual([film.id, film.id]);
    expect(finished.moments).toHaveLength(2);
    expect(finished.moments[1]?.span).toMatchObject({ inFrame: 168, outFrame: 192 });
  });

  it('takes a moment of the same span that is there', () => {
    const [a, b] = [frameOf(mvFile, 3), frameOf(filmFile, 7, film)];
    const known = shotMoment(a);
    if (known === null) throw new Error('a shot has a moment');
    const draft = homageDraft(a, b, [{ ...known, label: 'The window' }]);
    expect(draft.from[1]).toMatchObject({ type: 'moment', momentId: known.id });
    expect(draft.moments).toHaveLength(1);
  });

  it('has no moment for a still', () => {
    const draft = homageDraft(frameOf(mvFile, 0), frameOf(still, 0, film), []);
    expect(draft.to).toHaveLength(1);
    expect(draft.moments).toHaveLength(1);
  });
});

describe('frames of a moment', () => {
  const entries = [0, 1, 2, 5].map((at) => frameEntry(frameOf(mvFile, at)));
  const frames = new Map(entries.map((entry) => [entry.id, entry]));
  const momentOf = (inFrame: number, outFrame: number) => ({
    mediaId: mvFile.id,
    span: { inFrame, outFrame, inSec: 0, outSec: 0, frameRate: { num: 24, den: 1 } },
  });
  const found = (inFrame: number, outFrame: number): (number | null)[] =>
    framesOfMoment(momentOf(inFrame, outFrame), [], frames).map(({ frameIndex }) => frameIndex);

  it('are those inside, else the one of the shot that runs there', () => {
    expect(found(20, 50)).toEqual([24, 48]);
    expect(found(60, 100)).toEqual([48]);
    expect(found(130, 140)).toEqual([120]);
  });
  it('are none without a file or a timecode', () => {
    expect(framesOfMoment({ mediaId: null, span: momentOf(0, 9).span }, [], frames)).toEqual([]);
    expect(framesOfMoment({ mediaId: mvFile.id, span: null }, [], frames)).toEqual([]);
    expect(framesOfMoment({ ...momentOf(0, 9), mediaId: filmFile.id }, [], frames)).toEqual([]);
  });
  it('of a work come by time, and shots are told apart', () => {
    expect(framesOfWork(mv.id, frames).map(({ frameIndex }) => frameIndex)).toEqual([0, 24, 48, 120]);
    expect(new Set(entries.map(shotKeyOf)).size).toBe(4);
  });
});
