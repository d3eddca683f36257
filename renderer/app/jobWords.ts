import { describeAppError } from '../../shared/contract/appError.ts';
import type { ImportFile, ImportJob } from '../../shared/domain/importQueue.ts';
import { formatClock } from '../../shared/timecode/formatClock.ts';
import { counted } from '../library/counted.ts';
import type { QueueView } from '../queue/importRunner.ts';

/** What a job is doing, in a few words: "Importing · 2:14 left", "Paused", "Waiting". */
export function jobStateText(
  job: ImportJob,
  view: Pick<QueueView, 'running' | 'isPaused' | 'isAsleep'>,
): string {
  const { running } = view;
  if (running?.jobId === job.id) {
    const doing = job.kind === 'shots' ? 'Finding shots' : 'Importing';
    return running.isStopping ? 'Stopping…' : `${doing} · ${timeLeft(running)}`;
  }
  const isHeld = view.isPaused || view.isAsleep;
  return {
    waiting: isHeld ? 'Paused with all others' : 'Waiting',
    paused: job.error === null ? 'Paused' : 'Stopped by an error',
    away: `“${job.awayPlace ?? ''}” is not there`,
    cancelled: 'Cancelled',
    done: job.failed > 0 ? 'Done, but for some files' : 'Done',
  }[job.state];
}

/** "2:14 left", or that it is not known yet. */
export function timeLeft({
  remainingSec,
  fileName,
}: {
  remainingSec: number | null;
  fileName: string;
}): string {
  if (remainingSec === null) return fileName === '' ? 'starting' : 'working out the time';
  return `${formatClock(Math.ceil(remainingSec))} left`;
}

/** "3 of 12 files · 41 frames · 1 failed". */
export function jobCountsText(job: ImportJob): string {
  const over = job.done + job.known + job.failed;
  const parts = [
    over === job.total
      ? counted(job.total, 'file')
      : `${over.toLocaleString('en-GB')} of ${counted(job.total, 'file')}`,
    counted(job.frames, 'frame'),
  ];
  if (job.known > 0) parts.push(`${job.known.toLocaleString('en-GB')} already in the library`);
  if (job.failed > 0) parts.push(`${job.failed.toLocaleString('en-GB')} failed`);
  if (job.warned > 0) parts.push(counted(job.warned, 'warning'));
  if (job.unsupported > 0) parts.push(`${counted(job.unsupported, 'other file')} left out`);
  return parts.join(' · ');
}

/** What stands in a job's way and what to do about it; null where nothing does. */
export function jobTroubleText(job: ImportJob): string | null {
  if (job.state === 'away') {
    return `The disk or folder “${job.awayPlace ?? ''}” is not there. Connect it: the import goes on by itself.`;
  }
  return job.error === null ? null : describeAppError(job.error);
}

/** What became of a file, and what to do where it went wrong. */
export function fileStateText(file: ImportFile, isUnderWay: boolean): string {
  if (isUnderWay) return 'Importing…';
  const brought = counted(file.frames, 'frame');
  return {
    waiting: file.frames > 0 ? `Goes on after ${brought}` : 'Waiting',
    known: 'Already in the library',
    failed: file.error === null ? 'Failed' : describeAppError(file.error),
    done: file.warning === null ? brought : `${brought} · ${file.warning}`,
  }[file.state];
}
