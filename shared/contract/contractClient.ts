import { type AppError, makeAppError } from './appError.ts';
import {
  type CallName,
  contract,
  type Input,
  type JobEvent,
  type JobName,
  type Output,
  type Result,
} from './contract.ts';
import type { Channel, RequestMessage, ResponseMessage } from './messages.ts';

/** A job as its caller holds it. */
export interface RunningJob<K extends JobName> {
  readonly jobId: string;
  readonly result: Promise<Result<Output<K>>>;
  cancel(): void;
}

/** Typed requests over any channel; never throws for what the other side answers. */
export interface ContractClient {
  call<K extends CallName>(method: K, input: Input<K>): Promise<Result<Output<K>>>;
  start<K extends JobName>(method: K, input: Input<K>, onEvent: (event: JobEvent<K>) => void): RunningJob<K>;
  /** Attaches to a job that is already running, by the id that `listJobs` told. */
  listen<K extends JobName>(method: K, jobId: string, onEvent: (event: JobEvent<K>) => void): RunningJob<K>;
}

interface Waiting {
  settle(result: Result<unknown>): void;
  event(event: unknown): void;
}

/**
 * Builds a client.
 * @param channel the near end of the channel to the host
 * @param newId makes an id that no other request of this or an earlier window has (crypto.randomUUID)
 */
export function makeContractClient(
  channel: Channel<RequestMessage, ResponseMessage>,
  newId: () => string,
): ContractClient {
  const waiting = new Map<string, Waiting>();

  channel.onMessage((message) => {
    const entry = waiting.get(message.id);
    if (entry === undefined) return;
    if (message.type === 'event') {
      entry.event(message.event);
      return;
    }
    waiting.delete(message.id);
    entry.settle(message.result);
  });

  const request = <T>(
    message: RequestMessage,
    parse: (value: unknown) => { success: true; data: T } | { success: false; error: Error },
    onEvent: (event: unknown) => void,
  ): Promise<Result<T>> =>
    new Promise((resolve) => {
      const settle = (result: Result<unknown>): void => {
        if (!result.ok) {
          resolve(result);
          return;
        }
        const parsed = parse(result.value);
        resolve(
          parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: malformed(parsed.error) },
        );
      };
      waiting.set(message.id, { settle, event: onEvent });
      channel.send(message);
    });

  const runJob = <K extends JobName>(
    method: K,
    message: RequestMessage,
    onEvent: (event: JobEvent<K>) => void,
  ): RunningJob<K> => {
    const entry = contract[method];
    const result = request<Output<K>>(
      message,
      (value) =>
        entry.output.safeParse(value) as ReturnType<typeof entry.output.safeParse> & { data: Output<K> },
      (event) => {
        const parsed = entry.event.safeParse(event);
        if (parsed.success) onEvent(parsed.data as JobEvent<K>);
      },
    );
    return { jobId: message.id, result, cancel: () => channel.send({ type: 'cancel', id: message.id }) };
  };

  return {
    call: <K extends CallName>(method: K, input: Input<K>) => {
      const entry = contract[method];
      return request<Output<K>>(
        { type: 'call', id: newId(), method, input },
        (value) =>
          entry.output.safeParse(value) as ReturnType<typeof entry.output.safeParse> & { data: Output<K> },
        () => undefined,
      );
    },
    start: (method, input, onEvent) => runJob(method, { type: 'call', id: newId(), method, input }, onEvent),
    listen: (method, jobId, onEvent) => runJob(method, { type: 'listen', id: jobId }, onEvent),
  };
}

function malformed(error: Error): AppError {
  return makeAppError('internal', { reason: `malformed reply: ${error.message}` });
}
