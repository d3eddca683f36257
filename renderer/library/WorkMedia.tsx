import type { WorkId } from '../../shared/domain/ids.ts';
import { openViewer } from '../app/navigation.ts';
import { availabilityWords, useMediaAvailability } from '../relink/mediaAvailability.ts';
import { Button } from '../ui/Button.tsx';
import type { MediaEntry } from './libraryEntries.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';
import styles from './WorkDialog.module.css';
import { closeWorkDialog } from './workDialogStore.ts';

const collator = new Intl.Collator('en', { numeric: true });
/** At most this many files are listed; a work of stills can have thousands. */
const listedFiles = 50;

/** The files a work is seen through: whether they came in whole, whether they are there now. */
export function WorkMedia({ workId, index }: { workId: WorkId; index: LibraryIndex }) {
  const { missing, changed } = useMediaAvailability();
  const files = [...index.media.values()]
    .filter((media) => media.workId === workId)
    .sort((a, b) => collator.compare(a.fileName, b.fileName));
  if (files.length === 0) {
    return (
      <p className={styles['media']}>
        No file of this work yet. Select it in the library and drop its video or stills on the window.
      </p>
    );
  }
  const said = ({ id, partial }: MediaEntry): string => {
    const place = availabilityWords[missing.has(id) ? 'missing' : changed.has(id) ? 'changed' : 'present'];
    return [partial ? 'frames missing; import it again' : 'complete', place]
      .filter((part) => part !== '')
      .join(' · ');
  };
  return (
    <section className={styles['media']} aria-label="Files">
      <h3>{files.length === 1 ? '1 file' : `${files.length.toLocaleString('en-GB')} files`}</h3>
      <ul>
        {files.slice(0, listedFiles).map((media) => (
          <li key={media.id}>
            <span title={media.fileName}>{media.fileName}</span>
            <span>{said(media)}</span>
            <Button
              variant="quiet"
              aria-label={`View ${media.fileName}`}
              onPress={() => {
                closeWorkDialog();
                openViewer({ mediaId: media.id, frameIndex: 0 });
              }}
            >
              View
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
