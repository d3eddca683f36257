import { GripVertical } from 'lucide-react';
import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import type { ImportJob, ImportJobId } from '../../shared/domain/importQueue.ts';
import type { QueueView } from '../queue/importRunner.ts';
import { importQueue, useImportQueue } from './importJobs.ts';
import styles from './JobPanel.module.css';
import { jobStateText } from './jobWords.ts';

/** The jobs in the order they run; dragged, or moved with the keyboard by their handle. */
export function JobList({
  jobs,
  view,
  chosenId,
}: {
  jobs: readonly ImportJob[];
  view: QueueView;
  chosenId: ImportJobId;
}) {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const moved = jobs.find((job) => keys.has(job.id));
      const neighbour = jobs.find((job) => job.id === target.key);
      if (moved === undefined || neighbour === undefined || target.dropPosition === 'on') return;
      void importQueue.moveJob(moved.id, target.dropPosition, neighbour.id);
    },
  });
  return (
    <GridList
      aria-label="Import queue"
      className={styles['jobs'] ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectionBehavior="replace"
      selectedKeys={[chosenId]}
      onSelectionChange={(keys) => {
        const chosen = keys === 'all' ? undefined : jobs.find((job) => keys.has(job.id));
        if (chosen !== undefined) useImportQueue.setState({ chosenJobId: chosen.id });
      }}
      dragAndDropHooks={dragAndDropHooks}
    >
      {jobs.map((job) => (
        <GridListItem key={job.id} id={job.id} textValue={job.name} className={styles['job'] ?? ''}>
          <AriaButton slot="drag" className={styles['handle'] ?? ''} aria-label={`Move ${job.name}`}>
            <GripVertical size={14} aria-hidden />
          </AriaButton>
          <div className={styles['jobText']}>
            <span className={styles['jobName']} title={job.name}>
              {job.name}
            </span>
            <span className={`${styles['jobState']} numeric`} data-trouble={isTrouble(job) || undefined}>
              {jobStateText(job, view)}
            </span>
            {job.state === 'done' || job.state === 'cancelled' ? null : (
              <span className={styles['bar']} aria-hidden>
                <span style={{ width: `${shareOf(job, view) * 100}%` }} />
              </span>
            )}
          </div>
        </GridListItem>
      ))}
    </GridList>
  );
}

function isTrouble(job: ImportJob): boolean {
  return job.state === 'away' || job.error !== null || (job.state === 'done' && job.failed > 0);
}

function shareOf(job: ImportJob, { running }: QueueView): number {
  return running?.jobId === job.id ? running.fraction : job.fraction;
}
