import { useState } from 'react';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { addSavedSearch, cleanSearchName } from '../database/savedSearchEdits.ts';
import { useGallery } from '../library/galleryStore.ts';
import { currentLibrary } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { filterChips } from './filterChips.ts';

/** Asks for the name under which the search is kept. */
export function SaveSearchDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState(suggestedName);
  const clean = cleanSearchName(name);
  const save = async (): Promise<void> => {
    if (clean === '') return;
    const { filter } = useGallery.getState();
    onClose();
    noteEdit(`Search “${clean}” saved`, await addSavedSearch(database, clean, filter));
  };
  return (
    <Dialog
      title="Save this search"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isDisabled={clean === ''} onPress={() => void save()}>
            Save search
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={200}
        onChange={setName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save();
        }}
        hint="Words, chips, colours with their weights and tolerance are kept. It is found in the sidebar."
      />
    </Dialog>
  );
}

/** What the search says of itself: "Wong Kar Wai, Blue neon, rain". */
function suggestedName(): string {
  const { filter } = useGallery.getState();
  const chips = filterChips(filter, currentLibrary()).map(({ sort, label }) => (label === '' ? sort : label));
  return [...chips, filter.text.trim()].filter(Boolean).join(', ').slice(0, 80);
}
