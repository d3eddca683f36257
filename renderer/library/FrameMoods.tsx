import type { Frame, MoodId } from '../../shared/domain/frame.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { overrideMood } from '../database/frameEdits.ts';
import { Button } from '../ui/Button.tsx';
import { ColourDot } from '../ui/ColourDot.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import styles from './FrameMoods.module.css';
import inspector from './Inspector.module.css';
import { MeasuredMood } from './MeasuredMood.tsx';
import { showMoodWhere } from './moodShown.ts';
import { moodHex, moodLabel, moods } from './moodWords.ts';

/** Moods that were measured, each with its reason, and those that a person set against or beside them. */
export function FrameMoods({ frame }: { frame: Frame }) {
  const measured = new Set(frame.moods.map((mood) => mood.id));
  const added = frame.moodIds.filter((id) => !measured.has(id));
  const addable = moods.filter(({ id }) => !frame.moodIds.includes(id));
  const standing = frame.moods.filter(({ id }) => frame.moodOverrides[id] !== 'off');
  const denied = frame.moods.filter(({ id }) => frame.moodOverrides[id] === 'off');
  return (
    <section className={inspector['section']} aria-label="Moods of this frame">
      <h3 className={inspector['heading']}>
        Moods
        <MenuButton
          variant="quiet"
          label="Add mood"
          entries={addable.map(({ id, label }) => ({
            id,
            label,
            onAction: () => void setMood(frame, id, measured.has(id) ? null : 'on'),
          }))}
        />
      </h3>
      {standing.map((mood) => (
        <MeasuredMood
          key={mood.id}
          frameId={frame.id}
          mood={mood}
          onWrong={() => void setMood(frame, mood.id, 'off')}
        />
      ))}
      {added.map((id) => (
        <div key={id} className={styles['own']}>
          <ColourDot hex={moodHex(id)} />
          <span className={styles['ownLabel']}>{moodLabel(id)}</span>
          <span className={inspector['hint']}>set by you</span>
          <Button
            variant="quiet"
            aria-label={`Remove ${moodLabel(id)}`}
            onPress={() => void setMood(frame, id, null)}
          >
            Remove
          </Button>
        </div>
      ))}
      {denied.map(({ id }) => (
        <div key={id} className={styles['own']}>
          <span className={`${styles['ownLabel']} ${styles['denied']}`}>{moodLabel(id)}</span>
          <span className={inspector['hint']}>you said no</span>
          <Button
            variant="quiet"
            aria-label={`Take ${moodLabel(id)} as measured`}
            onPress={() => void setMood(frame, id, null)}
          >
            As measured
          </Button>
        </div>
      ))}
      {standing.length + added.length + denied.length === 0 ? (
        <p className={inspector['hint']}>No mood of the vocabulary was measured in this picture.</p>
      ) : null}
    </section>
  );
}

async function setMood(frame: Frame, moodId: MoodId, override: 'on' | 'off' | null): Promise<void> {
  const change = await overrideMood(database, [frame.id], moodId, override);
  if (override === 'off') showMoodWhere(frame.id, null);
  if (override === 'off') noteEdit(`“${moodLabel(moodId)}” set to wrong for this frame`, change);
  else noteEdit(`Mood “${moodLabel(moodId)}” changed`, change, { quiet: true });
}
