import { describe, expect, it } from 'vitest';
import { withGrain } from '../../tests/fixtures/pictures/drawPicture.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { moodRuleBodySchema } from '../domain/moodRule.ts';
import { type ColourStatistics, measureColour } from './colourStatistics.ts';
import { isMet, valuesOf } from './evaluateMoods.ts';
import { learnMoodRule } from './learnMoodRule.ts';
import { oklabPlanes } from './oklabPlanes.ts';
import { packStatistics, readStatistics } from './packStatistics.ts';

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
