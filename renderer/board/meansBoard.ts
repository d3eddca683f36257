import { isLayerOpen } from '../ui/isLayerOpen.ts';

/** True where a key, a clipboard event or a menu command means the board: no text, dialog or menu has it. */
export function meansBoard(target: EventTarget | null): boolean {
  const isInLayer =
    target instanceof Element &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
  return !isTyping(target) && !isInLayer && !isLayerOpen();
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable]') !== null;
}
