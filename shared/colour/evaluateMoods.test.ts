import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { BUILT_IN_MOOD_IDS, ownMoodIdSchema } from '../domain/moodId.ts';
import { type MoodDefinition, moodDefinitionSchema, moodRuleBodySchema } from '../domain/moodRule.ts';
import { onGrid } from './colourGrid.ts';
import { measureColour } from './colourStatistics.ts';
import { type MoodRule, measureMood, readMoods } from './evaluateMoods.ts';
import { MOOD_RULES } from './moodRules.ts';
import { moodRulesInForce, moodRulesKey } from './moodRulesInForce.ts';
import { quantityInWords } from './moodWording.ts';
import { oklabPlanes } from './oklabPlanes.ts';
import { packStatistics, readStatistics } from './packStatistics.ts';

const pictures = Object.values(scenePictures).map((draw) =>
  readStatistics(packStatistics(measureColour(oklabPlanes(draw())))),
);

function told(rule: MoodRule): number[] {
  return pictures.flatMap((statistics, at) => (readMoods(statistics, [rule]).length > 0 ? [at] : []));
}

function withThresholdBy(rule: MoodRule, place: number, by: number): MoodRule {
  const conditions = rule.conditions.map((condition, at) =>
    at === place ? { ...condition, threshold: condition.threshold + by } : condition,
  );
  return { ...rule, conditions };
}

describe('mood rules', () => {
  it('are valid, and their windows lie on the grid that statistics are counted on', () => {
    for (const rule of MOOD_RULES) {
      expect(moodRuleBodySchema.safeParse(rule).error).toBeUndefined();
      for (const window of rule.windows) expect(onGrid(window)).toEqual(window);
    }
  });

  it('tell of no more pictures the stricter a threshold is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MOOD_RULES),
        fc.nat(8),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (rule, at, by) => {
          const place = at % rule.conditions.length;
          const condition = rule.conditions[place];
          const stricter = condition?.comparison === '<=' ? -by : by;
          const loose = new Set(told(rule));
          for (const picture of told(withThresholdBy(rule, place, stricter)))
            expect(loose).toContain(picture);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are no surer of a mood the stricter a threshold is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MOOD_RULES),
        fc.nat(8),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (rule, at, by) => {
          const place = at % rule.conditions.length;
          const condition = rule.conditions[place];
          if (condition === undefined || condition.comparison === 'between') return;
          const stricter = condition.comparison === '<=' ? -by : by;
          // Its full value moves with it, as it does under a person's hand.
          const moved = withThresholdBy(rule, place, stricter);
          const conditions = moved.conditions.map((each, i) =>
            i === place && each.full !== undefined ? { ...each, full: each.full + stricter } : each,
          );
          for (const statistics of pictures) {
            const before = measureMood(statistics, rule).reading;
            const after = measureMood(statistics, { ...moved, conditions }).reading;
            if (before !== null && after !== null) {
              expect(after.confidence).toBeLessThanOrEqual(before.confidence + 1e-9);
            }
          }
        },
      ),
    );
  });

  it('say what every quantity measures, without a hole', () => {
    for (const rule of MOOD_RULES) {
      for (const { quantity } of rule.conditions) {
        expect(quantityInWords(quantity, rule.windows)).toMatch(/^[a-z][^{}]*$/);
        expect(quantityInWords(quantity, rule.windows)).not.toMatch(/undefined|NaN|nothing/);
      }
    }
  });
});

describe('moodRulesInForce', () => {
  const own: MoodDefinition = moodDefinitionSchema.parse({
    id: ownMoodIdSchema.parse('own:3b241101-e2bb-4255-8caf-4136c566a962'),
    label: 'Rain',
    hex: '#336699',
    rule: {
      windows: [{ hueFrom: 225, hueTo: 285 }],
      conditions: [
        { quantity: { of: 'mass', window: 0 }, words: 'blue', comparison: '>=', threshold: 0.4, full: 0.6 },
      ],
    },
    createdAt: '2026-01-01T00:00:00.000Z',
    removedAt: null,
  });

  it('are the app’s own without a person’s, in the vocabulary’s order', () => {
    expect(moodRulesInForce([]).map(({ id }) => id)).toEqual([...BUILT_IN_MOOD_IDS]);
  });

  it('take a person’s thresholds and moods, and leave out deleted ones', () => {
    const muted = MOOD_RULES.find(({ id }) => id === 'muted');
    if (muted === undefined) throw new Error('no rule');
    const edited: MoodDefinition = {
      ...own,
      id: 'muted',
      rule: { windows: [], conditions: muted.conditions.slice(0, 1) },
    };
    const rules = moodRulesInForce([
      own,
      edited,
      { ...own, id: ownMoodIdSchema.parse(`own:${crypto.randomUUID()}`), removedAt: own.createdAt },
    ]);
    expect(rules).toHaveLength(BUILT_IN_MOOD_IDS.length + 1);
    expect(rules.find(({ id }) => id === 'muted')?.conditions).toHaveLength(1);
    expect(rules.at(-1)).toMatchObject({ id: own.id, label: 'Rain' });
    expect(moodRulesKey(rules)).not.toBe(moodRulesKey(moodRulesInForce([own])));
    expect(moodRulesKey(moodRulesInForce([own]))).toBe(moodRulesKey(moodRulesInForce([own])));
  });

  it('tell an own mood with its reason', () => {
    const blue = readMoods(
      readStatistics(packStatistics(measureColour(oklabPlanes(scenePictures.blueNeonRoom())))),
      moodRulesInForce([own]),
    ).find(({ id }) => id === own.id);
    expect(blue?.label).toBe('Rain');
    expect(blue?.reason).toMatch(/^Blue \d+ % \(needs at least 40 %\)\.$/);
  });
});
