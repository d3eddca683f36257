import { describe, expect, it } from 'vitest';
import { type KeyPress, viewerKeys, viewerShortcut } from './viewerShortcut.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('viewerShortcut', () => {
  it('steps by a frame, by ten, by a second', () => {
    expect(viewerShortcut(press('ArrowRight'), false)).toEqual({ name: 'step', frames: 1 });
    expect(viewerShortcut(press('ArrowLeft', { shiftKey: true }), false)).toEqual({
      name: 'step',
      frames: -10,
    });
    expect(viewerShortcut(press('ArrowLeft', { ctrlKey: true }), false)).toEqual({
      name: 'step-seconds',
      seconds: -1,
    });
  });

  it('shuttles with J and L, and steps with them while K is held', () => {
    expect(viewerShortcut(press('l'), false)).toEqual({ name: 'forwards' });
    expect(viewerShortcut(press('j'), false)).toEqual({ name: 'backwards' });
    expect(viewerShortcut(press('l'), true)).toEqual({ name: 'step', frames: 1 });
    expect(viewerShortcut(press('j'), true)).toEqual({ name: 'step', frames: -1 });
  });

  it('knows letters by their place while the keyboard writes another script', () => {
    expect(viewerShortcut(press('ㅓ', { code: 'KeyJ' }), false)).toEqual({ name: 'backwards' });
    expect(viewerShortcut(press('Process', { code: 'KeyG' }), false)).toEqual({ name: 'grab' });
    expect(viewerShortcut(press('ㅑ', { code: 'KeyI', shiftKey: true }), false)).toEqual({
      name: 'go-to-in',
    });
  });

  it('leaves undo, tabbing and the browser’s own keys alone', () => {
    for (const key of [
      press('z', { ctrlKey: true }),
      press('Tab'),
      press('g', { altKey: true }),
      press('F5'),
    ]) {
      expect(viewerShortcut(key, false)).toBeNull();
    }
    expect(viewerShortcut(press('g', { shiftKey: true }), false)).toBeNull();
  });

  it('lists no key twice', () => {
    expect(new Set(viewerKeys.map(([keys]) => keys)).size).toBe(viewerKeys.length);
  });
});
