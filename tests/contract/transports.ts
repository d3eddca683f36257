import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { startMediaProcess } from '../../electron/services/jobs/mediaProcessHost.ts';
import { nodeServerPlatform } from '../../electron/services/jobs/nodeServerPlatform.ts';
import { serveContract } from '../../shared/contract/contractServer.ts';
import { makeJobLedger } from '../../shared/contract/jobLedger.ts';
import type { Channel, RequestMessage, ResponseMessage } from '../../shared/contract/messages.ts';
import { makeSuiteHandlers } from './suiteHandlers.ts';

/** The near end of a line whose far end serves the suite's handlers. */
export interface OpenTransport {
  readonly channel: Channel<RequestMessage, ResponseMessage>;
  readonly close: () => Promise<void> | void;
}

interface Line {
  readonly near: Channel<RequestMessage, ResponseMessage>;
  readonly far: Channel<ResponseMessage, RequestMessage>;
}

function memoryLine(): Line {
  const toFar = new Set<(message: RequestMessage) => void>();
  const toNear = new Set<(message: ResponseMessage) => void>();
  // Copied and handed over later, as every real line does.
  const sendTo =
    <T>(listeners: Set<(message: T) => void>) =>
    (message: T): void => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of listeners) listener(copy);
      });
    };
  return {
    near: { send: sendTo(toFar), onMessage: (listener) => listen(toNear, listener) },
    far: { send: sendTo(toNear), onMessage: (listener) => listen(toFar, listener) },
  };
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function portChannel<Send, Receive>(port: MessagePort): Channel<Send, Receive> {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
  };
}

function serveSuite(far: Channel<ResponseMessage, RequestMessage>): () => void {
  const ledger = makeJobLedger();
  const handlers = makeSuiteHandlers(ledger);
  return serveContract(far, { host: 'media', handlers, ledger, platform: nodeServerPlatform });
}

/** Every way a contract message travels. */
export const transports: readonly { readonly name: string; readonly open: () => OpenTransport }[] = [
  {
    name: 'in memory',
    open: () => {
      const { near, far } = memoryLine();
      return { channel: near, close: serveSuite(far) };
    },
  },
  {
    name: 'MessagePort',
    open: () => {
      const { port1, port2 } = new MessageChannel();
      const stop = serveSuite(portChannel(port2));
      const close = (): void => {
        stop();
        port1.close();
      };
      return { channel: portChannel(port1), close };
    },
  },
  {
    name: 'plain Node child',
    open: () => {
      const listeners = new Set<(message: ResponseMessage) => void>();
      const host = startMediaProcess({
        nodePath: process.execPath,
        entryPath: join(import.meta.dirname, 'suiteHostProcess.ts'),
        dataFolder: import.meta.dirname,
        resourcesFolder: import.meta.dirname,
        onResponse: (message) => {
          for (const listener of listeners) listener(message);
        },
        onMediaSeen: () => undefined,
        onLog: (line) => process.stderr.write(`${line}\n`),
      });
      return {
        channel: {
          send: (message) => host.send(message, {}),
          onMessage: (listener) => listen(listeners, listener),
        },
        close: host.stop,
      };
    },
  },
];
