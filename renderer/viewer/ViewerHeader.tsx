import { ChevronLeft, Keyboard } from 'lucide-react';
import type { Media } from '../../shared/domain/media.ts';
import { workByline } from '../../shared/domain/work.ts';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { closeViewer, openViewer } from '../app/navigation.ts';
import { workTitle } from '../library/frameNames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { ToggleButton } from '../ui/ToggleButton.tsx';
import { findInViewer } from './findInViewer.ts';
import styles from './ViewerHeader.module.css';
import { grabThisFrame } from './viewerActions.ts';
import { useViewer } from './viewerStore.ts';

const collator = new Intl.Collator('en', { numeric: true });
/** More files of one work than a menu can show are chosen in the library. */
const mostListedFiles = 40;

/** Whose file is open, how its picture is shown, and what can be done with the frame. */
export function ViewerHeader({ media, index }: { media: Media | null; index: LibraryIndex }) {
  const work = media === null ? undefined : index.works.get(media.workId);
  const byline = work === undefined ? '' : [workByline(work), work.year ?? ''].filter(Boolean).join(', ');
  const isVideo = media?.content.kind === 'video';
  return (
    <HeaderSlot>
      <Button variant="quiet" onPress={closeViewer} aria-label="Back">
        <ChevronLeft size={15} aria-hidden />
        Back
      </Button>
      <h1 className={`section-title ${styles['title']}`}>
        {media === null ? (
          'Viewer'
        ) : (
          <>
            {workTitle(work?.title)}
            {work === undefined || work.originalTitle === '' ? null : (
              <span className={styles['original']}> {work.originalTitle}</span>
            )}
          </>
        )}
      </h1>
      {byline === '' ? null : <span className={styles['byline']}>{byline}</span>}
      <span className={styles['space']} />
      {media === null ? null : (
        <>
          <OtherFiles media={media} index={index} />
          <PictureToggles />
          <FindMenu media={media} index={index} />
          <Button
            variant="quiet"
            aria-label="Keys"
            preventFocusOnPress
            onPress={() => useViewer.setState({ keysShown: true })}
          >
            <Keyboard size={15} aria-hidden />
            Keys
          </Button>
        </>
      )}
      {isVideo ? <GrabButton /> : null}
    </HeaderSlot>
  );
}

/** The file's name; a menu where the work has others. */
function OtherFiles({ media, index }: { media: Media; index: LibraryIndex }) {
  const others = [...index.media.values()]
    .filter(({ id, workId }) => workId === media.workId && id !== media.id)
    .sort((a, b) => collator.compare(a.fileName, b.fileName))
    .slice(0, mostListedFiles);
  if (others.length === 0) {
    return (
      <span className={styles['file']} title={media.fileName}>
        {media.fileName}
      </span>
    );
  }
  return (
    <MenuButton
      variant="quiet"
      label={`File: ${media.fileName}`}
      entries={others.map((other) => ({
        id: other.id,
        label: other.fileName,
        onAction: () => openViewer({ mediaId: other.id, frameIndex: 0 }),
      }))}
    >
      <span className={styles['file']} title={media.fileName}>
        {media.fileName}
      </span>
      ▾
    </MenuButton>
  );
}

/** What the picture on screen can be searched by. */
function FindMenu({ media, index }: { media: Media; index: LibraryIndex }) {
  return (
    <MenuButton variant="quiet" label="Find by this picture" entries={findInViewer(media, index)}>
      Find ▾
    </MenuButton>
  );
}

function PictureToggles() {
  const zoom = useViewer((state) => state.zoom);
  const showsBars = useViewer((state) => state.showsBars);
  return (
    <>
      <ToggleButton
        preventFocusOnPress
        isSelected={showsBars}
        onChange={(selected) => useViewer.setState({ showsBars: selected })}
      >
        Show bars
      </ToggleButton>
      <ToggleButton
        preventFocusOnPress
        isSelected={zoom === 'actual'}
        onChange={(selected) => useViewer.setState({ zoom: selected ? 'actual' : 'fit' })}
      >
        Actual size
      </ToggleButton>
    </>
  );
}

function GrabButton() {
  const isOpen = useViewer((state) => state.footage.kind === 'open');
  return (
    <Button variant="primary" preventFocusOnPress isDisabled={!isOpen} onPress={() => void grabThisFrame()}>
      Grab this frame
    </Button>
  );
}
