import { ToggleButton } from '../ui/ToggleButton.tsx';
import styles from './BoardInspector.module.css';
import { selectedItems } from './boardCommands.ts';
import { barsShown, setBars } from './frameBars.ts';
import { useBoardContent, useBoardSession, useBoardState } from './useBoardSession.ts';

/** For selected frames with letterbox bars: whether the board and its print show them. */
export function BarsToggle() {
  const session = useBoardSession();
  // Drawn anew with the items and the selection, so that it is always right.
  useBoardState((state) => state.items);
  useBoardState((state) => state.selection);
  const frames = useBoardContent((content) => content.frames);
  const shown = barsShown(selectedItems(session), frames);
  if (shown === 'none') return null;
  return (
    <div className={styles['section']}>
      <h3 className={styles['heading']}>Bars</h3>
      <div className={styles['toggles']}>
        <ToggleButton isSelected={shown === 'all'} onChange={(show) => setBars(session, show)}>
          Show bars
        </ToggleButton>
      </div>
      {shown === 'some' ? <p className={styles['hint']}>Some of these frames show theirs.</p> : null}
    </div>
  );
}
