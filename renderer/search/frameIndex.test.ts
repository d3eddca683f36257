import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameId } from '../../shared/domain/ids.ts';
import {
  type EchoFeatures,
  echoFeaturesOf,
  mirroredFeatures,
  paletteColoursOf,
} from '../../shared/similarity/echoFeatures.ts';
import { echoLikeness } from '../../shared/similarity/echoLikeness.ts';
import { sharesOf, weightedScore } from '../../shared/similarity/echoParts.ts';
import { colourHitsOf } from './colourHits.ts';
import { blockFrames } from './featureBlock.ts';
import { type FrameForIndex, FrameIndex } from './frameIndex.ts';
import { proposePairs } from './proposePairs.ts';
import { defaultEchoWeights, type EchoWeights } from './searchClient.ts';
import { searchColours as packedSearch } from './searchColours.ts';
import { searchEchoes } from './searchEchoes.ts';
import { madeFrame } from './testing/madeLooks.ts';

const searchColours = (...asked: Parameters<typeof packedSearch>) => colourHitsOf(packedSearch(...asked));
const noBreath = (): Promise<void> => Promise.resolve();

function featuresOf(frame: FrameForIndex): EchoFeatures {
  const features = echoFeaturesOf(frame.palette, frame.signature);
  if (features === null) throw new Error('no features');
  return features;
}

function indexOf(frames: Iterable<FrameForIndex>): FrameIndex {
  const index = new FrameIndex();
  for (const frame of frames) index.put(frame);
  return index;
}

/** Every frame against the one asked about, in full, both ways round. */
function scoresByHand(asked: FrameForIndex, frames: Iterable<FrameForIndex>, weights: EchoWeights) {
  const shares = sharesOf(weights);
  const own = featuresOf(asked);
  return [...frames]
    .filter(({ id }) => id !== asked.id)
    .map((frame) => {
      const other = featuresOf(frame);
      const direct = weightedScore(echoLikeness(own, other, shares), shares);
      const turned = weightedScore(echoLikeness(mirroredFeatures(own), other, shares), shares);
      return { id: frame.id, direct, turned, best: Math.max(direct, turned) };
    })
    .sort((a, b) => b.best - a.best);
}

/** What is done to a library: a frame comes or changes its look or work, or goes. */
const step = fc.record({
  name: fc.integer({ min: 0, max: 40 }),
  look: fc.integer({ min: 0, max: 500 }),
  work: fc.integer({ min: 0, max: 3 }),
  goes: fc.boolean(),
});

describe('the index under changes', () => {
  it('answers as a look at every frame would, whatever came, changed and went', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 120 }), async (steps) => {
        const index = new FrameIndex();
        const truth = new Map<FrameId, FrameForIndex>();
        const placed = new Map<number, FrameId>();
        for (const { name, look, work, goes } of steps) {
          // A name stays in its media: another work only as the frame's own, as moving it does.
          const frame = { ...madeFrame(name, look), workId: madeFrame(name, look, work).workId };
          placed.set(name, frame.id);
          if (goes) {
            truth.delete(frame.id);
            index.remove(frame.id);
          } else {
            truth.set(frame.id, frame);
            index.put(frame);
          }
        }
        expect(index.size).toBe(truth.size);
        expect([...index.frameIds()].sort()).toEqual([...truth.keys()].sort());
        const [asked] = truth.values();
        if (asked === undefined) return;
        const hits = await searchEchoes(
          index,
          {
            frameIds: [asked.id],
            weights: defaultEchoWeights,
            mirrored: true,
            amongWorkIds: null,
            exceptWorkIds: [asked.workId],
          },
          100,
          noBreath,
        );
        const others = [...truth.values()].filter(({ workId }) => workId !== asked.workId);
        const byHand = new Map(
          scoresByHand(asked, others, defaultEchoWeights).map((each) => [each.id, each]),
        );
        expect(hits.map(({ frameId }) => frameId).sort()).toEqual([...byHand.keys()].sort());
        for (const hit of hits) {
          const truthScore = byHand.get(hit.frameId);
          expect(hit.score).toBeLessThanOrEqual((truthScore?.best ?? 0) + 0.02);
          expect(hit.score).toBeCloseTo((hit.mirrored ? truthScore?.turned : truthScore?.direct) ?? 0, 1);
        }
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  it('takes no slot twice and gives those of gone frames to new ones', () => {
    const index = indexOf(Array.from({ length: blockFrames + 10 }, (_, name) => madeFrame(name, name)));
    for (let name = 0; name < 200; name += 1) index.remove(madeFrame(name, name).id);
    expect(index.slotCount).toBe(blockFrames + 10);
    for (let name = 5000; name < 5200; name += 1) index.put(madeFrame(name, name));
    expect(index.slotCount).toBe(blockFrames + 10);
    expect(index.size).toBe(blockFrames + 10);
    const slots = [...index.frameIds()].map((id) => index.slotOf(id));
    expect(new Set(slots).size).toBe(index.size);
  });
});

