import type { MoodId } from '../../shared/domain/moodId.ts';
import { type ShownMood, shownMood, useMoodCatalogue } from '../moods/moodCatalogue.ts';

/** The moods there are, the app's in the vocabulary's order, then own ones; live. */
export function useMoods(): readonly ShownMood[] {
  return useMoodCatalogue((state) => state.moods);
}

/** A mood's name; empty for an own one that was deleted. */
export function moodLabel(id: MoodId): string {
  return shownMood(id)?.label ?? '';
}

export function moodHex(id: MoodId): string {
  return shownMood(id)?.hex ?? '#808080';
}
