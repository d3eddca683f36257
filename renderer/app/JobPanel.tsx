import { useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { importFolderFromDialog, importFromDialog } from './importFiles.ts';
import {
  importQueue,
  showImports,
  showWatchedFolders,
  useImportJobRows,
  useImportQueue,
} from './importJobs.ts';
import { JobDetail } from './JobDetail.tsx';
import { JobList } from './JobList.tsx';
import styles from './JobPanel.module.css';

/** The import queue: every job with its order, state and files, and what can be done about each. */
export function JobPanel() {
  const isOpen = useImportQueue((state) => state.isPanelOpen);
  const close = (): void => showImports(false);
  return (
    <Dialog title="Imports" size="large" isOpen={isOpen} onClose={close} actions={<PanelActions />}>
      {isOpen ? <Jobs /> : null}
    </Dialog>
  );
}

function Jobs() {
  const panes = useRef<HTMLDivElement>(null);
  const jobs = useImportJobRows();
  const view = useImportQueue();
  const chosen =
    jobs.find((job) => job.id === view.chosenJobId) ??
    jobs.find((job) => job.id === view.running?.jobId) ??
    // What was just paused or stopped stays before the user.
    jobs.find(({ state }) => state !== 'done' && state !== 'cancelled') ??
    jobs.at(-1);
  // A button that goes with what it did must not take the keyboard with it.
  useEffect(() => {
    if (document.activeElement === document.body) panes.current?.focus();
  });
  if (chosen === undefined) {
    return (
      <div ref={panes} tabIndex={-1} className={styles['none']}>
        <EmptyState
          title="Nothing is being imported"
          actions={
            <>
              <Button onPress={() => void importFolderFromDialog()}>Import folder…</Button>
              <Button variant="primary" onPress={() => void importFromDialog()}>
                Import…
              </Button>
            </>
          }
        >
          Drop videos, pictures or folders anywhere in the window. They wait here for their turn; you can
          change the order, pause, and go on after a restart without losing a shot.
        </EmptyState>
      </div>
    );
  }
  return (
    <div ref={panes} tabIndex={-1} className={styles['panes']}>
      <JobList jobs={jobs} view={view} chosenId={chosen.id} />
      <JobDetail job={chosen} jobs={jobs} view={view} />
    </div>
  );
}

function PanelActions() {
  const jobs = useImportJobRows();
  const isPaused = useImportQueue((state) => state.isPaused);
  const isOver = jobs.some(({ state }) => state === 'done' || state === 'cancelled');
  return (
    <>
      <Button variant="quiet" onPress={() => showWatchedFolders(true)}>
        Watched folders…
      </Button>
      <Button variant="quiet" isDisabled={!isOver} onPress={() => void importQueue.clearFinished()}>
        Clear finished
      </Button>
      <Button onPress={() => void importQueue.setPaused(!isPaused)}>
        {isPaused ? 'Resume all' : 'Pause all'}
      </Button>
      <Button variant="primary" onPress={() => showImports(false)}>
        Close
      </Button>
    </>
  );
}
