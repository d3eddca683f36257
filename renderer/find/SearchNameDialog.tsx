import { useState } from 'react';
import { cleanSearchName } from '../database/savedSearchEdits.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';

/** Asks for the name of a saved search, a new one or another one. */
export function SearchNameDialog({
  title,
  initialName,
  confirmLabel,
  hint,
  onSave,
  onClose,
}: {
  title: string;
  initialName: string;
  confirmLabel: string;
  hint?: string;
  /** Given a name that is not empty; the dialog is closed already. */
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}) {
  const [name, setName] = useState(initialName);
  const clean = cleanSearchName(name);
  const save = (): void => {
    if (clean === '') return;
    onClose();
    void onSave(clean);
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isDisabled={clean === ''} onPress={save}>
            {confirmLabel}
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
          if (event.key === 'Enter') save();
        }}
        {...(hint === undefined ? {} : { hint })}
      />
    </Dialog>
  );
}
