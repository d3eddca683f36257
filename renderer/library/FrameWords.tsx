import { useEffect, useEffectEvent, useState } from 'react';
import type { Frame } from '../../shared/domain/frame.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { describeFrame } from '../database/frameEdits.ts';
import { TextField } from '../ui/TextField.tsx';
import styles from './FrameWords.module.css';

/** The user's note and the picture's description; saved a moment after typing and when the field is left. */
export function FrameWords({ frame }: { frame: Frame }) {
  return (
    <section className={styles['words']} aria-label="Note and description">
      <WordsField frame={frame} field="note" label="Note" rows={3} maxLength={20_000} />
      <WordsField
        frame={frame}
        field="altText"
        label="Description for those who cannot see it"
        rows={2}
        maxLength={2000}
      />
    </section>
  );
}

const saveAfterMs = 500;

function WordsField({
  frame,
  field,
  label,
  rows,
  maxLength,
}: {
  frame: Frame;
  field: 'note' | 'altText';
  label: string;
  rows: number;
  maxLength: number;
}) {
  /** Null while the field shows what is saved. */
  const [draft, setDraft] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (draft === null) return;
    if (draft !== frame[field]) {
      const change = await describeFrame(database, frame.id, { [field]: draft });
      noteEdit(`${label} changed`, change, { quiet: true });
    }
  };
  const saveLater = useEffectEvent(save);
  // What is saved by now needs no draft any more.
  if (draft === frame[field]) setDraft(null);
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => void saveLater(), saveAfterMs);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <TextField
      label={label}
      rows={rows}
      maxLength={maxLength}
      value={draft ?? frame[field]}
      onChange={setDraft}
      onBlur={() => void save()}
    />
  );
}
