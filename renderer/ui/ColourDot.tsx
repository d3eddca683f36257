import styles from './ColourDot.module.css';

/** A spot of one colour; decoration, its name stands beside it. */
export function ColourDot({ hex, shape = 'round' }: { hex: string; shape?: 'round' | 'square' }) {
  return (
    <span
      aria-hidden
      className={`${styles['dot']} ${shape === 'square' ? styles['square'] : ''}`}
      style={{ background: hex }}
    />
  );
}
