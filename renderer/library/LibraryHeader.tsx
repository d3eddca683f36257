import { Search, X } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import { HeaderSlot } from '../app/HeaderSlot.tsx';
import { importFromDialog } from '../app/importFiles.ts';
import { useNavigation } from '../app/navigation.ts';
import { Button } from '../ui/Button.tsx';
import { BoardMenu } from './BoardMenu.tsx';
import { changeFilter, useGallery } from './galleryStore.ts';
import styles from './LibraryHeader.module.css';
import { linkSelection } from './linkSelection.ts';
import { currentLibrary } from './useLibraryIndex.ts';

/** Title, search and what can be done with the selection. */
export const LibraryHeader = memo(function LibraryHeader() {
  const text = useGallery((state) => state.filter.text);
  const selected = useNavigation((state) => state.selectedFrameIds);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
      if (!isFind || event.altKey || event.shiftKey) return;
      event.preventDefault();
      field.current?.select();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <HeaderSlot>
      <h1 className="section-title">Library</h1>
      <div className={styles['middle']}>
        <SearchField
          aria-label="Search the library"
          className={styles['search'] ?? ''}
          value={text}
          onChange={(value) => changeFilter({ text: value })}
        >
          <Search size={14} aria-hidden />
          <Input
            ref={field}
            className={styles['input'] ?? ''}
            placeholder="Title, person, tag, note, mood or colour"
          />
          <AriaButton className={styles['clear'] ?? ''} aria-label="Clear search">
            <X size={13} aria-hidden />
          </AriaButton>
        </SearchField>
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
