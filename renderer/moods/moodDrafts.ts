import { create } from 'zustand';
import type { MoodRule } from '../../shared/colour/evaluateMoods.ts';
import { MOOD_RULES } from '../../shared/colour/moodRules.ts';
import { quantityInWords } from '../../shared/colour/moodWording.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { MoodCondition, MoodQuantity, MoodRuleBody } from '../../shared/domain/moodRule.ts';
import { windowsOf } from '../../shared/domain/moodRule.ts';
import { isSameValue } from '../database/isSameValue.ts';
import { useMoodCatalogue } from './moodCatalogue.ts';
import { dotOfRule, newMoodId } from './moodEdits.ts';

/** A mood as it is being edited, not saved yet. */
export interface MoodDraft {
  readonly id: MoodId;
  readonly label: string;
  readonly hex: string;
  readonly rule: MoodRuleBody;
  readonly isNew: boolean;
}

/** Drafts outlive the dialog, not the window: closing it by mistake loses nothing. */
export const useMoodDrafts = create<{ readonly drafts: ReadonlyMap<MoodId, MoodDraft> }>(() => ({
  drafts: new Map(),
}));

/** The rule in force of a mood; null for one that is not saved yet. */
export function ruleInForce(id: MoodId, rules: readonly MoodRule[]): MoodRuleBody | null {
  const rule = rules.find((each) => each.id === id);
  return rule === undefined ? null : { windows: rule.windows, conditions: rule.conditions };
}

/** Our own rule of a mood; null for own moods. */
export function ourRule(id: MoodId): MoodRuleBody | null {
  return ruleInForce(id, MOOD_RULES);
}

/** A mood as it is saved, to start a draft from. */
export function savedDraft(id: MoodId): MoodDraft | null {
  const { moods, rules } = useMoodCatalogue.getState();
  const mood = moods.find((each) => each.id === id);
  const rule = ruleInForce(id, rules);
  return mood === undefined || rule === null
    ? null
    : { id, label: mood.label, hex: mood.hex, rule, isNew: false };
}

/** Puts a draft, or drops it where it says what is saved. */
export function putDraft(draft: MoodDraft): void {
  const saved = savedDraft(draft.id);
  useMoodDrafts.setState(({ drafts }) => {
    const next = new Map(drafts);
    if (saved !== null && isSameValue(saved, { ...draft, isNew: false })) next.delete(draft.id);
    else next.set(draft.id, draft);
    return { drafts: next };
  });
}

export function dropDraft(id: MoodId): void {
  useMoodDrafts.setState(({ drafts }) => {
    const next = new Map(drafts);
    next.delete(id);
    return { drafts: next };
  });
}

/** A new mood to be edited, with a rule to begin from. */
export function startDraft(label: string, rule: MoodRuleBody): MoodDraft {
  const draft: MoodDraft = { id: newMoodId(), label, hex: dotOfRule(rule), rule, isNew: true };
  putDraft(draft);
  return draft;
}

/** What a new mood by rule begins with. */
export const firstRule: MoodRuleBody = {
  windows: [{ hueFrom: 225, hueTo: 285 }],
  conditions: [conditionFor({ of: 'mass', window: 0 }, [{ hueFrom: 225, hueTo: 285 }])],
};

/** A condition with a threshold to begin from. */
export function conditionFor(quantity: MoodQuantity, windows: MoodRuleBody['windows']): MoodCondition {
  const isDark = quantity.of === 'lightness' && quantity.share <= 0.5;
  const threshold =
    quantity.of === 'hue-count'
      ? 4
      : quantity.of === 'cover' || quantity.of === 'accent-share'
        ? 0.02
        : quantity.of.includes('chroma')
          ? 0.08
          : quantity.of === 'hue-concentration'
            ? 0.9
            : 0.4;
  return {
    quantity,
    words: quantityInWords(quantity, windows),
    comparison: isDark ? '<=' : '>=',
    threshold,
    full: isDark ? threshold / 2 : threshold * 1.5,
  };
}

/** A condition with other thresholds; where it is met in full moves along. */
export function withThreshold(
  condition: MoodCondition,
  change: Partial<Pick<MoodCondition, 'threshold' | 'thresholdHigh' | 'comparison'>>,
): MoodCondition {
  const { full, thresholdHigh, ...kept } = condition;
  const next = { ...kept, ...change };
  if (next.comparison === 'between') {
    const high =
      change.thresholdHigh ?? thresholdHigh ?? Math.max(next.threshold * 1.5, next.threshold + 0.02);
    // Neither bound passes the other.
    return change.threshold === undefined
      ? { ...next, threshold: Math.min(next.threshold, high), thresholdHigh: high }
      : { ...next, thresholdHigh: Math.max(next.threshold, high) };
  }
  const gap = Math.abs((full ?? condition.threshold * 1.5) - condition.threshold) || 0.05;
  const { thresholdHigh: _gone, ...single } = next as MoodCondition;
  return {
    ...single,
    full: next.comparison === '>=' ? next.threshold + gap : Math.max(0, next.threshold - gap),
  };
}

/** A rule without one condition, and without the windows that none looks through any more. */
export function withoutCondition(rule: MoodRuleBody, place: number): MoodRuleBody {
  const conditions = rule.conditions.filter((_, each) => each !== place);
  const used = [...new Set(conditions.flatMap(({ quantity }) => [...windowsOf(quantity)]))].sort(
    (a, b) => a - b,
  );
  const moved = new Map(used.map((from, to) => [from, to] as const));
  return {
    windows: used.flatMap((from) => rule.windows[from] ?? []),
    conditions: conditions.map((condition) => ({
      ...condition,
      quantity: withWindows(condition.quantity, moved),
    })),
  };
}

function withWindows(quantity: MoodQuantity, moved: ReadonlyMap<number, number>): MoodQuantity {
  if (quantity.of === 'mass' || quantity.of === 'cover') {
    return { ...quantity, window: moved.get(quantity.window) ?? 0 };
  }
  if (quantity.of === 'mass-sum') {
    return { ...quantity, windows: quantity.windows.map((from) => moved.get(from) ?? 0) };
  }
  return quantity;
}

/** A rule with another window; the words of the conditions that look through it say so. */
export function withWindow(
  rule: MoodRuleBody,
  place: number,
  window: MoodRuleBody['windows'][number],
): MoodRuleBody {
  const windows = rule.windows.map((each, at) => (at === place ? window : each));
  return {
    windows,
    conditions: rule.conditions.map((condition) =>
      windowsOf(condition.quantity).includes(place)
        ? { ...condition, words: quantityInWords(condition.quantity, windows) }
        : condition,
    ),
  };
}
