import { contract, type MethodName } from '../../shared/contract/contract.ts';
import { type ContractHandlers, serveContract } from '../../shared/contract/contractServer.ts';
import { makeJobLedger } from '../../shared/contract/jobLedger.ts';
import {
  type Channel,
  type RequestMessage,
  type ResponseMessage,
  requestMessageSchema,
} from '../../shared/contract/messages.ts';
import type { MediaProcessHost } from '../services/jobs/mediaProcessHost.ts';
import { nodeServerPlatform } from '../services/jobs/nodeServerPlatform.ts';
import { pathsBeside } from './pathsBeside.ts';
import type { SourceRegistry } from './sourceRegistry.ts';

export type WindowChannel = Channel<ResponseMessage, RequestMessage>;

/** The line between the one window and the hosts; a window that is loaded again brings a new channel. */
export interface WindowLine {
  /** Serves a fresh channel; the earlier one is let go, its jobs go on. */
  accept(channel: WindowChannel): void;
  /** An answer of the media process. */
  readonly deliver: (message: ResponseMessage) => void;
  /** The window is gone. */
  close(): void;
}

interface WindowLineOptions {
  readonly handlers: ContractHandlers<'main', AbortSignal>;
  readonly registry: Pick<SourceRegistry, 'sourcePath' | 'targetPath' | 'mediaPath' | 'mediaStandIn'>;
  readonly mediaProcess: () => Pick<MediaProcessHost, 'send'>;
  /** Told of every call that goes to the media process. */
  readonly onMediaCall?: (method: string, id: string) => void;
}

export function makeWindowLine({
  handlers,
  registry,
  mediaProcess,
  onMediaCall,
}: WindowLineOptions): WindowLine {
  let current: { channel: WindowChannel; awaited: Set<string>; stop(): void } | null = null;

  const relay = (message: RequestMessage, awaited: Set<string>): void => {
    if (message.type === 'call' || message.type === 'listen') awaited.add(message.id);
    const paths =
      message.type === 'call' ? pathsBeside(message.method as MethodName, message.input, registry) : {};
    if (message.type === 'call') onMediaCall?.(message.method, message.id);
    mediaProcess().send(message, paths);
  };

  const close = (): void => {
    if (current === null) return;
    current.stop();
    for (const id of current.awaited) mediaProcess().send({ type: 'dispose', id }, {});
    current = null;
  };

  return {
    accept: (channel) => {
      close();
      const awaited = new Set<string>();
      let toMain: (message: RequestMessage) => void = () => undefined;
      const stopServer = serveContract(
        {
          send: (message) => channel.send(message),
          onMessage: (listener) => {
            toMain = listener;
            return () => {
              toMain = () => undefined;
            };
          },
        },
        { host: 'main', handlers, ledger: makeJobLedger(), platform: nodeServerPlatform },
      );
      const stopListening = channel.onMessage((raw: unknown) => {
        const checked = checkForMedia(raw);
        // What is not for the media process, or not valid, is main's to answer or to refuse.
        if (
          checked === null ||
          (checked.type !== 'call' && !awaited.has(checked.id) && checked.type !== 'listen')
        ) {
          toMain(raw as RequestMessage);
        } else {
          relay(checked, awaited);
        }
      });
      const stop = (): void => {
        stopListening();
        stopServer();
      };
      current = { channel, awaited, stop };
    },
    deliver: (message) => {
      if (current?.awaited.has(message.id) !== true) return;
      if (message.type === 'reply') current.awaited.delete(message.id);
      current.channel.send(message);
    },
    close,
  };
}

/** A valid message that the media process may have to answer, else null. */
function checkForMedia(raw: unknown): RequestMessage | null {
  const parsed = requestMessageSchema.safeParse(raw);
  if (!parsed.success) return null;
  const message = parsed.data;
  if (message.type !== 'call') return message;
  if (!Object.hasOwn(contract, message.method)) return null;
  const entry = contract[message.method as MethodName];
  if (entry.host !== 'media') return null;
  const input = entry.input.safeParse(message.input);
  return input.success ? { ...message, input: input.data } : null;
}
