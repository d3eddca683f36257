import { Button } from 'react-aria-components';
import styles from './Chip.module.css';
import { ColourDot } from './ColourDot.tsx';

/** A small label that can be taken away. */
export function Chip({ label, hex, onRemove }: { label: string; hex?: string; onRemove?: () => void }) {
  return (
    <span className={styles['chip']}>
      {hex === undefined ? null : <ColourDot hex={hex} />}
      <span className={styles['label']}>{label}</span>
      {onRemove === undefined ? null : (
        <Button className={styles['remove'] ?? ''} aria-label={`Remove ${label}`} onPress={onRemove}>
          ✕
        </Button>
      )}
    </span>
  );
}
