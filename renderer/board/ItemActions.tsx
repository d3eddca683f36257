import { Button } from '../ui/Button.tsx';
import styles from './BoardInspector.module.css';
import { duplicateSelected } from './boardClipboard.ts';
import { deleteSelected, stackSelected } from './boardCommands.ts';
import { useBoardSession } from './useBoardSession.ts';

/** What can be done with anything that is selected. */
export function ItemActions() {
  const session = useBoardSession();
  return (
    <>
      <div className={styles['section']}>
        <h3 className={styles['heading']}>Order</h3>
        <div className={styles['two']}>
          <Button onPress={() => stackSelected(session, 'forward')}>Bring forward</Button>
          <Button onPress={() => stackSelected(session, 'to-front')}>To front</Button>
          <Button onPress={() => stackSelected(session, 'backward')}>Send backward</Button>
          <Button onPress={() => stackSelected(session, 'to-back')}>To back</Button>
        </div>
      </div>
      <div className={styles['section']}>
        <div className={styles['two']}>
          <Button onPress={() => duplicateSelected(session)}>Duplicate</Button>
          <Button variant="danger" onPress={() => deleteSelected(session)}>
            Delete
          </Button>
        </div>
      </div>
    </>
  );
}
