import { describe, expect, it } from 'vitest';
import { boardShortcut, type KeyPress } from './boardShortcut.ts';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...change,
});

describe('boardShortcut', () => {
  it('knows undo and redo with Control and with Command', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
      expect(boardShortcut(press('z', held))?.name).toBe('undo');
      expect(boardShortcut(press('Z', { ...held, shiftKey: true }))?.name).toBe('redo');
      expect(boardShortcut(press('y', held))?.name).toBe('redo');
    }
  });

  it('moves by 1, and by 10 with Shift', () => {
    expect(boardShortcut(press('ArrowUp'))).toEqual({ name: 'nudge', dx: 0, dy: -1 });
    expect(boardShortcut(press('ArrowRight', { shiftKey: true }))).toEqual({ name: 'nudge', dx: 10, dy: 0 });
  });

  it('fits with Shift+1 whatever sign the layout writes there', () => {
    for (const key of ['!', '1', '+']) {
      expect(boardShortcut(press(key, { code: 'Digit1', shiftKey: true }))?.name).toBe('fit');
    }
  });

  it('leaves alone what is not the board’s', () => {
    expect(boardShortcut(press('i', { ctrlKey: true }))).toBeNull();
    expect(boardShortcut(press('q'))).toBeNull();
    for (const key of ['c', 'x', 'v']) expect(boardShortcut(press(key, { ctrlKey: true }))).toBeNull();
    expect(boardShortcut(press('z', { altKey: true }))).toBeNull();
  });
});
