import type { MoodMeasure } from '../../shared/domain/frame.ts';
import type { MoodQuantity } from '../../shared/domain/moodRule.ts';
import styles from './FrameMoods.module.css';
import { measureScale, measureText } from './measureScale.ts';

/** A measured value as a bar, with its thresholds marked. */
export function MoodMeter({
  measure,
  quantity,
}: {
  measure: MoodMeasure;
  quantity: MoodQuantity | undefined;
}) {
  const scale = measureScale(measure);
  const text = measureText(measure, quantity);
  return (
    <div className={styles['meter']} role="img" aria-label={text} title={text}>
      <span className={styles['fill']} style={{ width: `${scale.value * 100}%` }} />
      {scale.marks.map((mark) => (
        <span key={mark} className={styles['mark']} style={{ left: `${mark * 100}%` }} />
      ))}
    </div>
  );
}
