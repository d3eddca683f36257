import { describeAppError } from '../../shared/contract/appError.ts';
import type { Output } from '../../shared/contract/contract.ts';
import { counted } from '../library/counted.ts';
import { fileSizeText } from '../library/factTexts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { type CopyView, cancelCopy, closeCopy, startCopy, useCopy } from './copyStore.ts';
import styles from './RelinkDialog.module.css';

/** Copies originals into the library folder: asks, shows how far it is, says what came of it. */
export function CopyDialog() {
  const view = useCopy((state) => state.view);
  if (view === null) return null;
  return (
    <Dialog
      title={view.state === 'done' ? 'Copied into the library folder' : 'Copy into the library folder'}
      isOpen
      onClose={closeCopy}
      isBusy={view.state === 'copying'}
      actions={<CopyActions view={view} />}
    >
      {view.state === 'asking' ? (
        <p>
          {counted(view.mediaIds.length, 'file')}, {fileSizeText(view.sizeBytes)}, will be copied into
          Afterimage’s own folder and checked byte for byte. The originals stay where they are, and nothing is
          written over.
        </p>
      ) : null}
      {view.state === 'copying' ? (
        <>
          <p className={`${styles['hint']} numeric`}>
            File {Math.min(view.filesDone + 1, view.filesTotal)} of {view.filesTotal} · {view.fileName}
          </p>
          <ProgressBar label="Copying" fraction={view.fraction} />
        </>
      ) : null}
      {view.state === 'done' ? <CopyReport result={view.result} /> : null}
    </Dialog>
  );
}

function CopyActions({ view }: { view: CopyView }) {
  if (view.state === 'done') {
    return (
      <Button variant="primary" onPress={closeCopy}>
        Close
      </Button>
    );
  }
  if (view.state === 'copying') {
    return (
      <Button isDisabled={view.isCancelling} onPress={cancelCopy}>
        {view.isCancelling ? 'Stopping…' : 'Cancel'}
      </Button>
    );
  }
  return (
    <>
      <Button onPress={closeCopy}>Cancel</Button>
      <Button variant="primary" onPress={() => void startCopy()}>
        Copy
      </Button>
    </>
  );
}

function CopyReport({ result }: { result: Output<'copyIntoLibrary'> }) {
  const { copied, alreadyThere, failed, cancelled } = result;
  const said = [
    `${counted(copied, 'file')} copied`,
    ...(alreadyThere > 0 ? [`${alreadyThere.toLocaleString('en-GB')} there already`] : []),
    ...(failed.length > 0 ? [`${failed.length.toLocaleString('en-GB')} not copied`] : []),
    ...(cancelled ? ['stopped; whole copies are kept'] : []),
  ];
  return (
    <>
      <p role="status">{said.join(' · ')}</p>
      <ul className={styles['files']}>
        {failed.map(({ mediaId, error }) => (
          <li key={mediaId} className={styles['file']}>
            {describeAppError(error)}
          </li>
        ))}
      </ul>
    </>
  );
}
