import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryState {
  readonly thrown: { readonly message: string } | null;
}

/** Stands in for the window's content when it cannot be drawn: says what happened and how to go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { thrown: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return {
      thrown: { message: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) },
    };
  }

  override componentDidCatch(thrown: unknown, { componentStack }: ErrorInfo): void {
    console.error(thrown, componentStack);
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    if (thrown === null) return this.props.children;
    return (
      <main className={styles['window']} role="alert">
        <h1>The window cannot go on</h1>
        <p>
          A fault in Afterimage stopped it from drawing this. Nothing that was saved is lost: your works,
          frames, links and boards are on disk, and an import that runs goes on.
        </p>
        <p>Reload the window to go on. If it happens again, please report it with the line below.</p>
        <p className={styles['reason']}>{thrown.message}</p>
        <Button variant="primary" autoFocus onPress={() => window.location.reload()}>
          Reload
        </Button>
      </main>
    );
  }
}
