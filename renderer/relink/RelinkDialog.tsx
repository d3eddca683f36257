import { useLiveQuery } from 'dexie-react-hooks';
import type { Media } from '../../shared/domain/media.ts';
import { database } from '../database/afterimageDatabase.ts';
import { counted } from '../library/counted.ts';
import { fileSizeText } from '../library/factTexts.ts';
import { workTitle } from '../library/frameNames.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { availabilityWords, useAvailability, useMediaAvailability } from './mediaAvailability.ts';
import { OtherFilePanel } from './OtherFilePanel.tsx';
import styles from './RelinkDialog.module.css';
import {
  cancelFolderSearch,
  closeRelink,
  type FolderSearch,
  relinkOne,
  searchFolder,
  useRelink,
} from './relinkStore.ts';

/** More rows than this help nobody; a folder finds them all at once. */
const mostListed = 200;

const collator = new Intl.Collator('en', { numeric: true });

/** Which originals cannot be found, and finding them again: all in a folder, or one by one. */
export function RelinkDialog() {
  const { isOpen, search, other } = useRelink();
  const offline = useMediaAvailability((state) => state.offline);
  const problem = useMediaAvailability((state) => state.problem);
  const listed = useLiveQuery(async () => {
    if (!isOpen) return [];
    const ids = [...offline].slice(0, mostListed);
    if (other !== null && !ids.includes(other.mediaId)) ids.push(other.mediaId);
    const media = (await database.media.bulkGet(ids)).filter((row) => row !== undefined);
    const works = await database.works.bulkGet(media.map(({ workId }) => workId));
    return media
      .map((row, index) => ({ media: row, title: workTitle(works[index]?.title) }))
      .sort(
        (a, b) => collator.compare(a.title, b.title) || collator.compare(a.media.fileName, b.media.fileName),
      );
  }, [isOpen, offline, other]);
  const isSearching = search?.state === 'running';
  return (
    <Dialog
      title={offline.size === 0 ? 'No file is missing' : `${counted(offline.size, 'file')} missing`}
      size="medium"
      isOpen={isOpen}
      onClose={closeRelink}
      isBusy={isSearching}
      actions={
        <>
          <Button onPress={closeRelink}>Close</Button>
          <Button
            variant="primary"
            isDisabled={isSearching || offline.size === 0}
            onPress={() => void searchFolder()}
          >
            Look in a folder…
          </Button>
        </>
      }
    >
      <p className={styles['hint']}>
        {offline.size === 0
          ? 'Every original is where it was. Frames, palettes, links and boards never need one.'
          : 'Frames, palettes, links and boards stay whole without their originals. Connect the disk, or show where the files are now: they are known by their content, whatever they are called.'}
      </p>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      {search === null ? null : <SearchReport search={search} />}
      <ul className={styles['files']}>
        {(listed ?? []).map(({ media, title }) => (
          <MissingFile key={media.id} media={media} title={title} isBusy={isSearching} />
        ))}
      </ul>
      {offline.size > mostListed ? (
        <p className={styles['hint']}>…and {(offline.size - mostListed).toLocaleString('en-GB')} more</p>
      ) : null}
    </Dialog>
  );
}

function SearchReport({ search }: { search: FolderSearch }) {
  const { state, found, wanted, filesSeen, folderName, unreadableFolders } = search;
  const left = wanted - found;
  return (
    <section className={styles['search']} aria-label="Folder">
      <p role="status" className="numeric">
        <b>
          {found.toLocaleString('en-GB')} of {wanted.toLocaleString('en-GB')} found
        </b>{' '}
        · {counted(filesSeen, 'file')} looked at in “{folderName}”{state === 'cancelled' ? ' · stopped' : ''}
        {unreadableFolders > 0 ? ` · ${counted(unreadableFolders, 'folder')} could not be read` : ''}
      </p>
      {state === 'running' ? (
        <Button variant="quiet" onPress={cancelFolderSearch}>
          Cancel
        </Button>
      ) : null}
      {state === 'done' && left > 0 ? (
        <p className={styles['hint']}>The rest is not in this folder or below it. Try another one.</p>
      ) : null}
    </section>
  );
}

function MissingFile({ media, title, isBusy }: { media: Media; title: string; isBusy: boolean }) {
  const availability = useAvailability(media.id);
  const other = useRelink((state) => (state.other?.mediaId === media.id ? state.other : null));
  return (
    <li>
      <div className={styles['file']}>
        <div className={styles['words']}>
          <span className={styles['name']} title={media.fileName}>
            {media.fileName}
          </span>
          <span className={`${styles['facts']} numeric`} title={title}>
            {[availabilityWords[availability], fileSizeText(media.sizeBytes), title]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </div>
        <Button
          aria-label={`Choose file… for ${media.fileName}`}
          isDisabled={isBusy}
          onPress={() => void relinkOne(media)}
        >
          Choose file…
        </Button>
      </div>
      {other === null ? null : <OtherFilePanel other={other} originalName={media.fileName} />}
    </li>
  );
}
