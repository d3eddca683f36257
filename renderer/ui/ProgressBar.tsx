import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import styles from './ProgressBar.module.css';

/** Progress from 0 to 1. */
export function ProgressBar({ label, fraction }: { label: string; fraction: number }) {
  return (
    <AriaProgressBar aria-label={label} value={fraction * 100}>
      <div className={styles['track']}>
        <div className={styles['fill']} style={{ width: `${fraction * 100}%` }} />
      </div>
    </AriaProgressBar>
  );
}
