import { hexOfRgb, oklabOfOklch, rgbOfOklab } from '../../shared/colour/oklab.ts';
import { type MoodId, type OwnMoodId, ownMoodIdSchema } from '../../shared/domain/moodId.ts';
import type { MoodDefinition, MoodRuleBody } from '../../shared/domain/moodRule.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { type RecordedChange, recordChange } from '../database/recordChange.ts';

/** Keeps a mood: a new one, or one of the app's with another rule. Frames are asked again in the background. */
export function saveMood(database: AfterimageDatabase, definition: MoodDefinition): Promise<RecordedChange> {
  return recordChange(database, (recorder) => recorder.put('moods', [definition]));
}

/** Gives one of the app's moods its own rule back. */
export function resetMood(database: AfterimageDatabase, id: MoodId): Promise<RecordedChange> {
  return recordChange(database, (recorder) => recorder.remove('moods', [id]));
}

/** Takes an own mood out of the library; what was set by hand on frames waits for Undo. */
export function deleteMood(database: AfterimageDatabase, id: MoodId, now: string): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const row = await database.moods.get(id);
    if (row !== undefined) recorder.put('moods', [{ ...row, removedAt: now }]);
  });
}

export function newMoodId(): OwnMoodId {
  return ownMoodIdSchema.parse(`own:${crypto.randomUUID()}`);
}

/** A colour for a mood's dot, from the first colour its rule asks for; grey where it asks for none. */
export function dotOfRule({ windows, conditions }: MoodRuleBody): string {
  const asked = conditions.find(({ comparison, quantity }) => comparison !== '<=' && 'window' in quantity);
  const window =
    asked !== undefined && 'window' in asked.quantity ? windows[asked.quantity.window] : undefined;
  const dark = conditions.some(
    ({ quantity, comparison, threshold }) =>
      quantity.of === 'lightness' && comparison === '<=' && threshold < 0.45,
  );
  if (window === undefined) return dark ? '#3d3d3d' : '#a8a8a8';
  const { hueFrom, hueTo } = window;
  const middle = (hueFrom + ((hueTo - hueFrom + 360) % 360) / 2) % 360;
  return hexOfRgb(...rgbOfOklab(oklabOfOklch([dark ? 0.55 : 0.68, 0.14, middle])));
}
