import { liveQuery } from 'dexie';
import { create } from 'zustand';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { DuplicateGroup } from '../../shared/similarity/duplicateSearch.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import type { DuplicateAnswer, DuplicateQuestion } from './duplicateWorker.ts';
import { fillSignatures, type UnsignedFrame } from './fillSignatures.ts';

interface DuplicatesState {
  /** What may be there twice; found anew after every change of the library's frames, so not saved. */
  groups: readonly DuplicateGroup[];
  isLooking: boolean;
  /** False until the library was looked through once. */
  hasLooked: boolean;
}

export const useDuplicates = create<DuplicatesState>(() => ({
  groups: [],
  isLooking: false,
  hasLooked: false,
}));

/** After a change the library is given time to settle: an import brings many. Milliseconds. */
const settleMs = 2500;

/**
 * Looks for duplicates in the background, at the start and whenever frames come or go or something is decided.
 * @returns a function that ends it
 */
export function keepDuplicates(
  database: AfterimageDatabase,
  client: Pick<ContractClient, 'call'>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;
  let isRunning = false;
  let isWanted = false;

  const run = async (): Promise<void> => {
    timer = null;
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    useDuplicates.setState({ isLooking: true });
    try {
      await fillSignatures(database, client, () => isStopped, findUnsigned);
      const groups = await lookThrough();
      useDuplicates.setState({ groups, hasLooked: true });
    } catch {
      // The next change looks again; duplicates are an offer, nothing depends on them.
    } finally {
      isRunning = false;
      useDuplicates.setState({ isLooking: false });
    }
    if (isWanted && !isStopped) {
      isWanted = false;
      schedule();
    }
  };
  function schedule(): void {
    if (isStopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void run(), settleMs);
  }
  const counting = liveQuery(async () => [
    await database.frames.count(),
    await database.keptApart.count(),
    await database.mergedMedia.count(),
  ]).subscribe({ next: schedule });
  return () => {
    isStopped = true;
    counting.unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

let worker: Worker | null = null;

/** Asks the worker; one question at a time. */
async function ask(question: DuplicateQuestion): Promise<DuplicateAnswer> {
  worker ??= new Worker(new URL('./duplicateWorker.ts', import.meta.url), { type: 'module' });
  const asked = worker;
  const answered = new AbortController();
  try {
    return await new Promise<DuplicateAnswer>((resolve, reject) => {
      const once = { signal: answered.signal };
      asked.addEventListener('message', ({ data }: MessageEvent<DuplicateAnswer>) => resolve(data), once);
      asked.addEventListener('error', (event) => reject(new Error(event.message)), once);
      asked.postMessage(question);
    });
  } catch (thrown) {
    asked.terminate();
    worker = null;
    throw thrown;
  } finally {
    answered.abort();
  }
}

async function findUnsigned(): Promise<readonly UnsignedFrame[]> {
  const answer = await ask('unsigned');
  if ('unsigned' in answer) return answer.unsigned;
  throw new Error('failure' in answer ? answer.failure : 'not what was asked');
}

async function lookThrough(): Promise<readonly DuplicateGroup[]> {
  const answer = await ask('duplicates');
  // What it compared is kept in the database; a whole library's signatures need not stay in the memory.
  worker?.terminate();
  worker = null;
  if ('groups' in answer) return answer.groups;
  throw new Error('failure' in answer ? answer.failure : 'not what was asked');
}
