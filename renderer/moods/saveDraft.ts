import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { isSameValue } from '../database/isSameValue.ts';
import { dropDraft, type MoodDraft, ourRule } from './moodDrafts.ts';
import { deleteMood, resetMood, saveMood } from './moodEdits.ts';

/** Keeps a draft; one of the app's moods that was moved back to our rule needs nothing kept. Undo takes it back. */
export async function saveDraft({ id, label: typed, hex, rule, isNew }: MoodDraft): Promise<void> {
  const label = typed.trim().slice(0, 60);
  const now = new Date().toISOString();
  const kept = await database.moods.get(id);
  const ours = ourRule(id);
  const change =
    ours !== null && isSameValue(ours, rule)
      ? await resetMood(database, id)
      : await saveMood(database, {
          id,
          label,
          hex,
          rule,
          createdAt: kept?.createdAt ?? now,
          removedAt: null,
        });
  dropDraft(id);
  noteEdit(isNew ? `Mood “${label}” made` : `Mood “${label}” changed`, change);
}

/** Deletes an own mood, or forgets one that was never saved. */
export async function deleteMoodOfDraft({ id, label, isNew }: MoodDraft): Promise<void> {
  dropDraft(id);
  if (isNew) return;
  noteEdit(`Mood “${label}” deleted`, await deleteMood(database, id, new Date().toISOString()));
}
