import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './Field.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  /** Keyboard shortcut or explanation, shown at the right. */
  detail?: string;
  isDisabled?: boolean;
  /** Draws a line above. */
  startsGroup?: boolean;
  onAction: () => void;
}

/** A button that opens a menu. */
export function MenuButton({
  label,
  entries,
  variant = 'plain',
  children,
}: {
  label: string;
  entries: readonly MenuEntry[];
  variant?: ButtonProps['variant'];
  children?: ReactNode;
}) {
  return (
    <MenuTrigger>
      <Button variant={variant ?? 'plain'} aria-label={label}>
        {children ?? label}
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <Menu aria-label={label}>
          {entries.flatMap((entry) => [
            ...(entry.startsGroup === true
              ? [<Separator key={`${entry.id}-line`} className={styles['separator'] ?? ''} />]
              : []),
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              isDisabled={entry.isDisabled ?? false}
              onAction={entry.onAction}
              className={styles['option'] ?? ''}
            >
              {entry.label}
              {entry.detail === undefined ? null : <small>{entry.detail}</small>}
            </MenuItem>,
          ])}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
