import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './KeysDialog.module.css';
import { viewerKeys } from './viewerShortcut.ts';
import { useViewer } from './viewerStore.ts';

/** Every key of the viewer; opened by "?" or from the header. */
export function KeysDialog() {
  const isOpen = useViewer((state) => state.keysShown);
  const close = (): void => useViewer.setState({ keysShown: false });
  return (
    <Dialog
      title="Keys in the viewer"
      size="medium"
      isOpen={isOpen}
      onClose={close}
      actions={
        <Button variant="primary" onPress={close}>
          Close
        </Button>
      }
    >
      <dl className={styles['keys']}>
        {viewerKeys.map(([keys, meaning]) => (
          <div key={keys} className={styles['row']}>
            <dt>{keys}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
