import { useState } from 'react';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { Work } from '../../shared/domain/work.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { selectFrames } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { emptyWork, newWorkId } from '../database/newWork.ts';
import { storageError } from '../database/storageError.ts';
import { deleteWork, mergeWorks, saveWork } from '../database/workEdits.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { showToast } from '../ui/toasts.ts';
import { workTitle } from './frameNames.ts';
import { changeFilter, useGallery } from './galleryStore.ts';
import type { WorkEntry } from './libraryEntries.ts';
import { compareWorks } from './sortFrames.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';
import styles from './WorkDialog.module.css';
import { WorkFields } from './WorkFields.tsx';
import { WorkMedia } from './WorkMedia.tsx';
import { closeWorkDialog, useWorkDialog, type WorkDialogTarget } from './workDialogStore.ts';
import { finishWork, type WorkDraft, workDraft } from './workDraft.ts';

/** Edits a work or makes a new one; merges and deletes. Open while the store has a target. */
export function WorkDialog({ index }: { index: LibraryIndex }) {
  const target = useWorkDialog((state) => state.target);
  if (target === null) return null;
  const key = 'workId' in target ? target.workId : `new ${target.kind}`;
  const entry = 'workId' in target ? index.works.get(target.workId) : undefined;
  if ('workId' in target && entry === undefined) return null;
  return (
    <OpenWorkDialog key={key} work={entry === undefined ? newWork(target) : workOf(entry)} index={index} />
  );
}

function newWork(target: WorkDialogTarget): Work {
  const kind = 'kind' in target ? target.kind : 'other';
  return emptyWork(newWorkId(), kind, '', false, new Date().toISOString());
}

function workOf(entry: WorkEntry): Work {
  const { text: _text, ...work } = entry;
  return work;
}

function OpenWorkDialog({ work, index }: { work: Work; index: LibraryIndex }) {
  const isNew = !index.works.has(work.id);
  const [original] = useState(work);
  const [draft, setDraft] = useState<WorkDraft>(() => workDraft(work));
  const [tried, setTried] = useState(false);
  const finished = finishWork(draft, original);

  const save = async (): Promise<void> => {
    setTried(true);
    if (!finished.ok) return;
    const change = await saveWork(database, finished.work).catch((thrown: unknown) => {
      // The dialog stays with what was typed.
      showToast(`The work was not saved. ${describeAppError(storageError(thrown))}`, { tone: 'error' });
      return null;
    });
    if (change === null) return;
    closeWorkDialog();
    if (isNew) changeFilter({ workIds: [finished.work.id], kinds: [] });
    noteEdit(isNew ? `“${finished.work.title}” added` : `“${finished.work.title}” saved`, change, {
      quiet: !isNew,
    });
  };
  const remove = async (): Promise<void> => {
    closeWorkDialog();
    forget(original);
    noteEdit(`“${workTitle(original.title)}” deleted`, await deleteWork(database, original.id));
  };

  return (
    <Dialog
      title={isNew ? 'New work' : 'Edit work'}
      size="medium"
      isOpen
      onClose={closeWorkDialog}
      actions={
        <>
          {isNew ? null : (
            <span className={styles['away']}>
              <Button variant="danger" onPress={() => void remove()}>
                Delete work
              </Button>
              <MergeInto work={original} index={index} />
            </span>
          )}
          <Button onPress={closeWorkDialog}>Cancel</Button>
          <Button variant="primary" onPress={() => void save()}>
            {isNew ? 'Add work' : 'Save'}
          </Button>
        </>
      }
    >
      <WorkFields
        draft={draft}
        onChange={setDraft}
        problems={tried && !finished.ok ? finished.problems : {}}
      />
      {isNew ? null : <WorkMedia workId={original.id} index={index} />}
    </Dialog>
  );
}

function MergeInto({ work, index }: { work: Work; index: LibraryIndex }) {
  const others = [...index.works.values()].filter((other) => other.id !== work.id).sort(compareWorks);
  if (others.length === 0) return null;
  const merge = async (into: string): Promise<void> => {
    const target = others.find((other) => other.id === into);
    if (target === undefined) return;
    closeWorkDialog();
    forget(work);
    const change = await mergeWorks(database, work.id, target.id);
    noteEdit(`“${workTitle(work.title)}” merged into “${workTitle(target.title)}”`, change);
  };
  return (
    <span className={styles['merge']}>
      <SelectField
        label="Merge into another work"
        hideLabel
        value=""
        options={[
          { id: '', label: 'Merge into…' },
          ...others.map((other) => ({ id: other.id as string, label: workTitle(other.title) })),
        ]}
        onChange={(into) => void merge(into)}
      />
    </span>
  );
}

/** Takes a work that goes away out of the filter and its frames out of the selection. */
function forget(work: Work): void {
  const { workIds } = useGallery.getState().filter;
  changeFilter({ workIds: workIds.filter((id) => id !== work.id) });
  selectFrames([]);
}
