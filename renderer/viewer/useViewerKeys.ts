import { useLayoutEffect, useRef } from 'react';
import type { ViewerCommand } from './viewerShortcut.ts';
import { viewerShortcut } from './viewerShortcut.ts';

/** Elements that take a key for themselves: text, menus, dialogs; a button takes Space and Enter. */
function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"],[role="menu"],[role="listbox"]:not([data-viewer-list])') !== null)
    return true;
  if (target instanceof HTMLInputElement && target.type === 'range') {
    return /^(?:Arrow|Home|End|Page)/.test(event.key);
  }
  if (target.closest('input, textarea, [contenteditable="true"]') !== null) return true;
  return event.key === ' ' && target.closest('button') !== null;
}

/** The viewer's keys, wherever the focus is in it. */
export function useViewerKeys(run: (command: ViewerCommand) => void): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  }, [run]);
  useLayoutEffect(() => {
    let isKHeld = false;
    const isK = ({ code, key }: KeyboardEvent): boolean => code === 'KeyK' || key.toLowerCase() === 'k';
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTaken(event)) return;
      const command = viewerShortcut(event, isKHeld);
      if (isK(event)) isKHeld = true;
      if (command === null) return;
      event.preventDefault();
      // A key held down repeats steps, not switches.
      if (event.repeat && command.name !== 'step' && command.name !== 'step-seconds') return;
      latest.current(command);
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (isK(event)) isKHeld = false;
    };
    const onBlur = (): void => {
      isKHeld = false;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
}
