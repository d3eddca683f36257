import type { MoodReading } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FrameMoods.module.css';
import { measureScale, measureText } from './measureScale.ts';
import { showMoodWhere, useMoodShown } from './moodShown.ts';

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
  const isShown = useMoodShown((state) => state.frameId === frameId && state.moodId === mood.id);
  const [main, ...others] = mood.measured;
  return (
    <div className={styles['mood']}>
      <div className={styles['row']}>
        <b>{mood.label}</b>
        <span className="numeric" title="Confidence: 0.50 is just over the threshold">
          <span className="visually-hidden">confidence </span>
          {mood.confidence.toFixed(2)}
        </span>
      </div>
      {main === undefined ? null : <Meter measure={main} />}
      <p className={styles['why']}>{mood.reason}</p>
      {others.length === 0 ? null : (
        <details className={styles['why']}>
          <summary>All measures</summary>
          <ul className="numeric">
            {mood.measured.map((measure) => (
              <li key={measure.quantity}>{measureText(measure)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className={styles['tools']}>
        <Button
          variant="quiet"
          aria-label={isShown ? `Hide where ${mood.label} is` : `Show where ${mood.label} is`}
          onPress={() => showMoodWhere(frameId, isShown ? null : mood.id)}
        >
          {isShown ? 'Hide' : 'Show where'}
        </Button>
        <Button variant="quiet" aria-label={`${mood.label} is wrong here`} onPress={onWrong}>
          Wrong?
        </Button>
      </div>
    </div>
  );
}

function Meter({ measure }: { measure: MoodReading['measured'][number] }) {
  const scale = measureScale(measure);
  return (
    <div
      className={styles['meter']}
      role="img"
      aria-label={measureText(measure)}
      title={measureText(measure)}
    >
      <span className={styles['fill']} style={{ width: `${scale.value * 100}%` }} />
      {scale.marks.map((mark) => (
        <span key={mark} className={styles['mark']} style={{ left: `${mark * 100}%` }} />
      ))}
    </div>
  );
}
