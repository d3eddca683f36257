import { ChevronRight } from 'lucide-react';
import { Menu, MenuItem, Popover, Separator, SubmenuTrigger } from 'react-aria-components';
import styles from './Field.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  /** Keyboard shortcut or explanation, shown at the right. */
  detail?: string;
  isDisabled?: boolean;
  /** Draws a line above. */
  startsGroup?: boolean;
  /** Opens these beside it; then there is no action. */
  entries?: readonly MenuEntry[];
  onAction?: () => void;
}

/** The list of a menu. */
export function MenuEntries({
  label,
  entries,
  takesFocus = false,
  onChoose = (entry) => entry.onAction?.(),
}: {
  label: string;
  entries: readonly MenuEntry[];
  /** For a menu that no button opens. */
  takesFocus?: boolean;
  /** Instead of the entry's own action at once. */
  onChoose?: (entry: MenuEntry) => void;
}) {
  return (
    <Menu aria-label={label} {...(takesFocus ? { autoFocus: 'first' } : {})}>
      {entries.flatMap((entry, at) => [
        ...(entry.startsGroup === true && at > 0
          ? [<Separator key={`${entry.id}-line`} className={styles['separator'] ?? ''} />]
          : []),
        entry.entries === undefined ? (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.isDisabled ?? false}
            onAction={() => onChoose(entry)}
            className={styles['option'] ?? ''}
          >
            {entry.label}
            {entry.detail === undefined ? null : <small>{entry.detail}</small>}
          </MenuItem>
        ) : (
          <SubmenuTrigger key={entry.id}>
            <MenuItem
              id={entry.id}
              textValue={entry.label}
              isDisabled={entry.isDisabled ?? false}
              className={styles['option'] ?? ''}
            >
              {entry.label}
              <ChevronRight size={14} aria-hidden className={styles['more'] ?? ''} />
            </MenuItem>
            <Popover className={styles['popover'] ?? ''}>
              <MenuEntries label={entry.label} entries={entry.entries} onChoose={onChoose} />
            </Popover>
          </SubmenuTrigger>
        ),
      ])}
    </Menu>
  );
}
