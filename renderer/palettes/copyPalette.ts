import type { Swatch } from '../../shared/domain/frame.ts';
import { showToast } from '../ui/toasts.ts';

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(said);
  } catch {
    showToast('The clipboard is not available.', { tone: 'error' });
  }
}

/** One hex value a line. */
export function hexList(palette: readonly Swatch[]): string {
  return palette.map(({ hex }) => hex.toUpperCase()).join('\n');
}

/** The declarations of the CSS export, to be pasted into a rule. */
export function cssList(palette: readonly Swatch[]): string {
  return palette.map(({ hex }, index) => `--colour-${index + 1}: ${hex};`).join('\n');
}
