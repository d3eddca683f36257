import { create } from 'zustand';

/** A short message at the foot of the window; with an action (usually Undo) it stays longer. */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
  action: { label: string; run: () => void } | null;
  /** A later toast of the same slot takes its place; null for one of its own. */
  slot: string | null;
}

interface ToastState {
  toasts: Toast[];
}

/** The toasts on screen, oldest first. */
export const useToasts = create<ToastState>(() => ({ toasts: [] }));

let nextId = 1;
const lastingMs = { plain: 6000, withAction: 12_000, error: 15_000 };

/** Shows a toast; errors stay longest. At most five are on screen. */
export function showToast(
  text: string,
  options: { tone?: Toast['tone']; action?: Toast['action']; slot?: Toast['slot'] } = {},
): void {
  const { tone = 'plain', action = null, slot = null } = options;
  const toast: Toast = { id: nextId++, text, tone, action, slot };
  useToasts.setState(({ toasts }) => {
    const others = slot === null ? toasts : toasts.filter((each) => each.slot !== slot);
    return { toasts: [...others, toast].slice(-5) };
  });
  const ms =
    toast.tone === 'error' ? lastingMs.error : toast.action === null ? lastingMs.plain : lastingMs.withAction;
  setTimeout(() => dismissToast(toast.id), ms);
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
