import { useDeferredValue, useMemo } from 'react';
import { importFromDialog } from '../app/importFiles.ts';
import { useMediaAvailability } from '../relink/mediaAvailability.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { hasBars } from '../ui/pictureBars.ts';
import { FilterBar } from './FilterBar.tsx';
import { Gallery } from './Gallery.tsx';
import { changeFilter, useGallery } from './galleryStore.ts';
import { Inspector } from './Inspector.tsx';
import { LibraryHeader } from './LibraryHeader.tsx';
import styles from './LibrarySection.module.css';
import { LibrarySidebar } from './LibrarySidebar.tsx';
import { countFacets, filterFrames, isFiltering, noFilter } from './libraryFilter.ts';
import { sortFrames } from './sortFrames.ts';
import { countLinksByFrame, useLibraryIndex } from './useLibraryIndex.ts';
import { WorkDialog } from './WorkDialog.tsx';

/** Works, moods and tags at the left, their frames in the middle, one frame in full at the right. */
export function LibrarySection() {
  const index = useLibraryIndex();
  const filter = useDeferredValue(useGallery((state) => state.filter));
  const order = useGallery((state) => state.order);
  const offline = useMediaAvailability((state) => state.offline);
  const frames = useMemo(
    () => sortFrames(filterFrames(filter, index, offline), order, index),
    [filter, index, offline, order],
  );
  const facets = useMemo(() => countFacets(filter, index), [filter, index]);
  const anyBars = useMemo(() => frames.some(({ picture }) => hasBars(picture)), [frames]);
  const linkCounts = useMemo(() => countLinksByFrame(index.links.values()), [index.links]);

  return (
    <>
      <LibraryHeader />
      <LibrarySidebar works={index.works} media={index.media} facets={facets} />
      <div className={styles['middle']}>
        <FilterBar works={index.works} shown={frames.length} hasBars={anyBars} />
        {index.ready && frames.length === 0 ? (
          <Nothing hasFrames={index.frames.size > 0} isFiltered={isFiltering(filter)} />
        ) : (
          <Gallery frames={frames} index={index} linkCounts={linkCounts} offline={offline} />
        )}
      </div>
      <Inspector index={index} />
      <WorkDialog index={index} />
    </>
  );
}

function Nothing({ hasFrames, isFiltered }: { hasFrames: boolean; isFiltered: boolean }) {
  if (hasFrames && isFiltered) {
    return (
      <EmptyState
        title="No frame matches"
        actions={<Button onPress={() => changeFilter(noFilter)}>Show all frames</Button>}
      >
        Take a chip out of the bar above, or search for fewer words. The search looks at titles, people, file
        names, tags, notes, moods and colour names.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Begin with footage"
      actions={
        <Button variant="primary" onPress={() => void importFromDialog()}>
          Choose files…
        </Button>
      }
    >
      Drop videos, pictures or folders anywhere in this window. Each video is cut into its shots; a shot gives
      its best frame, a long or changing one up to three, each with its palette and colour moods. Your files
      stay where they are and are never changed.
    </EmptyState>
  );
}
