import type { MoodDefinition } from '../domain/moodRule.ts';
import { ownMoods } from '../domain/moodRule.ts';
import type { MoodRule } from './evaluateMoods.ts';
import { MOOD_RULES } from './moodRules.ts';
import { STATISTICS_VERSION } from './packStatistics.ts';

/** The app's rules with a person's thresholds in place of ours, then the person's own moods. */
export function moodRulesInForce(definitions: readonly MoodDefinition[]): MoodRule[] {
  const edited = new Map(
    definitions.filter(({ removedAt }) => removedAt === null).map((each) => [each.id, each] as const),
  );
  return [
    ...MOOD_RULES.map((rule) => {
      const own = edited.get(rule.id)?.rule;
      return own === undefined ? rule : { ...rule, windows: own.windows, conditions: own.conditions };
    }),
    ...ownMoods(definitions).map(({ id, label, rule }) => ({ id, label, ...rule })),
  ];
}

/** Says the same for the same rules: frames that were asked by it need not be asked again. */
export function moodRulesKey(rules: readonly MoodRule[]): string {
  return JSON.stringify([STATISTICS_VERSION, rules]);
}
