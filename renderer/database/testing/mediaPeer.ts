import { AppFailure } from '../../../shared/contract/appError.ts';
import type { ImportEvent, ImportOutput, Output } from '../../../shared/contract/contract.ts';
import { type ContractClient, makeContractClient } from '../../../shared/contract/contractClient.ts';
import {
  type CheckedInput,
  type ContractHandlers,
  type JobContext,
  serveContract,
} from '../../../shared/contract/contractServer.ts';
import { makeJobLedger } from '../../../shared/contract/jobLedger.ts';
import type { Channel, RequestMessage, ResponseMessage } from '../../../shared/contract/messages.ts';
import type { MediaProgress } from '../../../shared/domain/resumePoint.ts';

/** What the far side of the contract does in a test: its import is a script that emits real events. */
export interface MediaScript {
  importMedia?: (
    input: CheckedInput<'importMedia'>,
    context: JobContext<AbortSignal, ImportEvent>,
  ) => Promise<ImportOutput>;
  /** What a stored picture looks like from afar. */
  signatureOf?: (hash: string) => string | null;
  /** Packed statistics of a stored picture; none when left out. */
  coloursOf?: (hash: string) => string | null;
  recover?: Output<'recoverFrames'> | (() => Output<'recoverFrames'>);
  /** Whether sources can be reached; all can unless told. */
  checkSource?: (sourceId: string) => { state: 'there' | 'missing' | 'away'; place: string | null };
  onAcknowledge?: (batchIds: readonly string[]) => Promise<void> | void;
}

/** The contract's server in this process, with the requests it saw. */
export interface MediaPeer {
  /** A window's client; a second one is what a reloaded window has. */
  connect(): ContractClient;
  readonly acknowledged: string[];
  readonly known: string[][];
  /** What each import was told of media that came in part. */
  readonly resumed: MediaProgress[][];
  /** File names of each import. */
  readonly given: string[][];
  readonly pruned: string[][];
}

const nothingDone: ImportOutput = { imported: 0, skipped: 0, failed: 0, frames: 0, cancelled: false };

/** Serves the media half of the contract over memory. Messages are cloned, as a real channel does. */
export function mediaPeer(script: MediaScript = {}): MediaPeer {
  const acknowledged: string[] = [];
  const known: string[][] = [];
  const resumed: MediaProgress[][] = [];
  const given: string[][] = [];
  const pruned: string[][] = [];
  const ledger = makeJobLedger();
  const toWindow = new Set<(message: ResponseMessage) => void>();
  const toServer = new Set<(message: RequestMessage) => void>();
  const serverEnd: Channel<ResponseMessage, RequestMessage> = {
    send: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of toWindow) listener(copy);
      });
    },
    onMessage: (listener) => {
      toServer.add(listener);
      return () => toServer.delete(listener);
    },
  };

  const handlers: ContractHandlers<'media', AbortSignal> = {
    probe: () => Promise.reject(new AppFailure('not-allowed')),
    measureColours: ({ pictures }) =>
      Promise.resolve({ statistics: pictures.map(({ hash }) => script.coloursOf?.(hash) ?? null) }),
    measureSignatures: ({ pictures }) =>
      Promise.resolve({ signatures: pictures.map(({ hash }) => script.signatureOf?.(hash) ?? null) }),
    exportPdf: () => Promise.reject(new AppFailure('not-allowed')),
    exportPalette: () => Promise.reject(new AppFailure('not-allowed')),
    importMedia: async (
      input: CheckedInput<'importMedia'>,
      context: JobContext<AbortSignal, ImportEvent>,
    ) => {
      known.push([...input.knownMediaIds]);
      resumed.push([...input.resume]);
      given.push(input.sources.map((each) => each.fileName));
      return (await script.importMedia?.(input, context)) ?? nothingDone;
    },
    acknowledgeFrames: async ({ batchIds }: CheckedInput<'acknowledgeFrames'>) => {
      await script.onAcknowledge?.(batchIds);
      acknowledged.push(...batchIds);
      ledger.forgetEvents((event) => {
        const { batchId } = event as { batchId?: string };
        return batchId !== undefined && batchIds.includes(batchId);
      });
      return {};
    },
    recoverFrames: () => {
      const { recover = [] } = script;
      return Promise.resolve(typeof recover === 'function' ? recover() : recover);
    },
    pruneFrames: ({ keep }: CheckedInput<'pruneFrames'>) => {
      pruned.push([...keep]);
      return Promise.resolve({ removed: 0 });
    },
    openFootage: () => Promise.reject(new AppFailure('file-not-found')),
    makeProxy: () => Promise.reject(new AppFailure('file-not-found')),
    frameTimes: () => Promise.reject(new AppFailure('file-not-found')),
    viewFrame: () => Promise.reject(new AppFailure('file-not-found')),
    grabFrame: () => Promise.reject(new AppFailure('file-not-found')),
    footageStrip: () => Promise.resolve({ strip: null }),
    makeStrip: () => Promise.reject(new AppFailure('file-not-found')),
    listJobs: () => Promise.resolve(ledger.snapshots()),
  };
  serveContract(serverEnd, {
    host: 'media',
    handlers,
    ledger,
    platform: {
      nowMs: () => performance.now(),
      afterMs: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      makeStop: () => {
        const controller = new AbortController();
        return { signal: controller.signal, stop: () => controller.abort() };
      },
    },
  });

  return {
    acknowledged,
    known,
    resumed,
    given,
    pruned,
    connect: () => {
      // A reloaded window is the only listener: the earlier one is gone.
      toWindow.clear();
      return makeContractClient(
        {
          send: (message) => {
            const copy = structuredClone(message);
            const answer = answerOfMain(copy, script);
            queueMicrotask(() => {
              if (answer === null) for (const listener of toServer) listener(copy);
              else for (const listener of toWindow) listener(answer);
            });
          },
          onMessage: (listener) => {
            toWindow.add(listener);
            return () => toWindow.delete(listener);
          },
        },
        () => crypto.randomUUID(),
      );
    },
  };
}

/** What main would answer; null for what is not its to answer. */
function answerOfMain(message: RequestMessage, script: MediaScript): ResponseMessage | null {
  if (message.type !== 'call') return null;
  const reply = (value: unknown): ResponseMessage => ({
    type: 'reply',
    id: message.id,
    result: { ok: true, value },
  });
  if (message.method === 'keepSources') return reply({});
  if (message.method !== 'checkSources') return null;
  const { sourceIds } = message.input as CheckedInput<'checkSources'>;
  const there = { state: 'there', place: null } as const;
  return reply(sourceIds.map((sourceId) => ({ sourceId, ...(script.checkSource?.(sourceId) ?? there) })));
}

/** Everything an import says about one file that went well, frames in batches of `batchSize`. */
export function eventsOf(
  sourceId: Extract<ImportEvent, { type: 'frames' }>['sourceId'],
  media: Extract<ImportEvent, { type: 'frames' }>['media'],
  frames: Extract<ImportEvent, { type: 'frames' }>['frames'],
  batchSize = 2,
): ImportEvent[] {
  const batches: ImportEvent[] = [];
  for (let start = 0; start < frames.length; start += batchSize) {
    batches.push({
      type: 'frames',
      batchId: `${sourceId}-${start}`,
      sourceId,
      media,
      frames: frames.slice(start, start + batchSize),
    });
  }
  return [
    { type: 'mediaFound', sourceId, media },
    ...batches,
    {
      type: 'mediaDone',
      sourceId,
      mediaId: media.id,
      frameCount: frames.length,
      partial: false,
      warning: null,
    },
  ];
}
