import { Check, X } from 'lucide-react';
import { isMet } from '../../shared/colour/evaluateMoods.ts';
import type { MoodMeasure } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { useConditions } from '../moods/moodCatalogue.ts';
import styles from './FrameMoods.module.css';
import { MoodMeter } from './MoodMeter.tsx';
import { measureText } from './measureScale.ts';
import { showMoodWhere, useMoodShown } from './moodShown.ts';

/** The conditions of a mood on a frame: met or not, value against threshold; each shows the pixels it looks at. */
export function MoodMeasures({
  frameId,
  moodId,
  measured,
}: {
  frameId: FrameId;
  moodId: MoodId;
  measured: readonly MoodMeasure[];
}) {
  const shown = useMoodShown((state) =>
    state.frameId === frameId && state.moodId === moodId ? state.condition : null,
  );
  const conditions = useConditions(moodId);
  return (
    <ul className={`${styles['measures']} numeric`}>
      {measured.map((measure, place) => {
        const met = isMet(measure, measure.value);
        const isShown = shown === place;
        return (
          <li key={`${measure.quantity}${measure.comparison}`}>
            <button
              type="button"
              className={styles['measure']}
              aria-pressed={isShown}
              title={isShown ? 'Hide the pixels this looks at' : 'Show the pixels this looks at'}
              onClick={() => showMoodWhere(frameId, isShown ? null : moodId, isShown ? null : place)}
            >
              {met ? (
                <Check size={12} className={styles['met']} aria-label="holds" />
              ) : (
                <X size={12} className={styles['missed']} aria-label="does not hold" />
              )}
              <span>{measureText(measure, conditions[place]?.quantity)}</span>
            </button>
            <MoodMeter measure={measure} quantity={conditions[place]?.quantity} />
          </li>
        );
      })}
    </ul>
  );
}
