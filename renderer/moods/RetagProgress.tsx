import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { goOnRetag, stopRetag, useMoodRetag } from './moodKeeper.ts';
import styles from './RetagProgress.module.css';

/** How far frames are asked again after a rule changed; nothing while all is true. */
export function RetagProgress() {
  const { state, done, total } = useMoodRetag();
  if (state === 'idle') return null;
  const share = `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`;
  return (
    <section className={`${styles['retag']} numeric`} aria-label="Frames asked for their moods">
      <span>{state === 'running' ? `Moods: ${share}` : `Moods stopped at ${share}`}</span>
      {state === 'running' ? (
        <>
          <ProgressBar label="Moods of the library" fraction={total === 0 ? 0 : done / total} />
          <Button variant="quiet" aria-label="Cancel asking frames for their moods" onPress={stopRetag}>
            Cancel
          </Button>
        </>
      ) : (
        <Button variant="quiet" aria-label="Go on asking frames for their moods" onPress={goOnRetag}>
          Go on
        </Button>
      )}
    </section>
  );
}
