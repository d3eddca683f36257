import { formatClock } from '../../shared/timecode/formatClock.ts';
import { counted } from '../library/counted.ts';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import { MissingFiles } from '../relink/MissingFiles.tsx';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { cancelImport, type ImportJobView, useImportJobs } from './importJobs.ts';
import styles from './StatusBar.module.css';

/** The window's foot: what the library holds, and the import under way. */
export function StatusBar() {
  const [job, ...waiting] = useImportJobs((state) => state.jobs);
  return (
    <footer className={`${styles['bar']} numeric`}>
      <LibraryCounts />
      <MissingFiles />
      {job === undefined ? null : <ImportProgress job={job} waiting={waiting.length} />}
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

function ImportProgress({ job, waiting }: { job: ImportJobView; waiting: number }) {
  const started = job.fileName !== '';
  const position = Math.min(job.sourcesDone + 1, Math.max(job.sourcesTotal, 1));
  const facts = [
    ...(started ? [`file ${position} of ${job.sourcesTotal}`, counted(job.framesDone, 'frame')] : []),
    job.isCancelling
      ? 'stopping…'
      : job.remainingSec === null
        ? started
          ? 'working out the time'
          : 'starting'
        : `${formatClock(Math.ceil(job.remainingSec))} left`,
    ...(waiting > 0 ? [`${waiting} more waiting`] : []),
  ].join(' · ');
  return (
    <section className={styles['job']} aria-label="Import">
      {started ? (
        <span className={styles['file']} title={job.fileName}>
          {job.fileName}
        </span>
      ) : null}
      <span className={styles['facts']}>{facts}</span>
      <ProgressBar label="Import progress" fraction={job.fraction} />
      <Button
        variant="quiet"
        aria-label="Cancel import"
        isDisabled={job.isCancelling}
        onPress={() => cancelImport(job.key)}
      >
        Cancel
      </Button>
    </section>
  );
}
