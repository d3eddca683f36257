import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted } from './counted.ts';
import styles from './UnreadableRecords.module.css';
import { useLibraryIndex } from './useLibraryIndex.ts';

/** More lines than this help nobody. */
const mostListed = 100;

/** In the status bar while records cannot be read: how many, and what that means. */
export function UnreadableRecords() {
  const { unreadable } = useLibraryIndex();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  if (unreadable.length === 0) return null;
  return (
    <>
      <Button variant="quiet" onPress={() => setIsOpen(true)}>
        {counted(unreadable.length, 'record')} not readable…
      </Button>
      <Dialog
        title={`${counted(unreadable.length, 'record')} cannot be read`}
        isOpen={isOpen}
        onClose={close}
        actions={
          <Button variant="primary" onPress={close}>
            Close
          </Button>
        }
      >
        <p className={styles['text']}>
          Everything else is shown and can be worked with. What cannot be read was not changed or removed: it
          stays in the library as it is, and its pictures stay on disk. An update of Afterimage may read it
          again.
        </p>
        <ul className={styles['list']} aria-label="Records that cannot be read">
          {unreadable.slice(0, mostListed).map(({ kind, id }) => (
            <li key={`${kind} ${id}`}>
              <span>{kind}</span>
              <code>{id}</code>
            </li>
          ))}
        </ul>
        {unreadable.length > mostListed ? (
          <p className={styles['text']}>
            …and {(unreadable.length - mostListed).toLocaleString('en-GB')} more
          </p>
        ) : null}
      </Dialog>
    </>
  );
}
