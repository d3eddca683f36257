import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { measureMood } from '../../shared/colour/evaluateMoods.ts';
import { statisticsOfText } from '../../shared/colour/packStatistics.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { overrideMood } from '../database/frameEdits.ts';
import { useMoodCatalogue } from '../moods/moodCatalogue.ts';
import { openMoods } from '../moods/moodsStore.ts';
import { Button } from '../ui/Button.tsx';
import { ColourDot } from '../ui/ColourDot.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import styles from './FrameMoods.module.css';
import inspector from './Inspector.module.css';
import { MeasuredMood } from './MeasuredMood.tsx';
import { showMoodWhere } from './moodShown.ts';
import { moodHex, moodLabel, useMoods } from './moodWords.ts';
import { WhyNotMood } from './WhyNotMood.tsx';

/** Moods that were measured, each with its reason, those that a person set against or beside them, and why not others. */
export function FrameMoods({ frame }: { frame: Frame }) {
  const moods = useMoods();
  const rules = useMoodCatalogue((state) => state.rules);
  const packed = useLiveQuery(() => database.frameStatistics.get(frame.id), [frame.id])?.packed;
  const statistics = useMemo(() => (packed === undefined ? null : statisticsOfText(packed)), [packed]);
  const live = new Set(moods.map(({ id }) => id));
  const measured = frame.moods.filter(({ id }) => live.has(id));
  const measuredIds = new Set(measured.map(({ id }) => id));
  const added = frame.moodIds.filter((id) => live.has(id) && !measuredIds.has(id));
  const addable = moods.filter(({ id }) => !frame.moodIds.includes(id));
  const standing = measured.filter(({ id }) => frame.moodOverrides[id] !== 'off');
  const denied = measured.filter(({ id }) => frame.moodOverrides[id] === 'off');
  const absent = useMemo(
    () =>
      statistics === null
        ? []
        : rules.flatMap((rule) => {
            const told = measureMood(statistics, rule);
            return told.reading === null ? [{ rule, measured: told.measured }] : [];
          }),
    [statistics, rules],
  );
  return (
    <section className={inspector['section']} aria-label="Moods of this frame">
      <h3 className={inspector['heading']}>
        Moods
        <span className={styles['headTools']}>
          <Button variant="quiet" onPress={() => openMoods(null)}>
            Rules…
          </Button>
          <MenuButton
            variant="quiet"
            label="Add mood"
            entries={addable.map(({ id, label }) => ({
              id,
              label,
              onAction: () => void setMood(frame, id, measuredIds.has(id) ? null : 'on'),
            }))}
          />
        </span>
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
        <p className={inspector['hint']}>No mood was measured in this picture.</p>
      ) : null}
      {absent.length === 0 ? null : <WhyNotMood key={frame.id} frameId={frame.id} absent={absent} />}
    </section>
  );
}

async function setMood(frame: Frame, moodId: MoodId, override: 'on' | 'off' | null): Promise<void> {
  const change = await overrideMood(database, [frame.id], moodId, override);
  if (override === 'off') showMoodWhere(frame.id, null);
  if (override === 'off') noteEdit(`“${moodLabel(moodId)}” set to wrong for this frame`, change);
  else noteEdit(`Mood “${moodLabel(moodId)}” changed`, change, { quiet: true });
}
