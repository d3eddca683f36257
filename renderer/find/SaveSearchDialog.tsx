import { useState } from 'react';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { addSavedSearch } from '../database/savedSearchEdits.ts';
import { useGallery } from '../library/galleryStore.ts';
import { currentLibrary } from '../library/useLibraryIndex.ts';
import { SearchNameDialog } from './SearchNameDialog.tsx';
import { suggestedSearchName } from './suggestedSearchName.ts';

/** Asks for the name under which the search is kept. */
export function SaveSearchDialog({ onClose }: { onClose: () => void }) {
  const [initialName] = useState(() => suggestedSearchName(useGallery.getState().filter, currentLibrary()));
  return (
    <SearchNameDialog
      title="Save this search"
      initialName={initialName}
      confirmLabel="Save search"
      hint="Words, chips, colours with their weights and tolerance are kept. It is found in the sidebar."
      onClose={onClose}
      onSave={async (name) => {
        const { filter } = useGallery.getState();
        noteEdit(`Search “${name}” saved`, await addSavedSearch(database, name, filter));
      }}
    />
  );
}
