import { create } from 'zustand';

/** A short message at the foot of the window; with an action (usually Undo) it stays longer. */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
  action: { label: string; run: () => void } | null;
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
  options: { tone?: Toast['tone']; action?: Toast['action'] } = {},
): void {
  const toast: Toast = { id: nextId++, text, tone: options.tone ?? 'plain', action: options.action ?? null };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-5) }));
  const ms =
    toast.tone === 'error' ? lastingMs.error : toast.action === null ? lastingMs.plain : lastingMs.withAction;
  setTimeout(() => dismissToast(toast.id), ms);
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
