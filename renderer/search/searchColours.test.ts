import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourSearchLimits } from '../../shared/domain/searchFilter.ts';
import { paletteColoursOf } from '../../shared/similarity/echoFeatures.ts';
import { colourHitsOf } from './colourHits.ts';
import { type FrameForIndex, FrameIndex } from './frameIndex.ts';
import type { ColourQuery } from './searchClient.ts';
import { searchColours as packedSearch } from './searchColours.ts';
import { madeFrame } from './testing/madeLooks.ts';

const frames = Array.from({ length: 2600 }, (_, name) => madeFrame(name, name));
const index = new FrameIndex();
for (const frame of frames) index.put(frame);

/** The hits in full. */
const searchColours = (...asked: Parameters<typeof packedSearch>) =>
  colourHitsOf(packedSearch(...asked)).map(({ frameId, score, matched }) => ({ frameId, score, matched }));

/** The score as it is written down, of every swatch against every colour. Colours are kept in steps of 1/8192. */
function scoreByHand({ palette }: FrameForIndex, { colours, tolerance }: ColourQuery): number {
  const own = paletteColoursOf(palette);
  const total = colours.reduce((sum, { weight }) => sum + weight, 0);
  let root = 0;
  for (const { oklab, weight } of colours) {
    let nearest = Number.POSITIVE_INFINITY;
    let share = 0;
    for (let at = 0; at < own.length; at += 4) {
      const steps = oklab.map((value, channel) => Math.round((own[at + channel] ?? 0) * 8192) / 8192 - value);
      const distance = Math.hypot(...steps);
      if (distance > tolerance) continue;
      nearest = Math.min(nearest, distance);
      share += Math.round((own[at + 3] ?? 0) * 65535) / 65535;
    }
    if (share === 0) continue;
    const worth = (1 - (0.6 * nearest) / tolerance) * Math.sqrt(Math.min(1, share / 0.2));
    root += (weight / total) * Math.sqrt(worth);
  }
  return root * root;
}

const { min, max } = colourSearchLimits.tolerance;
const query = fc.record({
  colours: fc.array(
    fc.record({
      oklab: fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -0.25, max: 0.25, noNaN: true }),
        fc.double({ min: -0.25, max: 0.25, noNaN: true }),
      ),
      weight: fc.integer({ min: 1, max: 100 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  tolerance: fc.double({ min, max, noNaN: true }),
});

describe('searchColours against a look at every swatch', () => {
  it('finds the best and scores them the same, for one to eight colours and every tolerance', () => {
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 3000 }), (asked, limit) => {
        const hits = searchColours(index, asked, null, limit);
        const byHand = frames
          .map((frame) => ({ id: frame.id, score: scoreByHand(frame, asked) }))
          .filter(({ score }) => score >= 0.02)
          .sort((a, b) => b.score - a.score)
          .slice(0, limit);
        // A score at the very edge of the tolerance or of the least score may fall to either side.
        expect(Math.abs(hits.length - byHand.length)).toBeLessThanOrEqual(1);
        const truth = new Map(frames.map((frame) => [frame.id, frame]));
        for (const [at, { frameId, score }] of hits.entries()) {
          const frame = truth.get(frameId);
          if (frame === undefined) throw new Error('no such frame');
          expect(score).toBeCloseTo(scoreByHand(frame, asked), 9);
          expect(score).toBeCloseTo(byHand[at]?.score ?? 0.02, 9);
        }
      }),
      { numRuns: 60, seed: 15 },
    );
  });

  it('leaves out nothing of what a longer list has, whole or of some frames', () => {
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 200 }), fc.boolean(), (asked, limit, some) => {
        const among = some ? frames.filter((_, at) => at % 3 === 0).map(({ id }) => id) : null;
        const all = searchColours(index, asked, among, frames.length);
        expect(searchColours(index, asked, among, limit)).toEqual(all.slice(0, limit));
      }),
      { numRuns: 60, seed: 16 },
    );
  });
});
