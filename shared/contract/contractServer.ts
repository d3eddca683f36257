import type { z } from 'zod';
import { type AppError, makeAppError, toAppError } from './appError.ts';
import {
  type Contract,
  contract,
  type JobEvent,
  type JobName,
  type MethodName,
  type Output,
} from './contract.ts';
import type { CallEntry, Host, JobEntry } from './defineContract.ts';
import { hideFolders } from './hideFolders.ts';
import type { JobLedger } from './jobLedger.ts';
import { makeJobRecord } from './jobRecord.ts';
import { type Channel, type RequestMessage, type ResponseMessage, requestMessageSchema } from './messages.ts';
import type { ServerPlatform } from './serverPlatform.ts';

/** What a handler gets beside its input. `id` is the request's own; `signal` is set off by Cancel. */
export interface CallContext<Signal> {
  readonly id: string;
  readonly signal: Signal;
}

export interface JobContext<Signal, Event> extends CallContext<Signal> {
  readonly emit: (event: Event) => void;
}

/** Input as it is after validation. */
export type CheckedInput<K extends MethodName> = z.output<Contract[K]['input']>;

type MethodOf<H extends Host> = {
  [K in MethodName]: Contract[K]['host'] extends H ? K : never;
}[MethodName];

type CallHandler<K extends MethodName, Signal> = (
  input: CheckedInput<K>,
  context: CallContext<Signal>,
) => Promise<Output<K>>;

type JobHandler<K extends JobName, Signal> = (
  input: CheckedInput<K>,
  context: JobContext<Signal, JobEvent<K>>,
) => Promise<Output<K>>;

/** One handler for each method of a host; what it throws becomes an AppError. */
export type ContractHandlers<H extends Host, Signal> = {
  readonly [K in MethodOf<H>]: K extends JobName ? JobHandler<K, Signal> : CallHandler<K, Signal>;
};

export interface ContractServerOptions<H extends Host, Signal> {
  readonly host: H;
  readonly handlers: ContractHandlers<H, Signal>;
  /** Kept by the caller, so that the `listJobs` handler can tell from it. */
  readonly ledger: JobLedger;
  readonly platform: ServerPlatform<Signal>;
}

type LooseHandler<Signal> = (input: unknown, context: JobContext<Signal, unknown>) => Promise<unknown>;

/**
 * Answers the contract's requests of one host over a channel. Every message and every input is validated,
 * unknown methods are refused, nothing is thrown across. Jobs of one method run one after the other.
 * @returns a function that stops serving and everything that runs
 */
export function serveContract<H extends Host, Signal>(
  channel: Channel<ResponseMessage, RequestMessage>,
  { host, handlers, ledger, platform }: ContractServerOptions<H, Signal>,
): () => void {
  const calls = new Map<string, { stop(): void; silent: boolean }>();
  /** The end of each job method's queue. */
  const lastTurn = new Map<string, Promise<void>>();
  const handlerOf = new Map<string, LooseHandler<Signal>>(
    Object.entries(handlers) as [string, LooseHandler<Signal>][],
  );

  const refuse = (id: string, error: AppError): void => {
    channel.send({ type: 'reply', id, result: { ok: false, error } });
  };

  const runCall = async (id: string, handler: LooseHandler<Signal>, input: unknown): Promise<void> => {
    const { signal, stop } = platform.makeStop();
    const running = { stop, silent: false };
    calls.set(id, running);
    let message: ResponseMessage;
    try {
      const value = await handler(input, { id, signal, emit: () => undefined });
      message = { type: 'reply', id, result: { ok: true, value } };
    } catch (thrown) {
      message = { type: 'reply', id, result: { ok: false, error: appErrorOf(thrown) } };
    }
    calls.delete(id);
    if (!running.silent) channel.send(message);
  };

  const runJob = async (
    method: string,
    id: string,
    handler: LooseHandler<Signal>,
    input: unknown,
  ): Promise<void> => {
    const { signal, stop } = platform.makeStop();
    let cancelled = false;
    const record = makeJobRecord({
      id,
      method,
      platform,
      send: (message) => channel.send(message),
      stop: () => {
        cancelled = true;
        stop();
      },
    });
    ledger.add(record);
    const myTurn = lastTurn.get(method) ?? Promise.resolve();
    let endTurn: () => void = () => undefined;
    lastTurn.set(
      method,
      new Promise((resolve) => {
        endTurn = resolve;
      }),
    );
    await myTurn;
    try {
      if (cancelled) {
        record.finish({ ok: false, error: makeAppError('cancelled') });
        return;
      }
      record.start();
      const value = await handler(input, { id, signal, emit: record.emit });
      record.finish({ ok: true, value });
    } catch (thrown) {
      record.finish({ ok: false, error: appErrorOf(thrown) });
    } finally {
      endTurn();
    }
  };

  const begin = ({ id, method, input }: Extract<RequestMessage, { type: 'call' }>): void => {
    const entry = findEntry(method);
    const handler = handlerOf.get(method);
    if (entry === undefined || entry.host !== host || handler === undefined) {
      refuse(id, makeAppError('unknown-method', { reason: `unknown method ${JSON.stringify(method)}` }));
      return;
    }
    if (calls.has(id) || ledger.find(id) !== undefined) {
      refuse(id, makeAppError('invalid-input', { reason: 'this id is in use' }));
      return;
    }
    const parsed = entry.input.safeParse(input);
    if (!parsed.success) {
      refuse(id, makeAppError('invalid-input', { reason: parsed.error.message }));
      return;
    }
    // Both settle by themselves: every throw inside became a reply.
    if (entry.kind === 'job') void runJob(method, id, handler, parsed.data);
    else void runCall(id, handler, parsed.data);
  };

  const stopListening = channel.onMessage((raw: unknown) => {
    const parsed = requestMessageSchema.safeParse(raw);
    if (!parsed.success) {
      const id = idOf(raw);
      if (id !== null) refuse(id, makeAppError('invalid-input', { reason: parsed.error.message }));
      return;
    }
    const message = parsed.data;
    const record = ledger.find(message.id);
    switch (message.type) {
      case 'call':
        begin(message);
        return;
      case 'cancel':
        record?.cancel();
        calls.get(message.id)?.stop();
        return;
      case 'listen':
        if (record === undefined)
          refuse(message.id, makeAppError('invalid-input', { reason: 'no such job' }));
        else record.listen();
        return;
      case 'dispose': {
        record?.dispose();
        const running = calls.get(message.id);
        if (running !== undefined) running.silent = true;
        return;
      }
    }
  });

  return () => {
    stopListening();
    for (const id of ledger.unfinishedIds()) ledger.find(id)?.cancel();
    for (const running of calls.values()) running.stop();
  };
}

function findEntry(method: string): CallEntry | JobEntry | undefined {
  return Object.hasOwn(contract, method) ? contract[method as MethodName] : undefined;
}

function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null;
  return typeof raw.id === 'string' && raw.id.length > 0 && raw.id.length <= 100 ? raw.id : null;
}

function appErrorOf(thrown: unknown): AppError {
  const error = toAppError(thrown);
  if (error.details.reason === undefined) return error;
  return { ...error, details: { ...error.details, reason: hideFolders(error.details.reason) } };
}
