/** What a key asks of the viewer. */
export type ViewerCommand =
  | { name: 'play-pause' | 'forwards' | 'backwards' | 'pause' }
  | { name: 'step'; frames: number }
  | { name: 'step-seconds'; seconds: number }
  | { name: 'previous-shot' | 'next-shot' | 'first-frame' | 'last-frame' }
  | { name: 'mark-in' | 'mark-out' | 'clear-marks' | 'go-to-in' | 'go-to-out' | 'save-moment' }
  | { name: 'grab' | 'pick' | 'split' | 'merge-previous' | 'merge-next' }
  | { name: 'loop' | 'mute' | 'zoom' | 'bars' | 'keys' | 'close' };

/** The parts of a keyboard event that matter. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const plain: Record<string, ViewerCommand> = {
  ' ': { name: 'play-pause' },
  k: { name: 'pause' },
  l: { name: 'forwards' },
  j: { name: 'backwards' },
  ArrowUp: { name: 'previous-shot' },
  ArrowDown: { name: 'next-shot' },
  Home: { name: 'first-frame' },
  End: { name: 'last-frame' },
  i: { name: 'mark-in' },
  o: { name: 'mark-out' },
  x: { name: 'clear-marks' },
  m: { name: 'save-moment' },
  g: { name: 'grab' },
  p: { name: 'pick' },
  s: { name: 'split' },
  '[': { name: 'merge-previous' },
  ']': { name: 'merge-next' },
  r: { name: 'loop' },
  u: { name: 'mute' },
  z: { name: 'zoom' },
  b: { name: 'bars' },
  '?': { name: 'keys' },
  Escape: { name: 'close' },
};

const withShift: Record<string, ViewerCommand> = {
  i: { name: 'go-to-in' },
  o: { name: 'go-to-out' },
};

/** Letters by their place on the keyboard, for when it writes Hangul, Kana or another script. */
function letterOf({ key, code }: KeyPress): string {
  if (/^[a-z]$/iu.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter === undefined ? key : letter.toLowerCase();
}

/**
 * The command of a key press in the viewer, or null where it has none.
 * @param isKHeld K held down turns J and L into single steps
 */
export function viewerShortcut(press: KeyPress, isKHeld: boolean): ViewerCommand | null {
  if (press.altKey) return null;
  const key = letterOf(press);
  const direction = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (press.ctrlKey || press.metaKey) {
    return direction === 0 || press.shiftKey ? null : { name: 'step-seconds', seconds: direction };
  }
  if (direction !== 0) return { name: 'step', frames: direction * (press.shiftKey ? 10 : 1) };
  if (isKHeld && (key === 'j' || key === 'l')) return { name: 'step', frames: key === 'j' ? -1 : 1 };
  const command = press.shiftKey ? (withShift[key] ?? (key === '?' ? plain[key] : undefined)) : plain[key];
  return command ?? null;
}

/** Keys and what they do, as the viewer lists them. */
export const viewerKeys: readonly (readonly [keys: string, meaning: string])[] = [
  ['Space', 'play, pause'],
  ['← →', 'one frame back, forward'],
  ['Shift ← →', 'ten frames'],
  ['Ctrl ← →', 'one second'],
  ['↑ ↓', 'previous, next shot'],
  ['Home, End', 'first, last frame'],
  ['J, K, L', 'backwards, pause, forwards; again: 2, 4, 8 times as fast'],
  ['K and J, K and L', 'one frame back, forward'],
  ['I, O', 'mark in, mark out'],
  ['Shift I, Shift O', 'go to in, to out'],
  ['X', 'clear the marks'],
  ['M', 'save the marks as a moment'],
  ['R', 'repeat between the marks'],
  ['G', 'grab this frame into the library'],
  ['S', 'split the shot at this frame'],
  ['[ ]', 'merge with the shot before, after'],
  ['P', 'let this frame stand for its shot'],
  ['Z', 'fit, actual size'],
  ['Alt ← → ↑ ↓', 'move the picture at actual size'],
  ['B', 'with or without black bars'],
  ['U', 'sound off, on'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
  ['?', 'this list'],
  ['Esc', 'back to where you came from'],
];
