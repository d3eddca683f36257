import type { BoardItemContent } from '../../shared/domain/board.ts';
import { PalettePanel } from '../palettes/PalettePanel.tsx';
import styles from './BoardInspector.module.css';
import { ItemActions } from './ItemActions.tsx';

/** One selected palette that was placed as it was: its colours by name. */
export function SwatchesFacts({
  content: { title, palette },
}: {
  content: Extract<BoardItemContent, { kind: 'swatches' }>;
}) {
  return (
    <>
      <h2 className={styles['heading']}>Palette</h2>
      <p className={styles['sentence']}>{title}</p>
      <PalettePanel palette={palette} heading="Colours" title={title} what={title} />
      <p className={styles['text']}>Kept as it was when it was placed.</p>
      <ItemActions />
    </>
  );
}
