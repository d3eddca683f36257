import type { MoodReading } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { useConditions } from '../moods/moodCatalogue.ts';
import { openMoods } from '../moods/moodsStore.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FrameMoods.module.css';
import { MoodMeasures } from './MoodMeasures.tsx';
import { MoodMeter } from './MoodMeter.tsx';
import { showMoodWhere, useMoodShown } from './moodShown.ts';
import { moodLabel } from './moodWords.ts';

/** A measured mood: how sure, its measure against the threshold, why, where; "Wrong?" contradicts it. */
export function MeasuredMood({
  frameId,
  mood,
  onWrong,
}: {
  frameId: FrameId;
  mood: MoodReading;
  onWrong: () => void;
}) {
  const isShown = useMoodShown(
    (state) => state.frameId === frameId && state.moodId === mood.id && state.condition === null,
  );
  const conditions = useConditions(mood.id);
  const [main, ...others] = mood.measured;
  // A mood of one's own may have been named otherwise since.
  const label = moodLabel(mood.id) || mood.label;
  return (
    <div className={styles['mood']}>
      <div className={styles['row']}>
        <b>{label}</b>
        <span className="numeric" title="Confidence: 0.50 is just over the threshold">
          <span className="visually-hidden">confidence </span>
          {mood.confidence.toFixed(2)}
        </span>
      </div>
      {main === undefined ? null : <MoodMeter measure={main} quantity={conditions[0]?.quantity} />}
      <p className={styles['why']}>{mood.reason.replaceAll(' %', '\u00a0%')}</p>
      {others.length === 0 ? null : (
        <details className={styles['why']}>
          <summary>All measures</summary>
          <MoodMeasures frameId={frameId} moodId={mood.id} measured={mood.measured} />
        </details>
      )}
      <div className={styles['tools']}>
        <Button
          variant="quiet"
          aria-label={isShown ? `Hide where ${label} is` : `Show where ${label} is`}
          onPress={() => showMoodWhere(frameId, isShown ? null : mood.id)}
        >
          {isShown ? 'Hide' : 'Show where'}
        </Button>
        <Button variant="quiet" aria-label={`${label} is wrong here`} onPress={onWrong}>
          Wrong?
        </Button>
        <Button variant="quiet" aria-label={`Edit rule… of ${label}`} onPress={() => openMoods(mood.id)}>
          Edit rule…
        </Button>
      </div>
    </div>
  );
}
