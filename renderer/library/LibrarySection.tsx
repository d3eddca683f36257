import { useDeferredValue, useMemo, useState } from 'react';
import { importFromDialog } from '../app/importFiles.ts';
import { ColourPanel } from '../find/ColourPanel.tsx';
import { useFind } from '../find/findStore.ts';
import { useRanking } from '../find/useRanking.ts';
import { useMediaAvailability } from '../relink/mediaAvailability.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { hasBars } from '../ui/pictureBars.ts';
import { FilterBar } from './FilterBar.tsx';
import { Gallery } from './Gallery.tsx';
import { GalleryMenu } from './GalleryMenu.tsx';
import { changeFilter, useGallery } from './galleryStore.ts';
import { Inspector } from './Inspector.tsx';
import { LibraryHeader } from './LibraryHeader.tsx';
import styles from './LibrarySection.module.css';
import { LibrarySidebar } from './LibrarySidebar.tsx';
import type { FrameEntry } from './libraryEntries.ts';
import {
  countFacets,
  framesInScope,
  isFiltering,
  isRanking,
  type LibraryFilter,
  narrowFrames,
  narrowsAlike,
  noFilter,
  scopesAlike,
} from './libraryFilter.ts';
import { sortedFrames } from './sortFrames.ts';
import { countLinksByFrame, useLibraryIndex } from './useLibraryIndex.ts';
import { WorkDialog } from './WorkDialog.tsx';

/** Works, moods and tags at the left, their frames in the middle, one frame in full at the right. */
export function LibrarySection() {
  const index = useLibraryIndex();
  const filter = useDeferredValue(useGallery((state) => state.filter));
  const order = useGallery((state) => state.order);
  const byMatch = useFind((state) => state.byMatch);
  const coloursShown = useFind((state) => state.coloursShown);
  const offline = useMediaAvailability((state) => state.offline);
  const narrowing = useLastUnlike(filter, narrowsAlike);
  const scope = useLastUnlike(filter, scopesAlike);
  const { frames: allFrames, media, works } = index;
  const sorted = useMemo(
    () => sortedFrames(order, { frames: allFrames, media, works }),
    [order, allFrames, media, works],
  );
  const inScope = useMemo(
    () => framesInScope(scope, { media, works }, sorted),
    [scope, media, works, sorted],
  );
  const left = useMemo(() => narrowFrames(narrowing, inScope, offline), [narrowing, inScope, offline]);
  const { last, error, retry } = useRanking(filter, left);
  const ranking = isRanking(filter) ? (last?.answer ?? null) : null;
  const isRanked = ranking !== null;
  // Made once for each narrowing, not for each colour that is tried; nothing is made where nothing is left out.
  const leftById = useMemo((): ReadonlyMap<string, FrameEntry> => {
    if (!isRanked || left === sorted) return allFrames;
    return new Map(left.map((frame) => [frame.id, frame]));
  }, [isRanked, left, sorted, allFrames]);
  const frames = useMemo(() => {
    if (ranking === null) return left;
    if (!byMatch) return left.filter(({ id }) => ranking.hits.has(id));
    return ranking.order.flatMap((id) => leftById.get(id) ?? []);
  }, [left, leftById, ranking, byMatch]);
  const facets = useMemo(() => countFacets(sorted, inScope), [sorted, inScope]);
  const anyBars = useMemo(() => frames.some(({ picture }) => hasBars(picture)), [frames]);
  const linkCounts = useMemo(() => countLinksByFrame(index.links.values()), [index.links]);
  const hits = ranking?.hits ?? null;

  return (
    <>
      <LibraryHeader index={index} tags={facets.tags} />
      <LibrarySidebar works={index.works} media={index.media} facets={facets} />
      <GalleryMenu index={index} className={styles['middle'] ?? ''}>
        <FilterBar
          works={index.works}
          shown={frames.length}
          isCut={ranking?.isCut ?? false}
          hasBars={anyBars}
        />
        {coloursShown ? <ColourPanel index={index} /> : null}
        {error === null ? null : (
          <p role="alert" className={styles['failed']}>
            The search stopped ({error}). The frames below are those of the search before.
            <Button onPress={retry}>Search again</Button>
          </p>
        )}
        {index.ready && frames.length === 0 ? (
          <Nothing
            hasFrames={index.frames.size > 0}
            isFiltered={isFiltering(filter)}
            ranked={
              ranking === null || left.length === 0
                ? null
                : filter.colours === null
                  ? 'look'
                  : filter.colours.colours.length === 1
                    ? 'colour'
                    : 'colours'
            }
          />
        ) : (
          <Gallery frames={frames} index={index} linkCounts={linkCounts} offline={offline} hits={hits} />
        )}
      </GalleryMenu>
      <Inspector index={index} hits={hits} />
      <WorkDialog index={index} />
    </>
  );
}

/** The filter as it was when it last asked for something else: a colour that is dragged does not filter anew. */
function useLastUnlike(
  filter: LibraryFilter,
  isAlike: (one: LibraryFilter, other: LibraryFilter) => boolean,
): LibraryFilter {
  const [kept, setKept] = useState(filter);
  if (isAlike(kept, filter)) return kept;
  setKept(filter);
  return filter;
}

const nothingRanked = {
  colour: {
    title: 'No frame has this colour',
    text: 'Raise the tolerance, take another colour, or take a chip out of the search field above.',
  },
  colours: {
    title: 'No frame has these colours',
    text: 'Raise the tolerance, take a colour out, or take a chip out of the search field above.',
  },
  look: {
    title: 'No frame looks like it',
    text: 'Take a chip out of the search field above. A frame that was removed from the library cannot be searched by.',
  },
} as const;

function Nothing({
  hasFrames,
  isFiltered,
  ranked,
}: {
  hasFrames: boolean;
  isFiltered: boolean;
  /** For want of what nothing is left; null where the words and chips alone leave nothing. */
  ranked: keyof typeof nothingRanked | null;
}) {
  if (hasFrames && isFiltered) {
    return (
      <EmptyState
        title={ranked === null ? 'No frame matches' : nothingRanked[ranked].title}
        actions={<Button onPress={() => changeFilter(noFilter)}>Show all frames</Button>}
      >
        {ranked !== null
          ? nothingRanked[ranked].text
          : 'Take a chip out of the search field above, or search for fewer words. The search looks at titles, people, file names, tags, notes, moods and colour names.'}
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
