import { X } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './AddPanel.module.css';
import { viewCentre } from './boardCommands.ts';
import { type BoardChoice, placeChoice } from './placeChoice.ts';
import { useBoardContent, useBoardSession } from './useBoardSession.ts';
import { type ChoiceKind, type ChoiceRow, mostChoices, useChoices } from './useChoices.ts';
import { draggedChoice } from './useDropChoice.ts';

const kinds: readonly { kind: ChoiceKind; label: string; empty: string }[] = [
  { kind: 'frame', label: 'Frames', empty: 'No frames yet. Import footage in the library.' },
  { kind: 'work', label: 'Works', empty: 'No works yet. Import footage in the library.' },
  { kind: 'palette', label: 'Palettes', empty: 'No palettes yet. Every imported frame brings one.' },
  { kind: 'link', label: 'Links', empty: 'No homage links yet. Select two frames and link them.' },
];

/** The picker: everything of the library that can be put on the board, to click or to drag. */
export function AddPanel({ onClose }: { onClose: () => void }) {
  const session = useBoardSession();
  const [kind, setKind] = useState<ChoiceKind>('frame');
  const [search, setSearch] = useState('');
  const works = useBoardContent((content) => content.works);
  const links = useBoardContent((content) => content.links);
  const rows = useChoices(session.database, kind, useDeferredValue(search), { works, links });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    element.querySelector('input')?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <section ref={panel} className={styles['panel']} aria-label="Add to board" data-over-board>
      <div className={styles['head']}>
        <h2 className={styles['title']}>Add to board</h2>
        <button type="button" className={styles['close']} aria-label="Close" onClick={onClose}>
          <X size={14} aria-hidden />
        </button>
      </div>
      <fieldset className={styles['kinds']} aria-label="Kind">
        {kinds.map((each) => (
          <button
            key={each.kind}
            type="button"
            aria-pressed={each.kind === kind}
            className={styles['kind']}
            onClick={() => setKind(each.kind)}
          >
            {each.label}
          </button>
        ))}
      </fieldset>
      <TextField
        label="Search"
        hideLabel
        placeholder="Title, artist, colour, tag"
        value={search}
        onChange={setSearch}
      />
      {rows === undefined ? null : rows.length === 0 ? (
        <p className={styles['none']}>
          {search === '' ? kinds.find((each) => each.kind === kind)?.empty : `Nothing fits “${search}”.`}
        </p>
      ) : (
        <Choices key={kind} rows={rows} />
      )}
      {rows?.length === mostChoices ? (
        <p className={styles['none']}>The first {mostChoices} are shown. Search to narrow.</p>
      ) : null}
    </section>
  );
}

function Choices({ rows }: { rows: readonly ChoiceRow[] }) {
  const session = useBoardSession();
  const place = (row: ChoiceRow): void => {
    void placeChoice(session, row.choice, viewCentre(session)).then(() => {
      session.announce(`${row.title} added to the board`);
    });
  };
  return (
    <ul className={styles['list']}>
      {rows.map((row) => (
        <li key={row.id} className={styles['row']}>
          <button
            type="button"
            className={styles['choice']}
            draggable
            onDragStart={(event) => {
              draggedChoice.current = row.choice;
              event.dataTransfer.effectAllowed = 'copy';
              event.dataTransfer.setData('text/plain', row.title);
            }}
            onDragEnd={() => {
              draggedChoice.current = null;
            }}
            onClick={() => place(row)}
          >
            <ChoicePicture choice={row.choice} />
            <span className={styles['words']}>
              <span className={styles['name']} title={row.title}>
                {row.title}
              </span>
              <span className={`${styles['line']} numeric`} title={row.line}>
                {row.line}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function ChoicePicture({ choice }: { choice: BoardChoice }) {
  if (choice.kind === 'frame') {
    return (
      <span className={styles['picture']}>
        <CroppedPicture picture={choice.frame.picture} variant="small" alt="" fit="cover" />
      </span>
    );
  }
  if (choice.kind !== 'palette') return null;
  return (
    <span className={`${styles['picture']} ${styles['swatches']}`}>
      {choice.frame.palette.map((swatch) => (
        <span key={swatch.hex} style={{ background: swatch.hex, flexGrow: Math.max(0.04, swatch.share) }} />
      ))}
    </span>
  );
}
