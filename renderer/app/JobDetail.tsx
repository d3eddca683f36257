import type { ImportJob } from '../../shared/domain/importQueue.ts';
import type { QueueView } from '../queue/importRunner.ts';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { importQueue } from './importJobs.ts';
import { JobFiles } from './JobFiles.tsx';
import styles from './JobPanel.module.css';
import { jobCountsText, jobStateText, jobTroubleText } from './jobWords.ts';

/** One job: what it is doing, what can be done about it, and its files. */
export function JobDetail({
  job,
  jobs,
  view,
}: {
  job: ImportJob;
  jobs: readonly ImportJob[];
  view: QueueView;
}) {
  const running = view.running?.jobId === job.id ? view.running : null;
  const trouble = jobTroubleText(job);
  return (
    <section className={styles['detail']} aria-label={job.name}>
      <header className={styles['head']}>
        <h3 className={styles['name']}>{job.name}</h3>
        <p className={`${styles['facts']} numeric`}>
          {jobStateText(job, view)} · {jobCountsText(job)}
        </p>
        {trouble === null ? null : (
          <p className={styles['trouble']} role="alert">
            {trouble}
          </p>
        )}
        {job.state === 'done' || job.state === 'cancelled' ? null : (
          <ProgressBar label={`Progress of ${job.name}`} fraction={running?.fraction ?? job.fraction} />
        )}
        <div className={styles['buttons']} role="toolbar" aria-label={`What to do with ${job.name}`}>
          <StateButtons job={job} isStopping={running?.isStopping ?? false} />
          <OrderButtons job={job} jobs={jobs} />
        </div>
      </header>
      <JobFiles key={job.id} job={job} underWay={running?.underWay ?? none} />
    </section>
  );
}

const none: ReadonlySet<never> = new Set();

/** One button for all of them, so that the keyboard stays on it while the state changes. */
const stateVerb = {
  waiting: 'Pause',
  paused: 'Resume',
  cancelled: 'Resume',
  away: 'Try again',
} as const;

async function goOnOrPause(job: ImportJob): Promise<void> {
  if (job.state === 'waiting') await importQueue.pauseJob(job.id);
  else await importQueue.resumeJob(job.id);
}

function StateButtons({ job, isStopping }: { job: ImportJob; isStopping: boolean }) {
  const isOpen = job.state === 'waiting' || job.state === 'paused' || job.state === 'away';
  return (
    <>
      {job.state === 'done' ? null : (
        <Button isDisabled={isStopping} onPress={() => void goOnOrPause(job)}>
          {stateVerb[job.state]}
        </Button>
      )}
      {isOpen ? (
        <Button isDisabled={isStopping} onPress={() => void importQueue.cancelJob(job.id)}>
          Cancel
        </Button>
      ) : null}
      {job.failed > 0 ? (
        <Button onPress={() => void importQueue.retry(job.id, null)}>
          {job.failed === 1
            ? 'Retry the failed file'
            : `Retry ${job.failed.toLocaleString('en-GB')} failed files`}
        </Button>
      ) : null}
    </>
  );
}

function OrderButtons({ job, jobs }: { job: ImportJob; jobs: readonly ImportJob[] }) {
  // What is over has no turn any more: nothing is gained by going before it.
  const open = jobs.filter(({ id, state }) => id === job.id || (state !== 'done' && state !== 'cancelled'));
  const at = open.findIndex((each) => each.id === job.id);
  const above = open[at - 1];
  const below = open[at + 1];
  if (job.state === 'done' || open.length < 2) return null;
  return (
    <>
      <Button
        variant="quiet"
        isDisabled={above === undefined}
        onPress={() => void importQueue.importNext(job.id)}
      >
        Import next
      </Button>
      <Button
        variant="quiet"
        isDisabled={above === undefined}
        onPress={() => above && void importQueue.moveJob(job.id, 'before', above.id)}
      >
        Move up
      </Button>
      <Button
        variant="quiet"
        isDisabled={below === undefined}
        onPress={() => below && void importQueue.moveJob(job.id, 'after', below.id)}
      >
        Move down
      </Button>
    </>
  );
}
