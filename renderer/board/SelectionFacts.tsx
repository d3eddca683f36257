import { Button } from '../ui/Button.tsx';
import { alignments } from './alignments.ts';
import { BarsToggle } from './BarsToggle.tsx';
import styles from './BoardInspector.module.css';
import { BoardPalette } from './BoardPalette.tsx';
import { alignSelected, distributeSelected, isPlaced, selectedItems } from './boardCommands.ts';
import { ItemActions } from './ItemActions.tsx';
import { draftBetween } from './linkDraft.ts';
import { useBoardContent, useBoardSession, useBoardState } from './useBoardSession.ts';
import { linkOnBoard } from './useDrawNewLink.ts';

/** Several selected items: arrange them, or link two of them. */
export function SelectionFacts() {
  const session = useBoardSession();
  const count = useBoardState((state) => state.selection.size);
  // Drawn anew with the items, so that what can be done is always right.
  useBoardState((state) => state.items);
  useBoardState((state) => state.selection);
  const content = useBoardContent((all) => all);
  const items = selectedItems(session);
  const placedCount = items.filter(isPlaced).length;
  const draft = draftBetween(items, content);
  return (
    <>
      <h2 className={styles['heading']}>{count} items selected</h2>
      {draft === null ? null : (
        <div className={styles['buttons']}>
          <Button onPress={() => linkOnBoard(session, draft)}>Link these two…</Button>
        </div>
      )}
      <div className={styles['sectionNear']}>
        <h3 className={styles['heading']}>Align</h3>
        <div className={styles['grid']}>
          {alignments.map(([alignment, label]) => (
            <Button
              key={alignment}
              isDisabled={placedCount < 2}
              aria-label={`Align ${label.toLowerCase()}`}
              onPress={() => alignSelected(session, alignment)}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles['section']}>
        <h3 className={styles['heading']}>Distribute</h3>
        <div className={styles['two']}>
          <Button isDisabled={placedCount < 3} onPress={() => distributeSelected(session, 'horizontal')}>
            Horizontally
          </Button>
          <Button isDisabled={placedCount < 3} onPress={() => distributeSelected(session, 'vertical')}>
            Vertically
          </Button>
        </div>
      </div>
      <BoardPalette
        items={items}
        heading="Common palette"
        title={`${count} items`}
        what={`the ${count} items selected`}
      />
      <BarsToggle />
      <ItemActions />
    </>
  );
}
