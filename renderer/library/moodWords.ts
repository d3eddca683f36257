import { MOOD_TERMS, MOOD_VOCABULARY, type MoodTerm } from '../../shared/colour/moodVocabulary.ts';
import type { MoodId } from '../../shared/domain/frame.ts';

/** Moods in the vocabulary's order. */
export const moods: readonly MoodTerm[] = MOOD_TERMS;

export function moodLabel(id: MoodId): string {
  return MOOD_VOCABULARY[id].label;
}

export function moodHex(id: MoodId): string {
  return MOOD_VOCABULARY[id].hex;
}
