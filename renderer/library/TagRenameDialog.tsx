import { useState } from 'react';
import { cleanTag } from '../database/frameEdits.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { renameTagInLibrary } from './tagActions.ts';

/** Asks for a tag's new name; open while `tag` is not null. */
export function TagRenameDialog({
  tag,
  tags,
  onClose,
}: {
  tag: string | null;
  tags: readonly string[];
  onClose: () => void;
}) {
  const [text, setText] = useState(tag ?? '');
  const name = cleanTag(text);
  const isMerge = name !== tag && tags.includes(name);
  const canSave = name !== '' && name !== tag;
  const save = (): void => {
    if (tag === null || !canSave) return;
    void renameTagInLibrary(tag, name);
    onClose();
  };
  return (
    <Dialog
      title="Rename tag"
      isOpen={tag !== null}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!canSave} onPress={save}>
            {isMerge ? 'Merge' : 'Rename'}
          </Button>
        </>
      }
    >
      <TextField
        label="New name, on every frame that has it"
        value={text}
        onChange={setText}
        maxLength={200}
        autoFocus
        hint={isMerge ? `“${name}” is there already; the two become one.` : 'Any script.'}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
        }}
      />
    </Dialog>
  );
}
