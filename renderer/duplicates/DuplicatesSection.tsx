import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { goTo } from '../app/navigation.ts';
import { counted } from '../library/counted.ts';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './DuplicatesSection.module.css';
import { useDuplicates } from './duplicatesStore.ts';
import { FrameGroup } from './FrameGroup.tsx';
import { VideoGroup } from './VideoGroup.tsx';

/** Groups drawn at once; the next ones come up as these are decided. */
const shownGroups = 30;

/** What may be in the library twice, side by side, each with its choices. */
export function DuplicatesSection() {
  const { groups, isLooking, hasLooked } = useDuplicates();
  const index = useLibraryIndex();
  return (
    <>
      <HeaderSlot>
        <h1 className="section-title">Possible duplicates</h1>
        <span className={styles['grow']} />
        <Button onPress={() => goTo('library')}>Back to the library</Button>
      </HeaderSlot>
      <div className={styles['section']}>
        {groups.length === 0 ? (
          <EmptyState
            title={hasLooked ? 'Nothing is here twice' : 'Looking through the library…'}
            actions={<Button onPress={() => goTo('library')}>Back to the library</Button>}
          >
            Pictures and videos that show the same in another size, codec or crop are found by their look and
            offered here to be merged. Mirrored pictures are not duplicates.
          </EmptyState>
        ) : (
          <>
            <p className={styles['intro']}>
              {counted(groups.length, 'group')}
              {isLooking ? ', looking again…' : '.'} Merging brings tags, notes, homage links and board items
              together on the one that is kept. It can be undone, and no file on disk is touched.
            </p>
            <div className={styles['groups']}>
              {groups
                .slice(0, shownGroups)
                .map((group) =>
                  group.kind === 'videos' ? (
                    <VideoGroup key={group.mediaIds.join()} mediaIds={group.mediaIds} index={index} />
                  ) : (
                    <FrameGroup key={group.frameIds.join()} frameIds={group.frameIds} index={index} />
                  ),
                )}
            </div>
            {groups.length > shownGroups ? (
              <p className={styles['intro']}>…and {groups.length - shownGroups} more after these</p>
            ) : null}
          </>
        )}
      </div>
    </>
  );
}
