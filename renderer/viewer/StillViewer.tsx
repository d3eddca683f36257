import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef } from 'react';
import type { Media } from '../../shared/domain/media.ts';
import { closeViewer } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { frameName } from '../library/frameNames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { pictureUrl } from '../ui/pictureUrl.ts';
import styles from './Stage.module.css';
import { shownPicture, ZoomBox } from './Stage.tsx';
import { useViewerKeys } from './useViewerKeys.ts';
import video from './VideoViewer.module.css';
import { useViewer } from './viewerStore.ts';

/** A still as large as the window allows, or at its own size. */
export function StillViewer({ media, index }: { media: Media; index: LibraryIndex }) {
  const frame = useLiveQuery(
    async () => (await database.frames.where('mediaId').equals(media.id).first()) ?? null,
    [media.id],
  );
  const showsBars = useViewer((state) => state.showsBars);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.focus({ preventScroll: true }), []);
  useViewerKeys(({ name }) => {
    if (name === 'close') closeViewer();
    if (name === 'keys') useViewer.setState({ keysShown: true });
    if (name === 'bars') useViewer.setState({ showsBars: !useViewer.getState().showsBars });
    if (name === 'zoom') {
      useViewer.setState({ zoom: useViewer.getState().zoom === 'fit' ? 'actual' : 'fit' });
    }
  });
  if (frame === null) {
    return (
      <EmptyState title="This picture was removed from the library">
        Undo brings it back, and so does importing {media.fileName} again.
      </EmptyState>
    );
  }
  return (
    <div ref={root} className={video['viewer']} tabIndex={-1}>
      <div className={styles['stage']}>
        {frame === undefined ? null : (
          <ZoomBox
            picture={shownPicture(frame.picture, showsBars ? undefined : frame.picture)}
            label="Picture"
          >
            <img
              className={styles['still']}
              src={pictureUrl(frame.picture.hash, 'full')}
              alt={frame.altText || frameName({ ...frame, timecode: null }, index)}
              draggable={false}
            />
          </ZoomBox>
        )}
      </div>
    </div>
  );
}
