import { useState } from 'react';
import { isMet, type MoodRule } from '../../shared/colour/evaluateMoods.ts';
import type { MoodMeasure } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import styles from './FrameMoods.module.css';
import { MoodMeasures } from './MoodMeasures.tsx';
import { showMoodWhere, useMoodShown } from './moodShown.ts';

interface AbsentMood {
  readonly rule: MoodRule;
  readonly measured: readonly MoodMeasure[];
}

/** Why a mood is not on a frame: its conditions, which of them hold, and where in the picture they look. */
export function WhyNotMood({ frameId, absent }: { frameId: FrameId; absent: readonly AbsentMood[] }) {
  const [chosenId, setChosenId] = useState<MoodId | null>(null);
  const isShown = useMoodShown(
    (state) => state.frameId === frameId && state.moodId === chosenId && state.condition === null,
  );
  // The nearest miss first: that is the one that people wonder about.
  const nearest = absent.toSorted((a, b) => missedOf(a) - missedOf(b));
  const chosen = absent.find(({ rule }) => rule.id === chosenId);
  const choose = (id: MoodId | null): void => {
    setChosenId(id);
    showMoodWhere(frameId, null);
  };
  return (
    <div className={styles['whyNot']}>
      <MenuButton
        variant="quiet"
        label="Why not another mood?"
        entries={nearest.map((each) => ({
          id: each.rule.id,
          label: each.rule.label,
          detail: `${each.measured.length - missedOf(each)} of ${each.measured.length} hold`,
          onAction: () => choose(each.rule.id),
        }))}
      >
        Why not another mood?
      </MenuButton>
      {chosen === undefined ? null : (
        <section className={styles['mood']} aria-label={`Why not ${chosen.rule.label}`}>
          <div className={styles['row']}>
            <b>{chosen.rule.label}</b>
            <span>not here</span>
          </div>
          <MoodMeasures frameId={frameId} moodId={chosen.rule.id} measured={chosen.measured} />
          <div className={styles['tools']}>
            <Button
              variant="quiet"
              aria-label={
                isShown
                  ? `Hide what counts for ${chosen.rule.label}`
                  : `Show what counts for ${chosen.rule.label}`
              }
              onPress={() => showMoodWhere(frameId, isShown ? null : chosen.rule.id)}
            >
              {isShown ? 'Hide' : 'Show what counts'}
            </Button>
            <Button
              variant="quiet"
              aria-label={`Close why not ${chosen.rule.label}`}
              onPress={() => choose(null)}
            >
              Close
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

function missedOf({ measured }: AbsentMood): number {
  return measured.filter((measure) => !isMet(measure, measure.value)).length;
}
