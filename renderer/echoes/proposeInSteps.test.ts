import { describe, expect, it } from 'vitest';
import { FrameIndex } from '../search/frameIndex.ts';
import { proposePairs } from '../search/proposePairs.ts';
import { defaultEchoWeights, type ProposalQuery, type SearchClient } from '../search/searchClient.ts';
import { madeFrame } from '../search/testing/madeLooks.ts';
import { filmSteps, proposeInSteps } from './proposeInSteps.ts';

const workIdOf = (work: number) => madeFrame(0, 0, work).workId;
const films = [1, 2, 3, 4].map(workIdOf);
const mv = Array.from({ length: 6 }, (_, shot) => madeFrame(shot, 100 + shot, 0));
const filmFrames = films.flatMap((_, film) =>
  Array.from({ length: 10 }, (__, shot) => madeFrame(shot, 300 + film * 50 + shot, film + 1)),
);
const index = new FrameIndex();
for (const frame of [...mv, ...filmFrames, madeFrame(20, 103, 4), madeFrame(20, 101, 1)]) index.put(frame);

const client: Pick<SearchClient, 'proposeHomages'> = {
  proposeHomages: (query, limit) => proposePairs(index, query, limit, () => Promise.resolve()),
};
const query: ProposalQuery = {
  mvWorkId: workIdOf(0),
  filmWorkIds: films,
  weights: defaultEchoWeights,
  mirrored: true,
};

describe('filmSteps', () => {
  it('takes films together up to a number of frames, and parts none', () => {
    const counts = new Map(films.map((id, at) => [id, [4, 5, 30, 1][at] ?? 0]));
    const [a, b, c, d] = films;
    expect(filmSteps(films, counts, 10)).toEqual([[a, b], [c], [d]]);
    expect(filmSteps(films, new Map(), 10)).toEqual([films]);
    expect(filmSteps([], counts, 10)).toEqual([]);
  });
});

describe('proposeInSteps', () => {
  it('finds the same as at one go, and tells how far it came', async () => {
    const told: number[] = [];
    const whole = await client.proposeHomages(query, 20);
    const inSteps = await proposeInSteps(
      client,
      query,
      films.map((id) => [id]),
      { limit: 20, signal: new AbortController().signal, onProgress: (part) => told.push(part) },
    );
    expect(inSteps.comparedFilms).toBe(4);
    expect(inSteps.hits).toHaveLength(20);
    expect(inSteps.hits.slice(0, 2)).toEqual(whole.slice(0, 2));
    expect(inSteps.hits.map(({ score }) => score)).toEqual(
      inSteps.hits.map(({ score }) => score).sort((a, b) => b - a),
    );
    expect(told).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it('answers with what it has once it is stopped, and has the search give up the step it is at', async () => {
    const controller = new AbortController();
    const asked: unknown[] = [];
    let givenUp = 0;
    const slow: typeof client = {
      proposeHomages: (each, limit, signal) => {
        asked.push(each.filmWorkIds);
        if (asked.length === 1) return client.proposeHomages(each, limit, signal);
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            givenUp += 1;
            reject(new Error('given up'));
          });
        });
      },
    };
    const answer = await proposeInSteps(
      slow,
      query,
      films.map((id) => [id]),
      {
        limit: 20,
        signal: controller.signal,
        onProgress: (part) => {
          if (part >= 0.25) setTimeout(() => controller.abort(), 0);
        },
      },
    );
    expect(givenUp).toBe(1);
    expect(answer.comparedFilms).toBe(1);
    const own = new Set(filmFrames.filter(({ workId }) => workId === films[0]).map(({ id }) => id));
    expect(answer.hits.length).toBeGreaterThan(0);
    expect(answer.hits.filter(({ frameId }) => !own.has(frameId)).map(({ ofFrameId }) => ofFrameId)).toEqual([
      mv[1]?.id,
    ]);
    expect(asked).toHaveLength(2);
  });

  it('fails where the search does', async () => {
    const failing = { proposeHomages: () => Promise.reject(new Error('no index')) };
    const asked = { limit: 20, signal: new AbortController().signal, onProgress: () => {} };
    await expect(proposeInSteps(failing, query, [[...films]], asked)).rejects.toThrow('no index');
  });
});
