import { useEffect, useRef } from 'react';
import { Popover } from 'react-aria-components';
import styles from './ContextMenu.module.css';
import { MenuEntries, type MenuEntry } from './MenuEntries.tsx';

/** What a menu is opened on. */
export interface ContextMenuCall {
  /** CSS px from the top left corner of the element that the menu belongs to. */
  readonly x: number;
  readonly y: number;
  readonly entries: readonly MenuEntry[];
}

/** A menu at a point of the element around it; closed while there is no call. */
export function ContextMenu({
  label,
  call,
  onClose,
}: {
  label: string;
  call: ContextMenuCall | null;
  onClose: () => void;
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  const chosen = useRef<MenuEntry | null>(null);
  const isOpen = call !== null;

  useEffect(() => {
    const entry = chosen.current;
    chosen.current = null;
    if (isOpen || entry === null) return;
    // Once the menu is gone and the focus is back where it was: some actions move it, or act on what has it.
    requestAnimationFrame(() => requestAnimationFrame(() => entry.onAction?.()));
  }, [isOpen]);

  return (
    <>
      <span
        ref={anchor}
        className={styles['anchor']}
        style={call === null ? {} : { left: call.x, top: call.y }}
      />
      <Popover
        className={styles['popover'] ?? ''}
        triggerRef={anchor}
        isOpen={isOpen}
        placement="bottom start"
        offset={0}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <MenuEntries
          label={label}
          entries={call?.entries ?? []}
          takesFocus
          onChoose={(entry) => {
            chosen.current = entry;
            onClose();
          }}
        />
      </Popover>
    </>
  );
}
