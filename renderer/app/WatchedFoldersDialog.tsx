import { useLiveQuery } from 'dexie-react-hooks';
import { Switch } from 'react-aria-components';
import type { WatchedFolder } from '../../shared/domain/importQueue.ts';
import { database } from '../database/afterimageDatabase.ts';
import { workTitle } from '../library/frameNames.ts';
import { compareWorks } from '../library/sortFrames.ts';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import type { FolderState } from '../queue/folderWatcher.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { folderWatcher, showWatchedFolders, useImportQueue } from './importJobs.ts';
import { noteEdit } from './libraryHistory.ts';
import styles from './WatchedFoldersDialog.module.css';

/** The folders whose new files are imported by themselves. */
export function WatchedFoldersDialog() {
  const isOpen = useImportQueue((state) => state.areFoldersOpen);
  const close = (): void => showWatchedFolders(false);
  return (
    <Dialog
      title="Watched folders"
      size="medium"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={() => void folderWatcher.choose()}>Watch a folder…</Button>
          <Button variant="primary" onPress={close}>
            Close
          </Button>
        </>
      }
    >
      {isOpen ? <Folders /> : null}
    </Dialog>
  );
}

function Folders() {
  const folders = useLiveQuery(() => database.watchedFolders.toArray(), []);
  const states = useImportQueue((state) => state.folderStates);
  if (folders === undefined) return null;
  if (folders.length === 0) {
    return (
      <EmptyState title="No folder is watched">
        Videos and pictures that come into a watched folder are imported by themselves, once they have stopped
        growing. Files deleted there never delete anything here.
      </EmptyState>
    );
  }
  return (
    <ul className={styles['folders']}>
      {folders.map((folder) => (
        <FolderRow key={folder.id} folder={folder} state={states.get(folder.id) ?? null} />
      ))}
    </ul>
  );
}

function FolderRow({ folder, state }: { folder: WatchedFolder; state: FolderState | null }) {
  const { works } = useLibraryIndex();
  const ownWorks = [{ id: '', label: 'A work for each video' }];
  const options = [...works.values()].sort(compareWorks).map((work) => ({
    id: work.id,
    label: workTitle(work.title),
  }));
  const bound = folder.workId !== null && works.has(folder.workId) ? folder.workId : '';
  return (
    <li className={styles['folder']}>
      <Switch
        className={styles['switch'] ?? ''}
        isSelected={folder.isOn}
        onChange={(isOn) => void folderWatcher.change(folder.id, { isOn })}
      >
        <span className={styles['track']} aria-hidden />
        <span className={styles['text']}>
          <span className={styles['name']}>{folder.name}</span>
          <small data-trouble={isTrouble(folder, state) || undefined}>{stateText(folder, state)}</small>
        </span>
      </Switch>
      <div className={styles['work']}>
        <SelectField
          label={`Work that ${folder.name} belongs to`}
          hideLabel
          options={[...ownWorks, ...options]}
          value={bound}
          onChange={(id) => {
            const work = [...works.values()].find((each) => each.id === id);
            void folderWatcher.change(folder.id, { workId: work?.id ?? null });
          }}
        />
      </div>
      <Button variant="quiet" aria-label={`Remove ${folder.name}`} onPress={() => void remove(folder)}>
        Remove
      </Button>
    </li>
  );
}

function isTrouble(folder: WatchedFolder, state: FolderState | null): boolean {
  return folder.isOn && (state === 'away' || state === 'unknown');
}

function stateText(folder: WatchedFolder, state: FolderState | null): string {
  if (!folder.isOn) return 'Off';
  if (state === 'away') return 'Not there. Connect its disk: watching goes on by itself.';
  if (state === 'unknown') return 'Its place was forgotten. Remove it and watch it again.';
  return state === 'watching' ? 'Watching' : 'Starting…';
}

/** What came from it stays; Undo watches it again. */
async function remove(folder: WatchedFolder): Promise<void> {
  const takeOff = async (): Promise<number> => {
    await database.watchedFolders.delete(folder.id);
    await folderWatcher.follow();
    return 0;
  };
  await takeOff();
  noteEdit(`“${folder.name}” is no longer watched`, {
    undo: async () => {
      await database.watchedFolders.put(folder);
      await folderWatcher.follow();
      return 0;
    },
    redo: takeOff,
  });
}
