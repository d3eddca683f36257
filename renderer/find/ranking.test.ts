import { describe, expect, it } from 'vitest';
import { hexOfRgb, oklabOfOklch, rgbOfOklab } from '../../shared/colour/oklab.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { colourHitsOf } from '../search/colourHits.ts';
import { FrameIndex } from '../search/frameIndex.ts';
import type { ColourHit, EchoHit, SearchClient } from '../search/searchClient.ts';
import { searchColours } from '../search/searchColours.ts';
import { searchEchoes } from '../search/searchEchoes.ts';
import { madeFrame } from '../search/testing/madeLooks.ts';
import { mostHits, type RankingQuestion, rankFrames } from './ranking.ts';

const id = (name: string): FrameId => name as FrameId;
const colourHit = (name: string, score: number): ColourHit => ({ frameId: id(name), score, matched: [] });
const lookHit = (name: string, score: number): EchoHit => ({
  ofFrameId: id('asked'),
  frameId: id(name),
  score,
  parts: { palette: score, layout: score, light: score, structure: score },
  mirrored: false,
});
/** Answers with what it is given, and keeps what it was asked. */
function answering(colours: ColourHit[], looks: EchoHit[]) {
  const asked: unknown[] = [];
  const client: SearchClient = {
    byColours: async (query, among) => {
      asked.push({ query, among });
      return colours;
    },
    echoes: async (query) => {
      asked.push(query);
      return looks;
    },
    proposeHomages: async () => [],
  };
  return { asked, client };
}
const question: RankingQuestion = {
  colours: null,
  likeFrameId: null,
  weights: { palette: 1, layout: 1, light: 1, structure: 1 },
  mirrored: true,
  among: null,
};
const colours = { colours: [{ hex: '#e4541d', weight: 1 }], tolerance: 0.1 };

const frames = Array.from({ length: 1500 }, (_, name) => madeFrame(name, name));
const frameOf = (frameId: FrameId) => frames.find((frame) => frame.id === frameId);

/** The search itself over many frames; `all` are they, those first that look most like the one asked about. */
async function library() {
  const index = new FrameIndex();
  for (const frame of frames) index.put(frame);
  const client: SearchClient = {
    ...answering([], []).client,
    byColours: async (query, among, limit) => colourHitsOf(searchColours(index, query, among, limit)),
    echoes: (query, limit) => searchEchoes(index, query, limit, () => Promise.resolve()),
  };
  const likeFrameId = madeFrame(0, 0).id;
  const all = await client.echoes(
    {
      frameIds: [likeFrameId],
      weights: question.weights,
      mirrored: true,
      amongWorkIds: null,
      exceptWorkIds: [],
    },
    frames.length,
  );
  return { client, likeFrameId, all };
}

describe('rankFrames', () => {
  it('orders by colours among the frames that are left', async () => {
    const { asked, client } = answering([colourHit('a', 0.4), colourHit('b', 0.9)], []);
    const ranking = await rankFrames(client, { ...question, colours, among: [id('a'), id('b')] });
    expect(ranking.order).toEqual(['b', 'a']);
    expect(ranking.hits.get(id('b'))?.colours?.score).toBe(0.9);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ among: ['a', 'b'], query: { tolerance: 0.1 } });
  });

  it('orders by likeness and leaves out what the rest of the search leaves out, however many look more alike', async () => {
    const { client, likeFrameId, all } = await library();
    const among = all.slice(-4).map(({ frameId }) => frameId);
    const ranking = await rankFrames(client, { ...question, likeFrameId, among: among.toReversed() });
    expect(ranking.order).toEqual(among);
  });

  it('finds the colours asked for in what hardly looks alike', async () => {
    const { client, likeFrameId, all } = await library();
    // One that a screen can show, so that its bytes say the same colour.
    const isShown = ({ oklch: [lightness, chroma] }: Swatch) =>
      chroma < 0.05 && lightness > 0.3 && lightness < 0.9;
    const last = all.findLast(({ frameId }) => frameOf(frameId)?.palette.some(isShown))?.frameId ?? id('');
    const swatch = frameOf(last)?.palette.find(isShown);
    const hex = hexOfRgb(...rgbOfOklab(oklabOfOklch(swatch?.oklch ?? [0, 0, null])));
    const ranking = await rankFrames(client, {
      ...question,
      likeFrameId,
      colours: { colours: [{ hex, weight: 1 }], tolerance: 0.05 },
    });
    expect(ranking.order).toContain(last);
    expect(ranking.hits.get(last)?.look?.frameId).toBe(last);
  });

  it('says when there may be more than it brings', async () => {
    const { client, likeFrameId } = await library();
    const alike = await rankFrames(client, { ...question, likeFrameId });
    expect(alike.isCut).toBe(true);
    expect(alike.order).toHaveLength(mostHits.look);
    const few = await rankFrames(client, { ...question, likeFrameId, among: alike.order.slice(0, 5) });
    expect(few.isCut).toBe(false);
    expect(few.order).toHaveLength(5);
  });

  it('wants both where both are asked', async () => {
    const { client } = answering(
      [colourHit('a', 0.9), colourHit('b', 0.5), colourHit('c', 1)],
      [lookHit('a', 0.5), lookHit('b', 1), lookHit('d', 1)],
    );
    const ranking = await rankFrames(client, { ...question, colours, likeFrameId: id('asked') });
    expect(ranking.order).toEqual(['b', 'a']);
    expect(ranking.hits.get(id('a'))?.score).toBeCloseTo(0.45);
  });
});
