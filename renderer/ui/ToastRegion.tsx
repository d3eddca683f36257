import { Button } from './Button.tsx';
import styles from './ToastRegion.module.css';
import { dismissToast, useToasts } from './toasts.ts';

/** Where toasts appear; read out politely. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section aria-label="Messages" aria-live="polite" className={styles['region']}>
      {toasts.map((toast) => (
        <div key={toast.id} className={`${styles['toast']} ${toast.tone === 'error' ? styles['error'] : ''}`}>
          <span className={styles['text']}>{toast.text}</span>
          {toast.action === null ? null : (
            <Button
              onPress={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <Button variant="quiet" aria-label="Dismiss" onPress={() => dismissToast(toast.id)}>
            ✕
          </Button>
        </div>
      ))}
    </section>
  );
}
