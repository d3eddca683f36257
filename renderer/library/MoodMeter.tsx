import type { MoodMeasure } from '../../shared/domain/frame.ts';
import styles from './FrameMoods.module.css';
import { measureScale, measureText } from './measureScale.ts';

/** A measured value as a bar, with its thresholds marked. */
export function MoodMeter({ measure }: { measure: MoodMeasure }) {
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
