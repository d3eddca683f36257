import { describeAppError } from '../../shared/contract/appError.ts';
import { storageError } from '../database/storageError.ts';
import { showToast, useToasts } from '../ui/toasts.ts';

/**
 * Tells the user of whatever failed without anyone waiting for it: above all a write that was not saved. The
 * same sentence stands on screen once.
 * @returns a function that stops it
 */
export function tellRejections(target: EventTarget): () => void {
  const tell = (event: Event): void => {
    const text = describeAppError(storageError(Reflect.get(event, 'reason')));
    if (useToasts.getState().toasts.some((toast) => toast.text === text)) return;
    showToast(text, { tone: 'error' });
  };
  target.addEventListener('unhandledrejection', tell);
  return () => target.removeEventListener('unhandledrejection', tell);
}
