import { describe, expect, it } from 'vitest';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { HomageVerdict } from '../../shared/domain/homageVerdict.ts';
import { frameIdOf } from '../../shared/domain/ids.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { type FrameEntry, frameEntry } from '../library/libraryEntries.ts';
import type { EchoHit } from '../search/searchClient.ts';
import { judgePairs, nextOpen } from './judgedPairs.ts';

const now = '2026-01-01T00:00:00.000Z';
const [mv, film] = [work('mv'), work('film', { kind: 'film' })];
const [mvFile, filmFile] = [videoFile(1, 'mv.mp4'), videoFile(2, 'film.mov')];
const entryOf = (file: typeof mvFile, at: number, of: typeof mv): FrameEntry =>
  frameEntry(mergeAnalysedFrame(analysedFrame(file, at), undefined, of.id, now));
/** Another frame of the shot at 1 s of the film, as a person grabs one. */
const grabbed: FrameEntry = {
  ...entryOf(filmFile, 1, film),
  id: frameIdOf(filmFile.id, 30),
  frameIndex: 30,
};
const mvFrames = [0, 1].map((at) => entryOf(mvFile, at, mv));
const filmFrames = [0, 1].map((at) => entryOf(filmFile, at, film));
const frames = new Map([...mvFrames, ...filmFrames, grabbed].map((frame) => [frame.id, frame]));
function get<Value>(values: readonly Value[], at: number): Value {
  const value = values[at];
  if (value === undefined) throw new Error(`nothing at ${at}`);
  return value;
}
const hit = (a: FrameEntry, b: FrameEntry): EchoHit => ({
  ofFrameId: a.id,
  frameId: b.id,
  score: 0.8,
  parts: { palette: 1, layout: 1, light: 1, structure: 1 },
  mirrored: false,
});
const hits = [
  hit(get(mvFrames, 0), get(filmFrames, 0)),
  hit(get(mvFrames, 1), grabbed),
  hit(get(mvFrames, 0), get(filmFrames, 1)),
];
const nothing = { verdicts: [], links: [], moments: new Map<Moment['id'], Moment>() };
const verdict = (a: FrameEntry, b: FrameEntry, said: 'yes' | 'no'): HomageVerdict => ({
  id: `${a.id}|${b.id}`,
  mvWorkId: mv.id,
  filmWorkId: film.id,
  mvFrameId: a.id,
  filmFrameId: b.id,
  verdict: said,
  decidedAt: now,
});
const link = (from: HomageLink['from'], to: HomageLink['to']): HomageLink => ({
  id: 'link-1' as HomageLink['id'],
  from,
  to,
  relation: 'uncertain',
  features: [],
  scope: 'shot',
  note: '',
  evidence: [],
  createdAt: now,
  updatedAt: now,
  sample: false,
});

describe('judgePairs', () => {
  it('leaves pairs open of which nothing was said', () => {
    expect(judgePairs(hits, frames, nothing).map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  });

  it('remembers a no for the two shots, whichever frames stand for them', () => {
    const verdicts = [verdict(get(mvFrames, 1), get(filmFrames, 1), 'no')];
    expect(judgePairs(hits, frames, { ...nothing, verdicts }).map(({ state }) => state)).toEqual([
      'open',
      'no',
      'open',
    ]);
  });

  it('knows a link by its frames and by its moments', () => {
    const moment: Moment = {
      id: 'moment-1' as Moment['id'],
      workId: film.id,
      mediaId: filmFile.id,
      label: '',
      span: { inFrame: 24, outFrame: 48, inSec: 1, outSec: 2, frameRate: { num: 24, den: 1 } },
      sample: false,
    };
    const links = [
      link(
        [{ type: 'frame', frameId: get(mvFrames, 0).id, workId: mv.id }],
        [{ type: 'moment', momentId: moment.id, workId: film.id }],
      ),
    ];
    const moments = new Map([[moment.id, moment]]);
    const verdicts = [verdict(get(mvFrames, 0), get(filmFrames, 1), 'yes')];
    const pairs = judgePairs(hits, frames, { verdicts, links, moments });
    expect(pairs.map(({ state }) => state)).toEqual(['open', 'open', 'linked']);
    expect(pairs[2]?.linkId).toBe('link-1');
  });

  it('goes by what was said last of two shots', () => {
    const said = (at: string, a: FrameEntry, b: FrameEntry, what: 'yes' | 'no') => ({
      ...verdict(a, b, what),
      decidedAt: at,
    });
    const verdicts = [
      said('2026-01-03T00:00:00.000Z', get(mvFrames, 1), get(filmFrames, 1), 'yes'),
      said('2026-01-02T00:00:00.000Z', get(mvFrames, 1), grabbed, 'no'),
    ];
    expect(judgePairs(hits, frames, { ...nothing, verdicts })[1]?.state).toBe('yes');
    expect(judgePairs(hits, frames, { ...nothing, verdicts: verdicts.toReversed() })[1]?.state).toBe('yes');
  });

  it('lists two shots once, the best match of them, though shots were merged since they were found', () => {
    const found = [...hits, hit(get(mvFrames, 1), get(filmFrames, 1))];
    expect(judgePairs(found, frames, nothing).map((pair) => pair.hit)).toEqual(hits);
  });

  it('leaves out frames that are gone', () => {
    const left = new Map([...frames].filter(([id]) => id !== grabbed.id));
    expect(judgePairs(hits, left, nothing)).toHaveLength(2);
  });
});

describe('nextOpen', () => {
  it('goes on from the one judged and round to the first', () => {
    const verdicts = [verdict(get(mvFrames, 1), grabbed, 'yes')];
    const pairs = judgePairs(hits, frames, { ...nothing, verdicts });
    expect(nextOpen(pairs, null)).toBe(pairs[0]);
    expect(nextOpen(pairs, pairs[0]?.key ?? '')).toBe(pairs[2]);
    expect(nextOpen(pairs, pairs[2]?.key ?? '')).toBe(pairs[0]);
    expect(nextOpen([], null)).toBeUndefined();
  });
});
