import { memo } from 'react';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { importFromDialog } from '../app/importFiles.ts';
import { useNavigation } from '../app/navigation.ts';
import { SearchBox } from '../find/SearchBox.tsx';
import { Button } from '../ui/Button.tsx';
import { BoardMenu } from './BoardMenu.tsx';
import styles from './LibraryHeader.module.css';
import type { LibraryFacets } from './libraryFilter.ts';
import { linkSelection } from './linkSelection.ts';
import { currentLibrary, type LibraryIndex } from './useLibraryIndex.ts';

/** Title, search and what can be done with the selection. */
export const LibraryHeader = memo(function LibraryHeader({
  index,
  tags,
}: {
  index: LibraryIndex;
  tags: LibraryFacets['tags'];
}) {
  const selected = useNavigation((state) => state.selectedFrameIds);
  return (
    <HeaderSlot>
      <h1 className="section-title">Library</h1>
      <div className={styles['middle']}>
        <SearchBox index={index} tags={tags} />
      </div>
      <Button isDisabled={selected.length === 0} onPress={() => linkSelection(selected, currentLibrary())}>
        Link…
      </Button>
      <BoardMenu frameIds={selected} />
      <Button variant="primary" onPress={() => void importFromDialog()}>
        Import…
      </Button>
    </HeaderSlot>
  );
});