describe('searchEchoes', () => {
  const frames = Array.from({ length: 3000 }, (_, name) => madeFrame(name, name, name % 5));
  const index = indexOf(frames);

  it('has the best of a look at every frame among its answers, for any weights', async () => {
    for (const weights of [
      defaultEchoWeights,
      { palette: 1, layout: 0, light: 0, structure: 0 },
      { palette: 0, layout: 0, light: 1, structure: 0 },
      { palette: 0.2, layout: 0.2, light: 0, structure: 1 },
    ]) {
      for (const at of [3, 1500]) {
        const asked = frames[at];
        if (asked === undefined) throw new Error('no frame');
        const hits = await searchEchoes(
          index,
          { frameIds: [asked.id], weights, mirrored: true, amongWorkIds: null, exceptWorkIds: [] },
          20,
          noBreath,
        );
        const [best] = scoresByHand(asked, frames, weights);
        expect(hits[0]?.score).toBeGreaterThan((best?.best ?? 0) - 0.06);
        expect(hits).toHaveLength(20);
        expect(new Set(hits.map(({ frameId }) => frameId)).size).toBe(20);
        const scores = hits.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }
    }
  });

  it('asks about several frames at once and says which of them each answer is like', async () => {
    const twins = [10, 20].map((look) => ({ ...madeFrame(9000 + look, look, 9) }));
    const own = indexOf([...frames, ...twins]);
    const asked = [10, 20].map((at) => frames[at]?.id).filter((id): id is FrameId => id !== undefined);
    const hits = await searchEchoes(
      own,
      {
        frameIds: asked,
        weights: defaultEchoWeights,
        mirrored: false,
        amongWorkIds: null,
        exceptWorkIds: [],
      },
      5,
      noBreath,
    );
    for (const [at, twin] of twins.entries()) {
      const hit = hits.find(({ frameId }) => frameId === twin.id);
      expect(hit?.ofFrameId).toBe(asked[at]);
      expect(hit?.score).toBeGreaterThan(0.98);
    }
  });

  it('keeps to the works it is told, and leaves out those it is told to', async () => {
    const asked = frames[0];
    if (asked === undefined) throw new Error('no frame');
    const ask = (among: string[] | null, except: string[]) =>
      searchEchoes(
        index,
        {
          frameIds: [asked.id],
          weights: defaultEchoWeights,
          mirrored: true,
          amongWorkIds: among as never,
          exceptWorkIds: except as never,
        },
        50,
        noBreath,
      );
    const workOf = new Map(frames.map(({ id, workId }) => [id, workId as string]));
    for (const { frameId } of await ask(['work-2', 'work-3'], ['work-3'])) {
      expect(workOf.get(frameId)).toBe('work-2');
    }
    expect(await ask(['no such work'], [])).toEqual([]);
  });

  it('passes over frames that were not measured yet', async () => {
    const [first, second] = frames;
    if (first === undefined || second === undefined) throw new Error('no frames');
    const { signature: _, ...unmeasured } = second;
    const own = indexOf([first, unmeasured]);
    const ask = (id: FrameId) =>
      searchEchoes(
        own,
        {
          frameIds: [id],
          weights: defaultEchoWeights,
          mirrored: true,
          amongWorkIds: null,
          exceptWorkIds: [],
        },
        5,
        noBreath,
      );
    expect(await ask(first.id)).toEqual([]);
    expect(await ask(second.id)).toEqual([]);
  });
});

