import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { SavedSearch } from '../../shared/domain/searchFilter.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { changeSavedSearch, readSavedSearches, removeSavedSearch } from '../database/savedSearchEdits.ts';
import { counted } from '../library/counted.ts';
import { changeFilter, useGallery } from '../library/galleryStore.ts';
import styles from '../library/LibrarySidebar.module.css';
import { isFiltering, noFilter } from '../library/libraryFilter.ts';
import { ColourDot } from '../ui/ColourDot.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { useFind } from './findStore.ts';
import { SearchNameDialog } from './SearchNameDialog.tsx';

const collator = new Intl.Collator('en', { numeric: true });

/** Searches kept under a name; a press searches again. */
export function SavedSearchList() {
  const rows = useLiveQuery(() => database.savedSearches.toArray());
  const filter = useGallery((state) => state.filter);
  const [renaming, setRenaming] = useState<SavedSearch | null>(null);
  // What has been kept stands first; before that there is nothing to stand there, and Save search says what it does.
  if (rows === undefined || rows.length === 0) return null;
  const read = readSavedSearches(rows, noFilter);
  const searches = read.searches.toSorted((a, b) => collator.compare(a.name, b.name));
  const now = textOf(filter);
  return (
    <section aria-label="Saved searches">
      <h2 className={styles['heading']}>
        <span className={styles['headingText']}>Saved searches</span>
        <span className="numeric">{searches.length}</span>
      </h2>
      {read.unreadable === 0 ? null : (
        <p className={styles['hint']}>
          {counted(read.unreadable, 'saved search', 'saved searches')} cannot be read and left as found.
        </p>
      )}
      <ul>
        {searches.map((search) => {
          const isOn = textOf(search.filter) === now;
          return (
            <li key={search.id} className={styles['row']}>
              <button
                type="button"
                className={styles['item']}
                aria-pressed={isOn}
                title={search.name}
                onClick={() => {
                  changeFilter(isOn ? noFilter : search.filter);
                  useFind.setState({ activeColour: 0, byMatch: true });
                }}
              >
                {[...new Set(search.filter.colours?.colours.map(({ hex }) => hex))].slice(0, 3).map((hex) => (
                  <ColourDot key={hex} hex={hex} />
                ))}
                <span className={styles['label']}>{search.name}</span>
              </button>
              <span className={styles['more']}>
                <MenuButton
                  variant="quiet"
                  label={`Actions for the search ${search.name}`}
                  entries={[
                    { id: 'rename', label: 'Rename…', onAction: () => setRenaming(search) },
                    {
                      id: 'replace',
                      label: 'Replace with the search as it is now',
                      isDisabled: isOn || !isFiltering(filter),
                      onAction: () => void replace(search),
                    },
                    {
                      id: 'delete',
                      label: 'Delete',
                      startsGroup: true,
                      onAction: () => void remove(search),
                    },
                  ]}
                >
                  ⋯
                </MenuButton>
              </span>
            </li>
          );
        })}
      </ul>
      {renaming === null ? null : <RenameDialog search={renaming} onClose={() => setRenaming(null)} />}
    </section>
  );
}

/** Compared as text: what was stored has its fields in the same order. */
function textOf(filter: SavedSearch['filter']): string {
  return JSON.stringify(Object.entries({ ...noFilter, ...filter }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function RenameDialog({ search, onClose }: { search: SavedSearch; onClose: () => void }) {
  return (
    <SearchNameDialog
      title="Rename the search"
      initialName={search.name}
      confirmLabel="Rename"
      onClose={onClose}
      onSave={async (name) => {
        if (name === search.name) return;
        const change = await changeSavedSearch(database, search.id, { name });
        if (change !== null) noteEdit(`Search “${search.name}” renamed to “${name}”`, change);
      }}
    />
  );
}

async function replace(search: SavedSearch): Promise<void> {
  const { filter } = useGallery.getState();
  const change = await changeSavedSearch(database, search.id, { filter });
  if (change !== null) noteEdit(`Search “${search.name}” replaced`, change);
}

async function remove(search: SavedSearch): Promise<void> {
  noteEdit(`Search “${search.name}” deleted`, await removeSavedSearch(database, search.id));
}
