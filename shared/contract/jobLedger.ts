import type { JobSnapshot } from './contract.ts';
import type { JobRecord } from './jobRecord.ts';

/** How many finished jobs are remembered for a window that was loaded again. */
const finishedKept = 20;

/** The jobs a server knows, oldest first. */
export interface JobLedger {
  add(record: JobRecord): void;
  find(id: string): JobRecord | undefined;
  snapshots(): JobSnapshot[];
  /** Drops kept events of every job that need no replay any more. */
  forgetEvents(settled: (event: unknown) => boolean): void;
  /** Ids of jobs that are queued or running. */
  unfinishedIds(): string[];
}

export function makeJobLedger(): JobLedger {
  const records = new Map<string, JobRecord>();
  return {
    add: (record) => {
      records.set(record.id, record);
      const finished = [...records.values()].filter((each) => each.finished);
      for (const old of finished.slice(0, Math.max(0, finished.length - finishedKept)))
        records.delete(old.id);
    },
    find: (id) => records.get(id),
    snapshots: () => [...records.values()].map((record) => record.snapshot()),
    forgetEvents: (settled) => {
      for (const record of records.values()) record.forget(settled);
    },
    unfinishedIds: () => [...records.values()].filter((each) => !each.finished).map((each) => each.id),
  };
}
