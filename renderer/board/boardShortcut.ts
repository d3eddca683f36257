import type { StackMove } from '../../shared/board/stackItems.ts';
import type { BoardTool } from './boardSession.ts';

/** What a key asks the board to do. */
export type BoardCommand =
  | { name: 'undo' | 'redo' | 'delete' | 'duplicate' }
  | { name: 'select-all' | 'deselect' | 'edit' | 'next' | 'previous' }
  | { name: 'fit' | 'fit-selection' | 'zoom-in' | 'zoom-out' | 'zoom-100' }
  | { name: 'nudge'; dx: number; dy: number }
  | { name: 'stack'; move: StackMove }
  | { name: 'tool'; tool: BoardTool };

/** The parts of a keyboard event that matter. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const withControl: Record<string, BoardCommand> = {
  z: { name: 'undo' },
  y: { name: 'redo' },
  a: { name: 'select-all' },
  d: { name: 'duplicate' },
  '+': { name: 'zoom-in' },
  '=': { name: 'zoom-in' },
  '-': { name: 'zoom-out' },
  '0': { name: 'zoom-100' },
  ']': { name: 'stack', move: 'forward' },
  '[': { name: 'stack', move: 'backward' },
};

const plain: Record<string, BoardCommand> = {
  Delete: { name: 'delete' },
  Backspace: { name: 'delete' },
  Escape: { name: 'deselect' },
  Enter: { name: 'edit' },
  Tab: { name: 'next' },
  '+': { name: 'zoom-in' },
  '=': { name: 'zoom-in' },
  '-': { name: 'zoom-out' },
  ']': { name: 'stack', move: 'to-front' },
  '[': { name: 'stack', move: 'to-back' },
  v: { name: 'tool', tool: 'select' },
  h: { name: 'tool', tool: 'hand' },
  n: { name: 'tool', tool: 'note' },
  t: { name: 'tool', tool: 'heading' },
};

/** The command of a key press on the board, or null where it has none. Copy, cut and paste are the clipboard's. */
export function boardShortcut(press: KeyPress): BoardCommand | null {
  if (press.altKey) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.ctrlKey || press.metaKey) {
    if (press.shiftKey && key === 'z') return { name: 'redo' };
    return withControl[key] ?? null;
  }
  const arrow = arrows[key];
  if (arrow !== undefined) {
    const step = press.shiftKey ? 10 : 1;
    return { name: 'nudge', dx: arrow[0] * step, dy: arrow[1] * step };
  }
  if (press.shiftKey) {
    // By place on the keyboard: Shift+1 writes another sign on every layout.
    if (press.code === 'Digit1') return { name: 'fit' };
    if (press.code === 'Digit2') return { name: 'fit-selection' };
    if (press.code === 'Digit0') return { name: 'zoom-100' };
    if (key === 'Tab') return { name: 'previous' };
    return key === '+' ? { name: 'zoom-in' } : null;
  }
  return plain[key] ?? null;
}
