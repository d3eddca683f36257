import type { ImportJob } from '../../shared/domain/importQueue.ts';
import { counted } from '../library/counted.ts';
import { UnreadableRecords } from '../library/UnreadableRecords.tsx';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import { RetagProgress } from '../moods/RetagProgress.tsx';
import type { QueueView } from '../queue/importRunner.ts';
import { MissingFiles } from '../relink/MissingFiles.tsx';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { importQueue, showImports, useImportJobRows, useImportQueue } from './importJobs.ts';
import { timeLeft } from './jobWords.ts';
import styles from './StatusBar.module.css';

/** The window's foot: what the library holds, and the import queue. */
export function StatusBar() {
  const jobs = useImportJobRows();
  const running = useImportQueue((state) => state.running);
  const isHeld = useImportQueue((state) => state.isPaused || state.isAsleep);
  const current = jobs.find((job) => job.id === running?.jobId);
  const open = jobs.filter(({ state }) => state !== 'done' && state !== 'cancelled');
  return (
    <footer className={`${styles['bar']} numeric`}>
      <LibraryCounts />
      <UnreadableRecords />
      <MissingFiles />
      <RetagProgress />
      {running !== null && current !== undefined ? (
        <ImportProgress job={current} running={running} waiting={open.length - 1} />
      ) : open.length > 0 ? (
        <WaitingImports jobs={open} isHeld={isHeld} />
      ) : null}
      <Button variant="quiet" onPress={() => showImports(true)}>
        Imports
      </Button>
    </footer>
  );
}

function LibraryCounts() {
  const { frames, works, links, ready } = useLibraryIndex();
  return (
    <span className={styles['counts']}>
      {ready
        ? [
            counted(frames.size, 'frame'),
            counted(works.size, 'work'),
            counted(links.size, 'homage link'),
          ].join(' · ')
        : 'Reading the library…'}
    </span>
  );
}

function ImportProgress({
  job,
  running,
  waiting,
}: {
  job: ImportJob;
  running: NonNullable<QueueView['running']>;
  waiting: number;
}) {
  const { fileName, fraction, isStopping } = running;
  const position = Math.min(job.done + job.known + job.failed + 1, Math.max(job.total, 1));
  const facts = [
    ...(fileName === ''
      ? []
      : [`file ${position.toLocaleString('en-GB')} of ${job.total.toLocaleString('en-GB')}`]),
    isStopping ? 'stopping…' : timeLeft(running),
    ...(waiting > 0 ? [`${waiting} more waiting`] : []),
  ].join(' · ');
  return (
    <section className={styles['job']} aria-label="Import">
      {fileName === '' ? null : (
        <span className={styles['file']} title={fileName}>
          {fileName}
        </span>
      )}
      <span className={styles['facts']}>{facts}</span>
      <ProgressBar label="Import progress" fraction={fraction} />
      <Button
        variant="quiet"
        aria-label="Pause imports"
        isDisabled={isStopping}
        onPress={() => void importQueue.setPaused(true)}
      >
        Pause
      </Button>
      <Button
        variant="quiet"
        aria-label="Cancel import"
        isDisabled={isStopping}
        onPress={() => void importQueue.cancelJob(job.id)}
      >
        Cancel
      </Button>
    </section>
  );
}

/** Nothing runs, but something is left to do. */
function WaitingImports({ jobs, isHeld }: { jobs: readonly ImportJob[]; isHeld: boolean }) {
  const away = jobs.find((job) => job.state === 'away');
  const paused = jobs.filter((job) => job.state === 'paused');
  const text =
    away !== undefined
      ? `“${away.awayPlace ?? ''}” is not there`
      : isHeld || paused.length > 0
        ? `${counted(jobs.length, 'import')} paused`
        : 'starting';
  const goOn = async (): Promise<void> => {
    if (isHeld) await importQueue.setPaused(false);
    else for (const { id } of paused) await importQueue.resumeJob(id);
  };
  return (
    <section className={styles['job']} aria-label="Import">
      <span className={styles['facts']}>{text}</span>
      {isHeld || paused.length > 0 ? (
        <Button variant="quiet" aria-label="Resume imports" onPress={() => void goOn()}>
          Resume
        </Button>
      ) : null}
    </section>
  );
}