describe('searchColours', () => {
  const frames = Array.from({ length: 2500 }, (_, name) => madeFrame(name, name));
  const index = indexOf(frames);

  it('finds exactly the frames with a swatch within the tolerance, each with its nearest', () => {
    for (const tolerance of [0.02, 0.08, 0.2]) {
      const oklab = [0.55, 0.08, 0.1] as const;
      const hits = searchColours(index, { colours: [{ oklab, weight: 3 }], tolerance }, null, 5000);
      const nearest = new Map(
        frames.map(({ id, palette }) => {
          const colours = paletteColoursOf(palette);
          let best = { swatch: -1, deltaE: Number.POSITIVE_INFINITY };
          for (let swatch = 0; swatch < palette.length; swatch += 1) {
            const deltaE = Math.hypot(...oklab.map((value, at) => value - (colours[swatch * 4 + at] ?? 0)));
            if (deltaE < best.deltaE) best = { swatch, deltaE };
          }
          return [id, best] as const;
        }),
      );
      const found = new Set(hits.map(({ frameId }) => frameId));
      for (const [id, { deltaE }] of nearest) {
        if (deltaE > tolerance + 0.001) expect(found.has(id)).toBe(false);
      }
      expect(hits.length).toBeGreaterThan(0);
      for (const { frameId, matched } of hits) {
        const truth = nearest.get(frameId);
        expect(matched).toHaveLength(1);
        expect(matched[0]?.deltaE).toBeCloseTo(truth?.deltaE ?? 0, 3);
      }
    }
  });

  it('scores what has all colours over what lacks one, larger areas and nearer colours higher', () => {
    const swatch = (hue: number, share: number, lightness = 0.6) => ({
      hex: '#000000',
      name: '',
      oklch: [lightness, 0.15, hue] as [number, number, number],
      share,
    });
    const frame = (name: number, palette: ReturnType<typeof swatch>[]): FrameForIndex => ({
      ...madeFrame(name, 1),
      palette,
    });
    const [both, large, small, off, none] = [
      frame(1, [swatch(30, 0.5), swatch(210, 0.5)]),
      frame(2, [swatch(30, 0.9), swatch(120, 0.1)]),
      frame(3, [swatch(30, 0.02), swatch(120, 0.98)]),
      frame(4, [swatch(30, 0.9, 0.66), swatch(120, 0.1)]),
      frame(5, [swatch(120, 1)]),
    ];
    const own = indexOf([both, large, small, off, none]);
    const oklabOf = (hue: number): [number, number, number] => {
      const angle = (hue * Math.PI) / 180;
      return [0.6, 0.15 * Math.cos(angle), 0.15 * Math.sin(angle)];
    };
    const one = searchColours(
      own,
      { colours: [{ oklab: oklabOf(30), weight: 1 }], tolerance: 0.1 },
      null,
      10,
    );
    expect(one.map(({ frameId }) => frameId)).toEqual([both.id, large.id, off.id, small.id]);
    expect(one[0]?.score).toBeCloseTo(1, 2);
    const two = searchColours(
      own,
      {
        colours: [
          { oklab: oklabOf(30), weight: 1 },
          { oklab: oklabOf(210), weight: 1 },
        ],
        tolerance: 0.1,
      },
      null,
      10,
    );
    expect(two[0]?.frameId).toBe(both.id);
    expect(two[0]?.matched.map(({ wanted, swatch: at }) => [wanted, at])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(two[1]?.score).toBeLessThan(0.3);
    const among = searchColours(
      own,
      { colours: [{ oklab: oklabOf(30), weight: 1 }], tolerance: 0.1 },
      [small.id, none.id],
      10,
    );
    expect(among.map(({ frameId }) => frameId)).toEqual([small.id]);
  });
});

describe('proposePairs', () => {
  it('pairs the shots that look alike, each pair of shots once, and only with the films asked about', async () => {
    const mv = Array.from({ length: 12 }, (_, shot) => madeFrame(shot, 100 + shot, 0));
    const film = Array.from({ length: 40 }, (_, shot) => madeFrame(shot, 300 + shot, 1));
    const quoted = { ...madeFrame(41, 103, 1), shot: { index: 7 } };
    // A second frame of the same shot, nearly as alike.
    const again = { ...madeFrame(42, 103, 1), shot: { index: 7 } };
    const elsewhere = madeFrame(43, 104, 2);
    const index = indexOf([...mv, ...film, quoted, again, elsewhere]);
    const hits = await proposePairs(
      index,
      {
        mvWorkId: madeFrame(0, 0, 0).workId,
        filmWorkIds: [madeFrame(0, 0, 1).workId],
        weights: defaultEchoWeights,
        mirrored: true,
      },
      30,
      noBreath,
    );
    expect(hits[0]?.ofFrameId).toBe(mv[3]?.id);
    expect([quoted.id, again.id]).toContain(hits[0]?.frameId);
    expect(hits.filter(({ frameId }) => frameId === quoted.id || frameId === again.id)).not.toHaveLength(0);
    const pairs = hits
      .filter(({ ofFrameId }) => ofFrameId === mv[3]?.id)
      .map(({ frameId }) => (frameId === again.id ? quoted.id : frameId));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(hits.some(({ frameId }) => frameId === elsewhere.id)).toBe(false);
  });
});
