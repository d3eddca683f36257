import { useState } from 'react';
import { Checkbox, ListBox, ListBoxItem } from 'react-aria-components';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { workByline, workKindLabel } from '../../shared/domain/work.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { moveFrames } from '../database/frameEdits.ts';
import { assignMedia } from '../database/workEdits.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { workTitle } from './frameNames.ts';
import styles from './MoveDialog.module.css';
import { queryWords } from './searchText.ts';
import { compareWorks } from './sortFrames.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** Puts the selected frames, or all of their files, under another work. */
export function MoveDialog({
  frameIds,
  index,
  onClose,
}: {
  frameIds: readonly FrameId[];
  index: LibraryIndex;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<WorkId | null>(null);
  const [wholeFiles, setWholeFiles] = useState(true);
  const words = queryWords(text);
  const works = [...index.works.values()]
    .filter((work) => words.every((word) => work.text.includes(word)))
    .sort(compareWorks);
  const mediaIds = [...new Set(frameIds.flatMap((id) => index.frames.get(id)?.mediaId ?? []))];
  const [firstMedia] = mediaIds;
  const fileName = firstMedia === undefined ? '' : (index.media.get(firstMedia)?.fileName ?? '');

  const move = async (): Promise<void> => {
    const work = chosen === null ? undefined : index.works.get(chosen);
    if (work === undefined) return;
    onClose();
    const change = wholeFiles
      ? await assignMedia(database, mediaIds, work.id)
      : await moveFrames(database, frameIds, work.id);
    noteEdit(`Moved to “${workTitle(work.title)}”`, change);
  };

  return (
    <Dialog
      title="Move to another work"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={chosen === null} onPress={() => void move()}>
            Move
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <TextField label="Find a work" value={text} onChange={setText} autoFocus />
        <ListBox
          aria-label="Works"
          className={styles['works'] ?? ''}
          selectionMode="single"
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelectionChange={(keys) => {
            const work = keys === 'all' ? undefined : works.find(({ id }) => keys.has(id));
            setChosen(work?.id ?? null);
          }}
          renderEmptyState={() => <p className={styles['none']}>No work has that in its title or people.</p>}
        >
          {works.map((work) => (
            <ListBoxItem key={work.id} id={work.id} textValue={work.title} className={styles['work'] ?? ''}>
              <span className={styles['title']}>{workTitle(work.title)}</span>
              <small>
                {[workKindLabel[work.kind], workByline(work), work.year ?? '']
                  .filter((part) => part !== '')
                  .join(' · ')}
              </small>
            </ListBoxItem>
          ))}
        </ListBox>
        <Checkbox className={styles['check'] ?? ''} isSelected={wholeFiles} onChange={setWholeFiles}>
          <span className={styles['box']} aria-hidden />
          {mediaIds.length > 1
            ? `Everything from these ${mediaIds.length} files, not only the selected frames`
            : `Everything from ${fileName}, not only the selected ${frameIds.length === 1 ? 'frame' : 'frames'}`}
        </Checkbox>
      </div>
    </Dialog>
  );
}
