import { describe, expect, it } from 'vitest';
import { withGrain } from '../../tests/fixtures/pictures/drawPicture.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { moodRuleBodySchema } from '../domain/moodRule.ts';
import { type ColourStatistics, measureColour } from './colourStatistics.ts';
import { isMet, valuesOf } from './evaluateMoods.ts';
import { learnMoodRule } from './learnMoodRule.ts';
import { oklabPlanes } from './oklabPlanes.ts';
import { packStatistics, readStatistics } from './packStatistics.ts';
import type { RgbPixels } from './rgbPixels.ts';

const names = Object.keys(scenePictures) as SceneName[];

/** Three takes of a scene, each with other grain. */
function takes(name: SceneName): ColourStatistics[] {
  return [1, 2, 3].map((seed) =>
    readStatistics(
      packStatistics(measureColour(oklabPlanes(withGrain(scenePictures[name](), 3, 'film', seed)))),
    ),
  );
}
const library = new Map(names.map((name) => [name, takes(name)] as const));

function others(...left: SceneName[]): ColourStatistics[] {
  return names.filter((name) => !left.includes(name)).flatMap((name) => library.get(name) ?? []);
}

/** Blue from the left over a share of the picture, grey beside it. */
function splitField(share: number): RgbPixels {
  const [width, height] = [96, 54];
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    data.set(at % width < share * width ? [30, 60, 190] : [70, 70, 70], at * 3);
  }
  return { width, height, data };
}

describe('learnMoodRule', () => {
  it.each(names)('finds a rule that holds for every take of %s and hardly for another scene', (name) => {
    const examples = library.get(name) ?? [];
    const rule = learnMoodRule(examples, others(name));
    expect(moodRuleBodySchema.safeParse(rule).error).toBeUndefined();
    const holds = (picture: ColourStatistics): boolean => {
      const values = valuesOf(rule, picture);
      return rule.conditions.every((condition, at) => isMet(condition, values[at] ?? Number.NaN));
    };
    expect(examples.every(holds)).toBe(true);
    const wrong = others(name).filter(holds).length;
    expect(wrong).toBeLessThanOrEqual(0.12 * others(name).length);
  });

  it('learns what several scenes share: neon of both colours is dark with vivid light', () => {
    const examples = [...(library.get('blueNeonRoom') ?? []), ...(library.get('pinkNeonSign') ?? [])];
    const rule = learnMoodRule(examples, others('blueNeonRoom', 'pinkNeonSign'));
    for (const picture of examples) {
      const values = valuesOf(rule, picture);
      expect(rule.conditions.every((condition, at) => isMet(condition, values[at] ?? Number.NaN))).toBe(true);
    }
    const held = others('blueNeonRoom', 'pinkNeonSign').filter((picture) => {
      const values = valuesOf(rule, picture);
      return rule.conditions.every((condition, at) => isMet(condition, values[at] ?? Number.NaN));
    });
    expect(held.length).toBeLessThan(0.25 * others().length);
  });

  it('sets no second bound where that shuts out next to nothing', () => {
    const [bluest, ...examples] = [0.96, 0.86, 0.83, 0.8].map((share) =>
      readStatistics(packStatistics(measureColour(oklabPlanes(splitField(share))))),
    );
    if (bluest === undefined) throw new Error('no picture');
    const rule = learnMoodRule(examples, [...others(), ...examples, bluest]);
    expect(rule.conditions.map(({ comparison }) => comparison)).not.toContain('between');
  });

  it('is the same every time, and speaks plainly', () => {
    const examples = library.get('circularWindow') ?? [];
    const rule = learnMoodRule(examples, others('circularWindow'));
    expect(learnMoodRule(examples, others('circularWindow'))).toEqual(rule);
    for (const { words } of rule.conditions) expect(words).toMatch(/^[a-z][\w %.,-]+$/);
  });

  it('makes a rule of one frame in an empty library, and none of no frame', () => {
    const [one] = library.get('foliage') ?? [];
    if (one === undefined) throw new Error('no picture');
    expect(learnMoodRule([one], []).conditions.length).toBeGreaterThan(0);
    expect(() => learnMoodRule([], [one])).toThrow(RangeError);
  });
});
