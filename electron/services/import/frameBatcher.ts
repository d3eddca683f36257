import { randomUUID } from 'node:crypto';
import type { ImportEvent } from '../../../shared/contract/contract.ts';
import type { AnalysedFrame } from '../../../shared/domain/frame.ts';
import type { SourceId } from '../../../shared/domain/ids.ts';
import type { MediaFile } from '../../../shared/domain/media.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import type { ImportJournal, JournalBatch } from './importJournal.ts';

const batchFrames = 24;
const batchDelayMs = 250;

/** Gathers the frames of one media; each batch is in the journal before the window hears of it. */
export interface FrameBatcher {
  /**
   * @param resume where the import can go on once this frame and those before are saved
   * @throws what kept an earlier batch from the journal
   */
  add(frame: AnalysedFrame, resume?: ResumePoint): void;
  /** Sends what is left and waits until all is out; throws as `add`. */
  flush(): Promise<void>;
  /** Frames told to the window so far. */
  readonly sent: number;
}

interface FrameBatcherOptions {
  readonly sourceId: SourceId;
  readonly media: MediaFile;
  readonly journal: Pick<ImportJournal, 'write'>;
  readonly emit: (event: ImportEvent) => void;
}

export function makeFrameBatcher({ sourceId, media, journal, emit }: FrameBatcherOptions): FrameBatcher {
  let pending: AnalysedFrame[] = [];
  let pendingResume: ResumePoint | undefined;
  let timer: NodeJS.Timeout | null = null;
  let tail: Promise<void> = Promise.resolve();
  let failure: { thrown: unknown } | null = null;
  let sent = 0;

  const write = async (batch: JournalBatch): Promise<void> => {
    if (failure !== null) return;
    try {
      await journal.write(batch);
    } catch (thrown) {
      failure = { thrown };
      return;
    }
    sent += batch.frames.length;
    emit({ type: 'frames', ...batch, sourceId });
  };

  const send = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (pending.length === 0) return;
    const resume = pendingResume === undefined ? {} : { resume: pendingResume };
    const batch = { batchId: randomUUID(), sourceId, media, frames: pending, ...resume };
    pending = [];
    pendingResume = undefined;
    tail = tail.then(() => write(batch));
  };

  return {
    get sent() {
      return sent;
    },
    add: (frame, resume) => {
      if (failure !== null) throw failure.thrown;
      pending.push(frame);
      if (resume !== undefined) pendingResume = resume;
      if (pending.length >= batchFrames) send();
      else timer ??= setTimeout(send, batchDelayMs);
    },
    flush: async () => {
      send();
      await tail;
      if (failure !== null) throw failure.thrown;
    },
  };
}
