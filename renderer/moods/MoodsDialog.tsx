import { useRef } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { counted } from '../library/counted.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { MoodEditor } from './MoodEditor.tsx';
import { MoodList } from './MoodList.tsx';
import styles from './MoodsDialog.module.css';
import { useMoodCatalogue } from './moodCatalogue.ts';
import { firstRule, savedDraft, startDraft, useMoodDrafts } from './moodDrafts.ts';
import { chooseMood, closeMoods, openMoodFromFrames, useMoodsView } from './moodsStore.ts';
import { RetagProgress } from './RetagProgress.tsx';

/** The moods and their rules: thresholds to move, own moods to make, what each would do to the library. */
export function MoodsDialog() {
  const isOpen = useMoodsView((state) => state.line !== null);
  return (
    <Dialog
      title="Moods"
      size="large"
      isOpen={isOpen}
      onClose={closeMoods}
      actions={
        <>
          <div className={styles['foot']}>
            <RetagProgress />
          </div>
          <Button variant="primary" onPress={closeMoods}>
            Close
          </Button>
        </>
      }
    >
      {isOpen ? <Moods /> : null}
    </Dialog>
  );
}

function Moods() {
  const whole = useRef<HTMLDivElement>(null);
  const { line, moodId, isLearning } = useMoodsView();
  const moods = useMoodCatalogue((state) => state.moods);
  const drafts = useMoodDrafts((state) => state.drafts);
  const selected = useNavigation((state) => state.selectedFrameIds);
  const isThere = moodId !== null && (drafts.has(moodId) || moods.some(({ id }) => id === moodId));
  const shownId = isThere ? moodId : (moods[0]?.id ?? null);
  const draft = shownId === null ? null : (drafts.get(shownId) ?? savedDraft(shownId));
  return (
    <div ref={whole} tabIndex={-1} className={styles['moods']}>
      <div className={styles['side']}>
        <MoodList chosenId={shownId} onChoose={chooseMood} />
        <div className={styles['make']}>
          <Button onPress={() => chooseMood(startDraft('New mood', firstRule).id)}>New mood by rule</Button>
          <Button
            isDisabled={selected.length === 0 || isLearning}
            onPress={() => void openMoodFromFrames(selected)}
          >
            {`New mood from ${selected.length === 0 ? 'frames' : counted(selected.length, 'frame')}`}
          </Button>
          {selected.length === 0 ? (
            <p className={styles['hint']}>
              Select frames in the library, and a rule is found that sets them apart.
            </p>
          ) : null}
        </div>
      </div>
      {isLearning ? (
        <p className={styles['hint']} role="status">
          Looking for what sets these frames apart…
        </p>
      ) : draft === null ? null : (
        <MoodEditor
          key={draft.id}
          draft={draft}
          line={line}
          // The button that was pressed goes or falls silent: keys must still reach the dialog.
          onDone={() => whole.current?.focus()}
        />
      )}
    </div>
  );
}
