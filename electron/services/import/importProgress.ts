import type { ImportEvent } from '../../../shared/contract/contract.ts';
import { remainingTime } from '../jobs/remainingTime.ts';

/** Counts an import along; every step emits a progress event (the job's server thins them). */
export interface ImportProgress {
  /** @param fraction of this source, 0-1 */
  advance(index: number, fraction: number): void;
  addFrames(count: number): void;
  /** @param worked false where the source took no time: skipped, refused */
  finish(index: number, worked: boolean): void;
}

interface ImportProgressOptions {
  readonly sources: readonly { readonly fileName: string; readonly sizeBytes: number }[];
  readonly emit: (event: ImportEvent) => void;
  /** A clock in milliseconds. */
  readonly nowMs: () => number;
}

/** A source weighs what it measures in bytes; an empty one still counts. */
export function makeImportProgress({ sources, emit, nowMs }: ImportProgressOptions): ImportProgress {
  const startedMs = nowMs();
  const weights = sources.map(({ sizeBytes }) => Math.max(1, sizeBytes));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const underWay = new Map<number, number>();
  let done = 0;
  let worked = 0;
  let sourcesDone = 0;
  let framesDone = 0;

  const tell = (index: number): void => {
    const partial = [...underWay.values()].reduce((sum, weight) => sum + weight, 0);
    emit({
      type: 'progress',
      sourcesDone,
      sourcesTotal: sources.length,
      fileName: sources[index]?.fileName ?? '',
      framesDone,
      fraction: Math.min(1, (done + partial) / total),
      remainingSec: remainingTime(worked + partial, total - done - partial, nowMs() - startedMs),
    });
  };

  return {
    advance: (index, fraction) => {
      underWay.set(index, (weights[index] ?? 0) * Math.min(1, Math.max(0, fraction)));
      tell(index);
    },
    addFrames: (count) => {
      framesDone += count;
    },
    finish: (index, didWork) => {
      underWay.delete(index);
      const weight = weights[index] ?? 0;
      done += weight;
      if (didWork) worked += weight;
      sourcesDone += 1;
      tell(index);
    },
  };
}
