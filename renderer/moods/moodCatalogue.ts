import { liveQuery } from 'dexie';
import { create } from 'zustand';
import type { MoodRule } from '../../shared/colour/evaluateMoods.ts';
import { moodRulesInForce } from '../../shared/colour/moodRulesInForce.ts';
import { MOOD_TERMS } from '../../shared/colour/moodVocabulary.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { type MoodCondition, type MoodDefinition, ownMoods } from '../../shared/domain/moodRule.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';

/** A mood as lists show it. */
export interface ShownMood {
  readonly id: MoodId;
  readonly label: string;
  /** `#rrggbb`: the colour of its dot. */
  readonly hex: string;
  /** The rule in a sentence. */
  readonly words: string;
  /** Made by a person, or given other thresholds than ours. */
  readonly kind: 'app' | 'edited' | 'own';
}

interface MoodCatalogue {
  readonly definitions: readonly MoodDefinition[];
  /** The app's in the vocabulary's order, then own ones by age. */
  readonly moods: readonly ShownMood[];
  readonly rules: readonly MoodRule[];
}

function catalogueOf(definitions: readonly MoodDefinition[]): MoodCatalogue {
  const edited = new Set(definitions.filter(({ removedAt }) => removedAt === null).map(({ id }) => id));
  const rules = moodRulesInForce(definitions);
  return {
    definitions,
    rules,
    moods: [
      ...MOOD_TERMS.map(
        ({ id, label, hex, rule }): ShownMood => ({
          id,
          label,
          hex,
          words: rule,
          kind: edited.has(id) ? 'edited' : 'app',
        }),
      ),
      ...ownMoods(definitions).map(
        ({ id, label, hex, rule }): ShownMood => ({
          id,
          label,
          hex,
          words: `${rule.conditions.map(({ words }) => words).join('; ')}.`.replace(/^./, (first) =>
            first.toUpperCase(),
          ),
          kind: 'own',
        }),
      ),
    ],
  };
}

/** The moods there are, as the database has them; a light copy for everything that names one. */
export const useMoodCatalogue = create<MoodCatalogue>(() => catalogueOf([]));

/** Called when a mood was named otherwise, came or went; what carries names is to be made anew. */
const renameListeners = new Set<() => void>();

/** @returns a function that stops listening */
export function onMoodsRenamed(listener: () => void): () => void {
  renameListeners.add(listener);
  return () => renameListeners.delete(listener);
}

/**
 * Follows the table of moods. Resolves once it was read, so that what is shown first has the names.
 * @returns a function that ends it
 */
export async function followMoods(database: Pick<AfterimageDatabase, 'moods'>): Promise<() => void> {
  show(await database.moods.toArray());
  const subscription = liveQuery(() => database.moods.toArray()).subscribe({ next: show });
  return () => subscription.unsubscribe();
}

function show(definitions: readonly MoodDefinition[]): void {
  const names = (): string =>
    JSON.stringify(useMoodCatalogue.getState().moods.map(({ id, label }) => [id, label]));
  const before = names();
  useMoodCatalogue.setState(catalogueOf(definitions));
  if (names() !== before) for (const listener of renameListeners) listener();
}

/** A mood by its id; null for an own one that was deleted. */
export function shownMood(id: MoodId): ShownMood | null {
  return useMoodCatalogue.getState().moods.find((mood) => mood.id === id) ?? null;
}

const noConditions: readonly MoodCondition[] = [];

/** The conditions of a mood's rule in force, in its order; none of a mood that is gone. */
export function useConditions(moodId: MoodId): readonly MoodCondition[] {
  return useMoodCatalogue(({ rules }) => rules.find(({ id }) => id === moodId)?.conditions) ?? noConditions;
}
