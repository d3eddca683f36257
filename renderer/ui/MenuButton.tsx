import type { ReactNode } from 'react';
import { MenuTrigger, Popover } from 'react-aria-components';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './Field.module.css';
import { MenuEntries, type MenuEntry } from './MenuEntries.tsx';

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
        <MenuEntries label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}
